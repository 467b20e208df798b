package dev.actzoo.reports.statistics;

import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.TrialResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One arm of a cell, set against the baseline arm.
 *
 * @param activation the arm
 * @param planned how many seeds it is to be trained with
 * @param trials the results there are, in the experiment's order of seeds
 * @param accuracy test accuracies of the trials that completed, as fractions; null if none did
 * @param difference to the baseline arm; null for the baseline itself and where no seed is shared
 * @param judgement the verdict and what it rests on
 * @param cost time; null if no completed trial was timed
 */
public record ArmComparison(
    String activation,
    int planned,
    List<TrialResult> trials,
    @Nullable Sample accuracy,
    @Nullable PairedDifference difference,
    Judgement judgement,
    @Nullable Cost cost) {

  public ArmComparison {
    trials = List.copyOf(trials);
  }

  public Verdict verdict() {
    return judgement.verdict();
  }

  public boolean isBaseline() {
    return verdict() == Verdict.BASELINE;
  }

  public List<TrialResult> completed() {
    return trials.stream().filter(trial -> trial.outcome() == Outcome.COMPLETED).toList();
  }

  /** How many trials ended in that way. */
  public int count(Outcome outcome) {
    return (int) trials.stream().filter(trial -> trial.outcome() == outcome).count();
  }

  /** How many seeds have no result yet. */
  public int missing() {
    return planned - trials.size();
  }

  /** The model's trainable parameters with this arm; null without a result. */
  public @Nullable Long parameters() {
    return trials.isEmpty() ? null : trials.get(0).parameters();
  }
}
