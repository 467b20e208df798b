package dev.actzoo.reports.statistics;

import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The power of the two-sided paired t test, from the noncentral t distribution.
 *
 * <p>A noncentral t variable is (Z + d) / S with Z standard normal and S^2 = chi^2 / degrees of
 * freedom, so its distribution function is the expectation of Phi(t S - d) over S, which Simpson's
 * rule takes here.
 *
 * @param level the level of the test, in (0, 1)
 */
public record Power(double level) {
  /** The power every statement about resolution refers to. */
  public static final double TARGET = 0.8;

  /** Beyond this many seeds an answer is "too many". */
  public static final int MOST_SEEDS = 10_000;

  private static final int PANELS = 2_000;
  private static final double BISECTION_WIDTH = 1e-9;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * The probability to reject a mean difference of zero.
   *
   * @param pairs how many pairs, at least 2
   * @param effect the true mean difference in standard deviations of the differences
   */
  public double of(int pairs, double effect) {
    int freedom = pairs - 1;
    double critical = TDistribution.of(freedom).inverseSurvivalProbability(level / 2);
    double shift = effect * Math.sqrt(pairs);
    return expectation(
        freedom,
        s ->
            NORMAL.survivalProbability(critical * s - shift)
                + NORMAL.cumulativeProbability(-critical * s - shift));
  }

  /**
   * The smallest true difference that is found with probability {@link #TARGET}.
   *
   * @param pairs how many pairs, at least 2
   * @param standardDeviation of the paired differences
   * @return in the unit of the standard deviation
   */
  public double detectableDifference(int pairs, double standardDeviation) {
    double low = 0;
    double high = 1;
    while (of(pairs, high) < TARGET) {
      high *= 2;
    }
    while (high - low > BISECTION_WIDTH * high) {
      double middle = (low + high) / 2;
      if (of(pairs, middle) < TARGET) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high * standardDeviation;
  }

  /**
   * How many seeds find that true difference with probability {@link #TARGET}; empty if more than
   * {@link #MOST_SEEDS}.
   *
   * @param difference the true mean difference
   * @param standardDeviation of the paired differences, above 0
   */
  public OptionalInt seedsFor(double difference, double standardDeviation) {
    double effect = Math.abs(difference) / standardDeviation;
    if (of(MOST_SEEDS, effect) < TARGET) {
      return OptionalInt.empty();
    }
    int low = 1;
    int high = MOST_SEEDS;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (of(middle, effect) < TARGET) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return OptionalInt.of(high);
  }

  /** The expectation of a function of S = sqrt(chi^2 / freedom). */
  private static double expectation(int freedom, DoubleUnaryOperator function) {
    ChiSquaredDistribution chiSquared = ChiSquaredDistribution.of(freedom);
    double spread = 10 / Math.sqrt(2.0 * freedom);
    double from = Math.max(0, 1 - spread);
    double step = (1 + spread - from) / PANELS;
    double sum = 0;
    for (int i = 0; i <= PANELS; i++) {
      double s = from + i * step;
      double density =
          s == 0 ? densityAtZero(freedom) : 2 * freedom * s * chiSquared.density(freedom * s * s);
      int weight = i == 0 || i == PANELS ? 1 : i % 2 == 0 ? 2 : 4;
      sum += weight * density * function.applyAsDouble(s);
    }
    return sum * step / 3;
  }

  private static double densityAtZero(int freedom) {
    return freedom == 1 ? 2 * NORMAL.density(0) : 0;
  }
}
