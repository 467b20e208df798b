package dev.actzoo.layers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The elements of a dense array in host memory, by their index in C order, without a copy. */
sealed interface HostValues {
  double at(int index);

  void set(int index, double value);

  /**
   * Writes {@code length} elements to the same place of another, those kept times a factor, the
   * others as zero.
   *
   * @param kept all bits set for an element to keep, else none; the first element's first
   */
  void keep(int start, int length, int[] kept, float factor, HostValues to);

  static HostValues of(INDArray array) {
    return switch (array.dataType()) {
      case FLOAT -> {
        ByteBuffer bytes =
            new BytePointer(array.data().addressPointer())
                .capacity(Float.BYTES * array.length())
                .asByteBuffer()
                .order(ByteOrder.nativeOrder());
        yield new Floats(bytes.asFloatBuffer(), bytes.asIntBuffer());
      }
      case DOUBLE -> new Doubles(array.data().asNioDouble().slice());
      default ->
          throw new IllegalArgumentException("neither float nor double: " + array.dataType());
    };
  }

  /** Elements of a float32 array. */
  record Floats(FloatBuffer values, IntBuffer bits) implements HostValues {
    @Override
    public double at(int index) {
      return values.get(index);
    }

    @Override
    public void set(int index, double value) {
      values.put(index, (float) value);
    }

    /** Dropped on the bits and scaled on the numbers: two loops that both turn into vectors. */
    @Override
    public void keep(int start, int length, int[] kept, float factor, HostValues to) {
      int[] bits = new int[length];
      this.bits.get(start, bits);
      for (int i = 0; i < length; i++) {
        bits[i] &= kept[i];
      }
      Floats target = (Floats) to;
      target.bits.put(start, bits);
      float[] stretch = new float[length];
      target.values.get(start, stretch);
      for (int i = 0; i < length; i++) {
        stretch[i] *= factor;
      }
      target.values.put(start, stretch);
    }
  }

  /** Elements of a float64 array. */
  record Doubles(DoubleBuffer values) implements HostValues {
    @Override
    public double at(int index) {
      return values.get(index);
    }

    @Override
    public void set(int index, double value) {
      values.put(index, value);
    }

    @Override
    public void keep(int start, int length, int[] kept, float factor, HostValues to) {
      DoubleBuffer target = ((Doubles) to).values;
      for (int i = 0; i < length; i++) {
        target.put(start + i, kept[i] == 0 ? 0 : factor * values.get(start + i));
      }
    }
  }
}
