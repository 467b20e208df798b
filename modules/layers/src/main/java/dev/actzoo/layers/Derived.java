package dev.actzoo.layers;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A view of an array that lasts, such as a parameter: made again only for another array. */
final class Derived {
  private final UnaryOperator<INDArray> making;
  private @Nullable INDArray array;
  private @Nullable INDArray view;

  Derived(UnaryOperator<INDArray> making) {
    this.making = making;
  }

  INDArray of(INDArray now) {
    INDArray there = view;
    if (there == null || array != now) {
      there = making.apply(now);
      view = there;
      array = now;
    }
    return there;
  }
}
