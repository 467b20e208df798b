package dev.actzoo.reports.statistics;

import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.TrialResult;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.descriptive.Median;
import org.jspecify.annotations.Nullable;

/**
 * What a training step of an arm costs, over the trials that completed.
 *
 * @param stepMilliseconds median over the seeds of each trial's median step
 * @param ratio to the baseline arm's; null if that has none
 * @param examplesPerSecond median over the seeds of each trial's median epoch; null if unknown
 */
public record Cost(
    double stepMilliseconds, @Nullable Double ratio, @Nullable Double examplesPerSecond) {

  /** The cost shown by completed trials; null if none was timed. */
  static @Nullable Cost of(List<TrialResult> completed) {
    OptionalDouble step =
        median(
            completed.stream()
                .filter(trial -> trial.timing().steps() > 0)
                .mapToDouble(trial -> trial.timing().stepMedianMs()));
    OptionalDouble throughput =
        median(
            completed.stream()
                .mapToDouble(trial -> ofEpochs(trial, EpochRecord::examplesPerSecond)));
    return step.isEmpty()
        ? null
        : new Cost(
            step.getAsDouble(), null, throughput.isPresent() ? throughput.getAsDouble() : null);
  }

  Cost relativeTo(@Nullable Cost baseline) {
    return baseline == null
        ? this
        : new Cost(
            stepMilliseconds, stepMilliseconds / baseline.stepMilliseconds, examplesPerSecond);
  }

  private static double ofEpochs(TrialResult trial, ToDoubleFunction<EpochRecord> value) {
    return median(trial.epochs().stream().mapToDouble(value)).orElse(Double.NaN);
  }

  private static OptionalDouble median(DoubleStream values) {
    double[] usable = values.filter(v -> Double.isFinite(v) && v > 0).toArray();
    return usable.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Median.withDefaults().evaluate(usable));
  }
}
