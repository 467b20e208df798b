package dev.actzoo.reports;

import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.reports.statistics.ArmComparison;
import java.util.ArrayList;
import java.util.List;

/** Trials that did not complete, in sentences. */
final class Losses {
  private Losses() {}

  /** What an arm lost, a sentence for each way. */
  static List<String> of(ArmComparison arm) {
    List<String> sentences = new ArrayList<>();
    add(sentences, arm, Outcome.DIVERGED, "diverged");
    add(sentences, arm, Outcome.FAILED, "failed with an error");
    return sentences;
  }

  private static void add(
      List<String> sentences, ArmComparison arm, Outcome outcome, String happened) {
    if (arm.count(outcome) > 0) {
      sentences.add(
          "%s %s on %s of %s%s."
              .formatted(
                  arm.activation(),
                  happened,
                  arm.count(outcome),
                  Numbers.of(arm.trials().size(), "seed"),
                  arm.missing() > 0 ? " done" : ""));
    }
  }

  /**
   * What to say where no trial completed.
   *
   * @param trials those there are, none of which completed
   * @param planned how many there are to be
   */
  static String nothingCompleted(List<TrialResult> trials, int planned) {
    if (trials.isEmpty()) {
      return "Nothing can be said yet: no trial has completed.";
    }
    long diverged = trials.stream().filter(t -> t.outcome() == Outcome.DIVERGED).count();
    long failed = trials.size() - diverged;
    String of = trials.size() < planned ? " so far, of %s,".formatted(planned) : "";
    if (failed == 0) {
      return "%s%s diverged, so there is nothing to compare: %s."
          .formatted(
              trials.size() == 1 ? "The one trial" : "All %s trials".formatted(trials.size()),
              of,
              remedy(trials));
    }
    String lost = diverged == 0 ? "" : "%s diverged and ".formatted(diverged);
    return "None of %s%s completed: %s%s failed with an error."
        .formatted(Numbers.of(trials.size(), "trial"), of, lost, failed);
  }

  /** What helps against divergence first of all. */
  private static String remedy(List<TrialResult> trials) {
    List<Double> rates =
        trials.stream().map(trial -> trial.spec().training().learningRate()).distinct().toList();
    return rates.size() == 1
        ? "try a learning rate below " + CellNames.plain(rates.get(0))
        : "try lower learning rates";
  }
}
