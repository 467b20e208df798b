package dev.actzoo.kernels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** Room for what a function of a block of floats needs on its way: floats, and floats as bits. */
final class FloatBlock {
  /** Floats of a block; a handful of blocks fit the first-level cache. */
  static final int LENGTH = 1024;

  final float[] first = new float[LENGTH];
  final float[] second = new float[LENGTH];
  final float[] third = new float[LENGTH];
  final float[] fourth = new float[LENGTH];
  final float[] fifth = new float[LENGTH];
  final int[] bits = new int[LENGTH];
  final int[] otherBits = new int[LENGTH];
  final int[] moreBits = new int[LENGTH];

  private final FloatBuffer floats;
  private final IntBuffer ints;

  FloatBlock() {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(LENGTH * Float.BYTES).order(ByteOrder.nativeOrder());
    floats = bytes.asFloatBuffer();
    ints = bytes.asIntBuffer();
  }

  /**
   * The bits of floats: two copies of memory, where a loop of conversions would not be vectorised.
   */
  void toBits(float[] from, int[] to, int n) {
    floats.put(0, from, 0, n);
    ints.get(0, to, 0, n);
  }

  void toFloats(int[] from, float[] to, int n) {
    ints.put(0, from, 0, n);
    floats.get(0, to, 0, n);
  }
}
