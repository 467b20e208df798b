package dev.actzoo.reports.statistics;

import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.TrialResult;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.descriptive.Median;
import org.jspecify.annotations.Nullable;

/**
 * What a training step of an arm costs, over the trials that completed.
 *
 * @param stepMilliseconds median over the seeds of each trial's median step
 * @param ratio to the baseline arm's, for the same number of examples; null if that has none
 * @param examplesPerSecond median over the seeds of each trial's median epoch; null if unknown
 * @param stallShare median over the seeds of the share of training spent waiting for batches; null
 *     if unknown
 * @param peakMemoryMb the most resident memory of the process while any of the trials ran, in
 *     megabytes; null if unknown
 */
public record Cost(
    double stepMilliseconds,
    @Nullable Double ratio,
    @Nullable Double examplesPerSecond,
    @Nullable Double stallShare,
    @Nullable Double peakMemoryMb) {

  /** The cost shown by completed trials; null if none was timed. */
  static @Nullable Cost of(List<TrialResult> completed) {
    Double step =
        median(
            completed.stream()
                .filter(trial -> trial.timing().steps() > 0)
                .mapToDouble(trial -> trial.timing().stepMedianMs())
                .filter(value -> value > 0));
    return step == null
        ? null
        : new Cost(
            step,
            null,
            median(
                completed.stream()
                    .map(trial -> ofEpochs(trial, EpochRecord::examplesPerSecond))
                    .filter(Objects::nonNull)
                    .mapToDouble(Double::doubleValue)),
            median(completed.stream().mapToDouble(trial -> trial.timing().stallShare())),
            largest(completed.stream().mapToDouble(trial -> trial.timing().peakMemoryMb())));
  }

  /**
   * @param batches how many times as many examples as the baseline's a step of this arm has
   */
  Cost relativeTo(@Nullable Cost baseline, double batches) {
    return baseline == null
        ? this
        : new Cost(
            stepMilliseconds,
            stepMilliseconds / baseline.stepMilliseconds / batches,
            examplesPerSecond,
            stallShare,
            peakMemoryMb);
  }

  private static @Nullable Double ofEpochs(TrialResult trial, ToDoubleFunction<EpochRecord> value) {
    return median(trial.epochs().stream().mapToDouble(value).filter(v -> v > 0));
  }

  private static @Nullable Double median(DoubleStream values) {
    double[] known = values.filter(Double::isFinite).toArray();
    return known.length == 0 ? null : Median.withDefaults().evaluate(known);
  }

  private static @Nullable Double largest(DoubleStream values) {
    double[] known = values.filter(Double::isFinite).toArray();
    return known.length == 0 ? null : Arrays.stream(known).max().getAsDouble();
  }
}
