package dev.actzoo.reports.statistics;

import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The standardised paired difference: mean over standard deviation of the differences, with
 * Hedges's exact correction of its bias in small samples (Hedges 1981).
 */
public final class EffectSize {
  private EffectSize() {}

  /**
   * The corrected effect size, in standard deviations of the paired differences.
   *
   * @param mean the mean difference
   * @param standardDeviation the differences' standard deviation, above 0
   * @param pairs how many differences, at least 3: with two the correction is zero
   */
  public static double of(double mean, double standardDeviation, int pairs) {
    return mean / standardDeviation * correction(pairs - 1);
  }

  /** Hedges's J for that many degrees of freedom, at least 2. */
  static double correction(int degreesOfFreedom) {
    if (degreesOfFreedom < 2) {
      throw new IllegalArgumentException("Hedges's correction needs 2 degrees of freedom");
    }
    double half = degreesOfFreedom / 2.0;
    return Math.exp(LogGamma.value(half) - LogGamma.value(half - 0.5)) / Math.sqrt(half);
  }
}
