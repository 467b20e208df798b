package dev.actzoo.reports.statistics;

import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.TrialResult;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * A learning curve over several seeds: mean, lowest and highest value by epoch.
 *
 * @param epochs one point for each epoch, ascending
 */
public record SeedBand(List<Point> epochs) {
  public SeedBand {
    epochs = List.copyOf(epochs);
  }

  /** The seeds at one epoch. */
  public record Point(int epoch, int seeds, double mean, double lowest, double highest) {}

  /** The band of one value over trials; values that are not finite are left out. */
  public static SeedBand of(List<TrialResult> trials, ToDoubleFunction<EpochRecord> value) {
    TreeMap<Integer, DoubleSummaryStatistics> byEpoch = new TreeMap<>();
    for (TrialResult trial : trials) {
      for (EpochRecord epoch : trial.epochs()) {
        double seen = value.applyAsDouble(epoch);
        if (Double.isFinite(seen)) {
          byEpoch.computeIfAbsent(epoch.epoch(), e -> new DoubleSummaryStatistics()).accept(seen);
        }
      }
    }
    return new SeedBand(
        byEpoch.entrySet().stream()
            .map(
                e ->
                    new Point(
                        e.getKey(),
                        (int) e.getValue().getCount(),
                        e.getValue().getAverage(),
                        e.getValue().getMin(),
                        e.getValue().getMax()))
            .toList());
  }
}
