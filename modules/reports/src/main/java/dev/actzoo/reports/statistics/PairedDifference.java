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
 * @param test what the test split adds to the chance of seeds; null if it is not known, and where
 *     numbers are predicted
 * @param interval 95 % interval of the mean difference over seeds and test examples; what the
 *     verdict rests on
 * @param bootstrap 95 % percentile bootstrap interval over seeds, widened by what the test split
 *     adds
 * @param effectSize mean over standard deviation, with Hedges's correction; needs three pairs
 * @param pValue two-sided, of the same error as the interval
 * @param adjustedPValue the same after Holm's correction over the arms of the cell
 * @param resolution what could have been found, and by how many seeds; null where neither seeds nor
 *     test split show a spread
 */
public record PairedDifference(
    List<Pair> pairs,
    double mean,
    @Nullable Double standardDeviation,
    @Nullable TestError test,
    @Nullable Interval interval,
    @Nullable Interval bootstrap,
    @Nullable Double effectSize,
    @Nullable Double pValue,
    @Nullable Double adjustedPValue,
    @Nullable Resolution resolution) {

  /** Below this the differences count as all alike: rounding, not spread. */
  private static final double NO_SPREAD = 1e-12;

  public PairedDifference {
    pairs = List.copyOf(pairs);
  }

  /** The difference as one arm shows it, before its cell adds what concerns all arms together. */
  static PairedDifference of(List<Pair> pairs, @Nullable TestError test) {
    double[] differences = pairs.stream().mapToDouble(Pair::difference).toArray();
    double mean = Mean.of(differences).getAsDouble();
    if (differences.length < 2) {
      return new PairedDifference(pairs, mean, null, test, null, null, null, null, null, null);
    }
    double deviation = StandardDeviation.of(differences).getAsDouble();
    MeanError error = new MeanError(pairs.size(), deviation, test);
    if (deviation > NO_SPREAD) {
      Interval bootstrap = Bootstrap.ofMean(differences);
      return new PairedDifference(
          pairs,
          mean,
          deviation,
          test,
          error.interval(mean),
          test == null
              ? bootstrap
              : bootstrap.widened(mean, test.samplingRadius(1 - Student.CONFIDENCE)),
          pairs.size() > 2 ? EffectSize.of(mean, deviation, pairs.size()) : null,
          error.pValue(mean),
          null,
          null);
    }
    Interval ofTie = test != null && tie(pairs) ? error.interval(0) : null;
    return new PairedDifference(pairs, mean, deviation, test, ofTie, null, null, null, null, null);
  }

  /** Whether the arm and the baseline arm gave the same accuracy on each of several seeds. */
  public boolean identical() {
    return pairs.size() > 1 && tie(pairs);
  }

  static boolean tie(List<Pair> pairs) {
    return pairs.stream().allMatch(pair -> pair.difference() == 0);
  }

  /** Whether seeds differ in their differences. */
  boolean hasSpread() {
    return standardDeviation != null && standardDeviation > NO_SPREAD;
  }

  PairedDifference withAdjustedPValue(double adjusted) {
    return new PairedDifference(
        pairs,
        mean,
        standardDeviation,
        test,
        interval,
        bootstrap,
        effectSize,
        pValue,
        adjusted,
        resolution);
  }

  /**
   * The difference with what could have been found.
   *
   * @param pooledDeviation of the differences, over the arms of the cell; 0 where none shows any
   */
  PairedDifference withResolution(Power power, double pooledDeviation) {
    if (pairs.size() < 2 || (pooledDeviation == 0 && test == null)) {
      return this;
    }
    return new PairedDifference(
        pairs,
        mean,
        standardDeviation,
        test,
        interval,
        bootstrap,
        effectSize,
        pValue,
        adjustedPValue,
        Resolution.of(power, pairs.size(), pooledDeviation, test, mean));
  }
}
