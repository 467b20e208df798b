package dev.actzoo.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * Java arrays that are used again by their length, one of each; of one thread.
 *
 * @param <T> the type of array
 */
final class KeptArrays<T> {
  /** A net has as many layers of different widths, or has the oldest made again. */
  private static final int MOST = 32;

  private final IntFunction<T> making;
  private final ToIntFunction<T> length;
  private final List<T> arrays = new ArrayList<>();

  KeptArrays(IntFunction<T> making, ToIntFunction<T> length) {
    this.making = making;
    this.length = length;
  }

  static KeptArrays<float[]> ofFloats() {
    return new KeptArrays<>(float[]::new, array -> array.length);
  }

  static KeptArrays<double[]> ofDoubles() {
    return new KeptArrays<>(double[]::new, array -> array.length);
  }

  /** The array of that length, with what was left in it. */
  T of(long wanted) {
    for (int i = 0; i < arrays.size(); i++) {
      if (length.applyAsInt(arrays.get(i)) == wanted) {
        return arrays.get(i);
      }
    }
    if (arrays.size() == MOST) {
      arrays.remove(0);
    }
    T made = making.apply(Math.toIntExact(wanted));
    arrays.add(made);
    return made;
  }
}
