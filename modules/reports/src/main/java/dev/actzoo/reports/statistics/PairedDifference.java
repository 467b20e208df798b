package dev.actzoo.reports.statistics;

import java.util.List;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.jspecify.annotations.Nullable;

/**
 * How an arm differs from the baseline arm, seed by seed: test accuracy as a fraction, positive
 * where the arm is ahead. What one pair cannot tell, or differences that are all alike, is null.
 *
 * @param pairs the seeds that both arms completed, at least one
 * @param mean the mean difference
 * @param standardDeviation of the differences
 * @param student 95 % t interval of the mean difference; what the verdict rests on
 * @param bootstrap 95 % percentile bootstrap interval of the same
 * @param effectSize mean over standard deviation, with Hedges's correction; needs three pairs
 * @param pValue two-sided paired t test
 * @param adjustedPValue the same after Holm's correction over the arms of the cell
 * @param detectable the smallest true difference that this many pairs find with 80 % power, at the
 *     cell's pooled standard deviation and the level of Holm's first step
 * @param seedsNeeded how many seeds would find a true difference as large as the one seen, on the
 *     same terms; null if more than {@link Power#MOST_SEEDS}
 */
public record PairedDifference(
    List<Pair> pairs,
    double mean,
    @Nullable Double standardDeviation,
    @Nullable Interval student,
    @Nullable Interval bootstrap,
    @Nullable Double effectSize,
    @Nullable Double pValue,
    @Nullable Double adjustedPValue,
    @Nullable Double detectable,
    @Nullable Integer seedsNeeded) {

  /** Below this the differences count as all alike: rounding, not spread. */
  private static final double NO_SPREAD = 1e-12;

  public PairedDifference {
    pairs = List.copyOf(pairs);
  }

  /** The difference as one arm shows it, before its cell adds what concerns all arms together. */
  static PairedDifference of(List<Pair> pairs) {
    double[] differences = pairs.stream().mapToDouble(Pair::difference).toArray();
    double mean = Mean.of(differences).getAsDouble();
    if (differences.length < 2) {
      return new PairedDifference(pairs, mean, null, null, null, null, null, null, null, null);
    }
    double deviation = StandardDeviation.of(differences).getAsDouble();
    boolean spread = deviation > NO_SPREAD;
    return new PairedDifference(
        pairs,
        mean,
        deviation,
        spread ? Student.ofMean(differences) : null,
        spread ? Bootstrap.ofMean(differences) : null,
        spread && pairs.size() > 2 ? EffectSize.of(mean, deviation, pairs.size()) : null,
        spread ? Student.pValue(differences) : null,
        null,
        null,
        null);
  }

  /** Whether the arm and the baseline arm gave the same accuracy on each of several seeds. */
  public boolean identical() {
    return pairs.size() > 1 && pairs.stream().allMatch(pair -> pair.difference() == 0);
  }

  PairedDifference withAdjustedPValue(double adjusted) {
    return new PairedDifference(
        pairs,
        mean,
        standardDeviation,
        student,
        bootstrap,
        effectSize,
        pValue,
        adjusted,
        detectable,
        seedsNeeded);
  }

  PairedDifference withResolution(Power power, double pooledDeviation) {
    if (pairs.size() < 2) {
      return this;
    }
    var seeds = power.seedsFor(mean, pooledDeviation);
    return new PairedDifference(
        pairs,
        mean,
        standardDeviation,
        student,
        bootstrap,
        effectSize,
        pValue,
        adjustedPValue,
        power.detectableDifference(pairs.size(), pooledDeviation),
        seeds.isPresent() ? seeds.getAsInt() : null);
  }
}
