package dev.actzoo.training;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Bulk copies between a float32 array's memory and a Java array. */
final class FlatVector {
  private FlatVector() {}

  static void read(INDArray from, float[] to) {
    memory(from).get(to);
  }

  static void write(float[] from, INDArray to) {
    memory(to).put(from);
  }

  private static FloatPointer memory(INDArray array) {
    return new FloatPointer(array.data().addressPointer()).capacity(array.length());
  }
}
