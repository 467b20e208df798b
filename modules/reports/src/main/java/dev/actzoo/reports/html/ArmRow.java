package dev.actzoo.reports.html;

import dev.actzoo.experiments.Outcome;
import dev.actzoo.reports.Numbers;
import dev.actzoo.reports.statistics.ArmComparison;
import dev.actzoo.reports.statistics.Cost;
import dev.actzoo.reports.statistics.Interval;
import dev.actzoo.reports.statistics.PairedDifference;
import dev.actzoo.reports.statistics.Power;
import dev.actzoo.reports.statistics.Resolution;
import dev.actzoo.reports.statistics.Sample;
import dev.actzoo.reports.statistics.Verdict;
import org.jspecify.annotations.Nullable;

/** One arm's row in the tables of a cell, every value as it is printed. */
record ArmRow(
    ArmStyle style,
    Verdict verdict,
    String completed,
    int diverged,
    int failed,
    int missing,
    String mean,
    String deviation,
    String median,
    String bootstrap,
    String difference,
    String interval,
    String pValue,
    String differenceBootstrap,
    String effectSize,
    String detectable,
    String detectableAtBest,
    String seedsNeeded,
    String step,
    String change,
    String throughput,
    String stall,
    String memory,
    String parameters) {

  static ArmRow of(ArmComparison arm, ArmStyle style) {
    Sample accuracy = arm.accuracy();
    PairedDifference difference = arm.difference();
    Resolution resolution = difference == null ? null : difference.resolution();
    Cost cost = arm.cost();
    return new ArmRow(
        style,
        arm.verdict(),
        arm.count(Outcome.COMPLETED) + " of " + arm.planned(),
        arm.count(Outcome.DIVERGED),
        arm.count(Outcome.FAILED),
        arm.missing(),
        Numbers.percent(accuracy == null ? null : accuracy.mean()),
        Numbers.percent(accuracy == null ? null : accuracy.standardDeviation()),
        Numbers.percent(accuracy == null ? null : accuracy.median()),
        percents(accuracy == null ? null : accuracy.bootstrap()),
        Numbers.points(difference == null ? null : difference.mean()),
        points(difference == null ? null : difference.interval()),
        Numbers.pValue(difference == null ? null : difference.adjustedPValue()),
        points(difference == null ? null : difference.bootstrap()),
        Numbers.signed(difference == null ? null : difference.effectSize(), 2),
        Numbers.percent(resolution == null ? null : resolution.detectable()),
        Numbers.percent(resolution == null ? null : resolution.detectableAtBest()),
        seedsNeeded(difference, resolution),
        Numbers.significant(cost == null ? null : cost.stepMilliseconds()),
        Numbers.change(cost == null ? null : cost.ratio()),
        Numbers.significant(cost == null ? null : cost.examplesPerSecond()),
        Numbers.percent(cost == null ? null : cost.stallShare()),
        Numbers.significant(cost == null ? null : cost.peakMemoryMb()),
        Numbers.count(arm.parameters()));
  }

  private static String seedsNeeded(
      @Nullable PairedDifference difference, @Nullable Resolution resolution) {
    if (difference == null || resolution == null) {
      return Numbers.NONE;
    }
    if (resolution.hopelessFor(difference.mean())) {
      return "no number";
    }
    Integer seeds = resolution.seedsNeeded();
    return seeds == null
        ? "> " + Numbers.count((long) Power.MOST_SEEDS)
        : Numbers.count((long) seeds);
  }

  private static String percents(@Nullable Interval interval) {
    return interval == null
        ? Numbers.NONE
        : Numbers.percent(interval.lower()) + " to " + Numbers.percent(interval.upper());
  }

  private static String points(@Nullable Interval interval) {
    return interval == null
        ? Numbers.NONE
        : Numbers.points(interval.lower()) + " to " + Numbers.points(interval.upper());
  }
}
