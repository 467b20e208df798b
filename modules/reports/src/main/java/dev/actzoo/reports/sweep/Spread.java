package dev.actzoo.reports.sweep;

import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.reports.Numbers;
import dev.actzoo.sweeps.CandidateResult;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/**
 * Accuracies of a candidate over its seeds.
 *
 * @param values one for each trial, a fraction
 */
public record Spread(List<Double> values) {
  public Spread {
    values = List.copyOf(values);
  }

  /** Validation accuracies, 0 for a trial that did not complete, as the search counts it. */
  public static Spread ofValidation(CandidateResult candidate) {
    return new Spread(
        candidate.trials().stream().map(CandidateResult::validationAccuracy).toList());
  }

  /** Test accuracies of the trials that completed. */
  public static Spread ofTest(CandidateResult candidate) {
    return new Spread(
        candidate.trials().stream()
            .filter(trial -> trial.outcome() == Outcome.COMPLETED)
            .map(TrialResult::testAccuracy)
            .map(Objects::requireNonNull)
            .toList());
  }

  /** The mean; empty where there is no value. */
  public OptionalDouble mean() {
    return values.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Mean.of(array()).getAsDouble());
  }

  /** The standard deviation, n - 1 in the denominator; empty for fewer than two values. */
  public OptionalDouble deviation() {
    return values.size() < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(StandardDeviation.of(array()).getAsDouble());
  }

  /** The mean in per cent, with the standard deviation where there are several seeds. */
  public String text() {
    if (values.isEmpty()) {
      return Numbers.NONE;
    }
    String spread =
        deviation().isPresent() ? " ± " + Numbers.percent(deviation().getAsDouble()) : "";
    return Numbers.percent(mean().getAsDouble()) + spread;
  }

  private double[] array() {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
