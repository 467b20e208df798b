package dev.actzoo.training;

import dev.actzoo.kernels.HostMemory;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The memory of a dense float32 array, read and written in bulk. */
record FlatVector(FloatBuffer values) {
  static FlatVector of(INDArray array) {
    return new FlatVector(HostMemory.of(array).asFloatBuffer());
  }

  int length() {
    return values.capacity();
  }

  /** Copies {@code length} numbers to the start of an array. */
  void read(int start, float[] to, int length) {
    values.get(start, to, 0, length);
  }

  /** Copies {@code length} numbers from the start of an array. */
  void write(int start, float[] from, int length) {
    values.put(start, from, 0, length);
  }

  float[] toArray() {
    float[] all = new float[length()];
    values.get(0, all);
    return all;
  }

  void set(float[] all) {
    values.put(0, all);
  }
}
