package dev.actzoo.reports.statistics;

import org.jspecify.annotations.Nullable;

/**
 * The chance error of a mean paired difference, from two sources: the seeds, by Student's t, and
 * the examples of the test split. Half widths of intervals add as the legs of a right triangle do,
 * so that an interval is never narrower than either source alone makes it, and is the paired t
 * interval where a test split is so large that it adds nothing.
 *
 * @param seeds how many paired differences there are, at least 2
 * @param deviation their standard deviation
 * @param test what the test split adds; null if that is not known
 */
record MeanError(int seeds, double deviation, @Nullable TestError test) {
  private static final double SMALLEST_P = 1e-15;
  private static final int HALVINGS = 60;

  /** Half the width of the interval that misses the true mean with that probability. */
  double radius(double level) {
    double bySeeds = Student.quantile(seeds - 1, level) * standardError();
    return test == null
        ? bySeeds
        : Math.hypot(Math.max(bySeeds, test.restRadius(level, seeds)), test.samplingRadius(level));
  }

  /** The 95 % interval around a mean. */
  Interval interval(double mean) {
    double radius = radius(1 - Student.CONFIDENCE);
    return new Interval(mean - radius, mean + radius);
  }

  /** The two-sided p value of a mean: the level at which its interval begins to hold zero. */
  double pValue(double mean) {
    if (test == null) {
      return Student.pValue(seeds - 1, mean / standardError());
    }
    double size = Math.abs(mean);
    double low = Math.log(SMALLEST_P);
    double high = 0;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (radius(Math.exp(middle)) > size) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.exp(high);
  }

  private double standardError() {
    return deviation / Math.sqrt(seeds);
  }
}
