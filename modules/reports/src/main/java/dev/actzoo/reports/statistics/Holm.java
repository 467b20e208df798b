package dev.actzoo.reports.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holm's step-down correction of p values for several comparisons (Holm 1979). */
public final class Holm {
  private Holm() {}

  /** The adjusted p values, in the order given: each at least as large as it was, none above 1. */
  public static double[] adjust(double[] pValues) {
    List<Integer> ascending =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .toList();
    double[] adjusted = new double[pValues.length];
    double floor = 0;
    for (int rank = 0; rank < pValues.length; rank++) {
      int index = ascending.get(rank);
      floor = Math.max(floor, Math.min(1, pValues[index] * (pValues.length - rank)));
      adjusted[index] = floor;
    }
    return adjusted;
  }

  /**
   * The level that the smallest of so many p values must stay below to count at the level given.
   */
  static double firstStep(double level, int comparisons) {
    return level / Math.max(1, comparisons);
  }
}
