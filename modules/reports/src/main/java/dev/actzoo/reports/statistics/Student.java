package dev.actzoo.reports.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Student's t (1908): exact for means of normal values whatever their number, hence what verdicts
 * rest on when seeds are few.
 */
public final class Student {
  /** The confidence of every interval. */
  public static final double CONFIDENCE = 0.95;

  private Student() {}

  /** What a t variable exceeds in size with that probability. */
  static double quantile(double freedom, double level) {
    return TDistribution.of(freedom).inverseSurvivalProbability(level / 2);
  }

  /** The probability that a t variable is at least as large in size. */
  static double pValue(double freedom, double t) {
    return Math.min(1, 2 * TDistribution.of(freedom).survivalProbability(Math.abs(t)));
  }
}
