package dev.actzoo.reports.sweep;

import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.sweeps.ArmResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Trials or candidates that came to nothing for one reason.
 *
 * @param activation the arm
 * @param kind "diverged", "failed" or "could not run"
 * @param reason in words, without the step and epoch at which it happened
 * @param count how many
 */
public record Loss(String activation, String kind, String reason, int count) {

  /** The losses of some arms, arm by arm. */
  public static List<Loss> of(List<ArmResult> arms) {
    List<Loss> losses = new ArrayList<>();
    for (ArmResult arm : arms) {
      Map<List<String>, Integer> counts =
          new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
      arm.candidates()
          .forEach(
              candidate -> {
                String invalid = candidate.invalid();
                if (invalid != null) {
                  counts.merge(List.of("could not run", invalid), 1, Integer::sum);
                }
                candidate.trials().stream()
                    .filter(trial -> trial.outcome() != Outcome.COMPLETED)
                    .forEach(trial -> counts.merge(key(trial), 1, Integer::sum));
              });
      counts.forEach(
          (key, count) -> losses.add(new Loss(arm.activation(), key.get(0), key.get(1), count)));
    }
    return losses;
  }

  private static List<String> key(TrialResult trial) {
    String kind = trial.outcome() == Outcome.DIVERGED ? "diverged" : "failed";
    return List.of(kind, Objects.requireNonNull(trial.reason()).replaceAll(" at step \\d.*", ""));
  }
}
