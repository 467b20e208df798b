package dev.actzoo.layers;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What is made of an array, such as a view: kept, and made again only for another array.
 *
 * @param <T> what is made
 */
final class Derived<T> {
  private final Function<INDArray, T> making;
  private @Nullable INDArray array;
  private @Nullable T made;

  Derived(Function<INDArray, T> making) {
    this.making = making;
  }

  T of(INDArray now) {
    T there = made;
    if (there == null || array != now) {
      there = making.apply(now);
      made = there;
      array = now;
    }
    return there;
  }
}
