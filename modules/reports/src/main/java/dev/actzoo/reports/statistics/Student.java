package dev.actzoo.reports.statistics;

import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.TTest;

/**
 * Student's one-sample t (1908), here of paired differences: exact for normal differences whatever
 * their number, hence what verdicts rest on when seeds are few.
 */
public final class Student {
  /** The confidence of every interval. */
  public static final double CONFIDENCE = 0.95;

  private Student() {}

  /**
   * The 95 % interval of the mean.
   *
   * @param values at least two
   */
  public static Interval ofMean(double[] values) {
    if (values.length < 2) {
      throw new IllegalArgumentException("a t interval needs two values, not " + values.length);
    }
    double quantile =
        TDistribution.of(values.length - 1).inverseSurvivalProbability((1 - CONFIDENCE) / 2);
    double mean = Mean.of(values).getAsDouble();
    double radius =
        quantile * StandardDeviation.of(values).getAsDouble() / Math.sqrt(values.length);
    return new Interval(mean - radius, mean + radius);
  }

  /**
   * The two-sided p value for a mean of zero.
   *
   * @param values at least two, not all alike
   */
  public static double pValue(double[] values) {
    return TTest.withDefaults().test(values).getPValue();
  }
}
