package dev.actzoo.kernels;

import com.sun.jna.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads and writes float32 arrays in host memory without an object for each; of one thread. */
final class FloatMemory extends Pointer {
  FloatMemory() {
    super(0);
  }

  /** Reads as many floats as there is room for. */
  void read(INDArray array, float[] values) {
    read(array, 0, values);
  }

  /** Reads as many floats as there is room for, from the one of that number on. */
  void read(INDArray array, long start, float[] values) {
    peer = Layouts.address(array);
    read(start * Float.BYTES, values, 0, values.length);
  }

  void write(INDArray array, float[] values) {
    peer = Layouts.address(array);
    write(0, values, 0, values.length);
  }
}
