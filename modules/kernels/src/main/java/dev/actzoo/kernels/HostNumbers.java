package dev.actzoo.kernels;

import com.sun.jna.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads and writes numbers in host memory without an object for each array; of one thread. */
final class HostNumbers extends Pointer {
  HostNumbers() {
    super(0);
  }

  /** Reads as many floats as there is room for. */
  void read(INDArray array, float[] values) {
    read(Layouts.address(array), values, values.length);
  }

  void write(INDArray array, float[] values) {
    write(Layouts.address(array), values, values.length);
  }

  /** Reads so many numbers from an address on. */
  void read(long address, float[] values, int count) {
    peer = address;
    read(0, values, 0, count);
  }

  void read(long address, double[] values, int count) {
    peer = address;
    read(0, values, 0, count);
  }

  void write(long address, float[] values, int count) {
    peer = address;
    write(0, values, 0, count);
  }

  void write(long address, double[] values, int count) {
    peer = address;
    write(0, values, 0, count);
  }
}
