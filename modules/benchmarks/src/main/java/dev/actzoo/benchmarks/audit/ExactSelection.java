package dev.actzoo.benchmarks.audit;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The folds that pass features or reorder them, by their definitions: which feature each result is,
 * and so where each gradient goes. Of equal features the earlier counts as the larger where the
 * largest pass, and stays before the other in ascending order.
 *
 * @param sources for a row, the place that each result is taken from; -1 where it is zero
 */
record ExactSelection(Sources sources) implements FoldReference {
  /** The places results are taken from. */
  @FunctionalInterface
  interface Sources {
    int[] of(List<BigDecimal> x);
  }

  private static final int NOTHING = -1;

  static ExactSelection top(int k) {
    return new ExactSelection(x -> kept(x, x.size(), k));
  }

  static ExactSelection winners(int size) {
    return new ExactSelection(x -> kept(x, size, 1));
  }

  static ExactSelection sorting(int size) {
    return new ExactSelection(
        x ->
            IntStream.iterate(0, from -> from < x.size(), from -> from + size)
                .flatMap(from -> order(x, from, size, Comparator.naturalOrder()))
                .toArray());
  }

  private static int[] kept(List<BigDecimal> x, int size, int winners) {
    int[] sources = new int[x.size()];
    Arrays.fill(sources, NOTHING);
    for (int from = 0; from < x.size(); from += size) {
      order(x, from, size, Comparator.reverseOrder())
          .limit(winners)
          .forEach(place -> sources[place] = place);
    }
    return sources;
  }

  private static IntStream order(
      List<BigDecimal> x, int from, int size, Comparator<BigDecimal> by) {
    return IntStream.range(from, Math.min(x.size(), from + size))
        .boxed()
        .sorted(Comparator.comparing(x::get, by))
        .mapToInt(Integer::intValue);
  }

  @Override
  public List<Goal> values(float[] x) {
    List<BigDecimal> row = Exact.row(x);
    return IntStream.of(sources.of(row))
        .mapToObj(place -> place == NOTHING ? Goal.ZERO : Goal.of(row.get(place)))
        .toList();
  }

  @Override
  public List<Goal> gradients(float[] x, float[] gradient) {
    Goal[] goals = new Goal[x.length];
    Arrays.fill(goals, Goal.ZERO);
    int[] places = sources.of(Exact.row(x));
    for (int i = 0; i < places.length; i++) {
      if (places[i] != NOTHING) {
        goals[places[i]] = Goal.of(Exact.number(gradient[i]));
      }
    }
    return List.of(goals);
  }
}
