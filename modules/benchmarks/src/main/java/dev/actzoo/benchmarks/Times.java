package dev.actzoo.benchmarks;

import java.util.Arrays;

/**
 * How long a piece of work took over the rounds of a race, or how fast it was.
 *
 * @param median the median over rounds
 * @param low the 10th percentile
 * @param high the 90th percentile
 * @param unit of all three, such as "ms"
 */
public record Times(double median, double low, double high, String unit) {
  private static final double LOW = 0.1;
  private static final double HIGH = 0.9;

  /** The summary of one value a round, in any order. */
  static Times of(double[] values, String unit) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Times(quantile(sorted, 0.5), quantile(sorted, LOW), quantile(sorted, HIGH), unit);
  }

  /** These times of a batch in milliseconds, as examples per second. */
  Times perSecond(int examples) {
    return perSecond(examples, "examples");
  }

  /** These times in milliseconds, as items of some kind per second. */
  Times perSecond(long count, String items) {
    double thousandfold = 1000.0 * count;
    return new Times(thousandfold / median, thousandfold / high, thousandfold / low, items + "/s");
  }

  /** The quantile by linear interpolation (type 7 of Hyndman and Fan 1996). */
  private static double quantile(double[] sorted, double probability) {
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no values to summarise");
    }
    double position = probability * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
