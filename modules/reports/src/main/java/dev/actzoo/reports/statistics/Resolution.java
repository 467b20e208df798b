package dev.actzoo.reports.statistics;

import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * What a paired difference could have shown with 80 % power, at the cell's pooled standard
 * deviation and the level of Holm's first step.
 *
 * @param detectable the smallest true difference that these seeds and this test split find
 * @param detectableAtBest the smallest that any number of seeds would find on this test split; null
 *     if what the split adds is not known
 * @param seedsNeeded how many seeds would find a true difference as large as the one seen; null if
 *     more than {@link Power#MOST_SEEDS}, or no number of them
 */
public record Resolution(
    double detectable, @Nullable Double detectableAtBest, @Nullable Integer seedsNeeded) {

  private static final double NORMAL_QUANTILE =
      NormalDistribution.of(0, 1).inverseCumulativeProbability(Power.TARGET);

  static Resolution of(
      Power power, int seeds, double deviation, @Nullable TestError test, double difference) {
    double bySeeds = deviation == 0 ? 0 : power.detectableDifference(seeds, deviation);
    if (test == null) {
      return new Resolution(bySeeds, null, boxed(power.seedsFor(difference, deviation)));
    }
    double factor =
        Student.quantile(Math.max(1, test.examples() - 1), power.level()) + NORMAL_QUANTILE;
    double byExamples = factor * Math.sqrt(test.sampling());
    double byRest = factor * Math.sqrt(test.rest());
    double left = difference * difference - byExamples * byExamples;
    return new Resolution(
        Math.hypot(Math.max(bySeeds, byRest), byExamples),
        byExamples,
        left <= 0
            ? null
            : atLeast(
                deviation == 0 ? OptionalInt.of(2) : power.seedsFor(Math.sqrt(left), deviation),
                seeds * byRest * byRest / left));
  }

  /** Whether no number of seeds would find a difference as large as that on this test split. */
  public boolean hopelessFor(double difference) {
    return detectableAtBest != null && Math.abs(difference) <= detectableAtBest;
  }

  private static @Nullable Integer atLeast(OptionalInt seeds, double least) {
    return seeds.isEmpty() || least > Power.MOST_SEEDS
        ? null
        : (Integer) Math.max(seeds.getAsInt(), (int) Math.ceil(least));
  }

  private static @Nullable Integer boxed(OptionalInt seeds) {
    return seeds.isEmpty() ? null : (Integer) seeds.getAsInt();
  }
}
