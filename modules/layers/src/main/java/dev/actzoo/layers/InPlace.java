package dev.actzoo.layers;

import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Work in place on an array of any strides, by way of a dense copy where its own are not dense. */
final class InPlace {
  private InPlace() {}

  static void on(INDArray array, Consumer<INDArray> work) {
    if (Dense.is(array)) {
      work.accept(array);
    } else {
      INDArray dense = array.dup('c');
      work.accept(dense);
      array.assign(dense);
    }
  }
}
