package dev.actzoo.sweeps;

import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.TrialResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A candidate and what came of its trials.
 *
 * @param candidate the candidate
 * @param trials the results there are, in the order of the sweep's seeds
 * @param planned how many trials it has
 * @param invalid why it cannot be a trial at all; null if it can
 */
public record CandidateResult(
    Candidate candidate, List<TrialResult> trials, int planned, @Nullable String invalid) {
  public CandidateResult {
    trials = List.copyOf(trials);
  }

  /** Whether every trial has ended; an invalid candidate has none. */
  public boolean ended() {
    return invalid != null || trials.size() == planned;
  }

  /** Whether any trial was trained to its end. */
  public boolean anyCompleted() {
    return trials.stream().anyMatch(trial -> trial.outcome() == Outcome.COMPLETED);
  }

  /**
   * What the search is after: the mean over seeds of the validation accuracy at the selected epoch,
   * a trial that diverged or failed counting as 0, and an R^2 below 0 as no less than that.
   */
  public double score() {
    return trials.stream().mapToDouble(trial -> Math.max(0, validationAccuracy(trial))).sum()
        / Math.max(1, planned);
  }

  /** The mean over seeds of the validation loss at the selected epoch; infinite if one failed. */
  public double validationLoss() {
    return trials.stream()
        .mapToDouble(
            trial ->
                trial.outcome() == Outcome.COMPLETED
                    ? selected(trial).validationLoss()
                    : Double.POSITIVE_INFINITY)
        .average()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** Validation accuracy of a trial at the selected epoch; 0 unless it completed. */
  public static double validationAccuracy(TrialResult trial) {
    return trial.outcome() == Outcome.COMPLETED ? selected(trial).validationAccuracy() : 0;
  }

  private static EpochRecord selected(TrialResult trial) {
    return trial.epochs().stream()
        .filter(epoch -> epoch.epoch() == trial.selectedEpoch())
        .findFirst()
        .orElseThrow();
  }
}
