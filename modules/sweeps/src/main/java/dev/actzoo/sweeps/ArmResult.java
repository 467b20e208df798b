package dev.actzoo.sweeps;

import dev.actzoo.experiments.CellSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the search of one arm found.
 *
 * @param cell the cell of the sweep
 * @param activation the activation
 * @param candidates its candidates in the order in which the search chose them, those that the time
 *     did not suffice for included
 */
public record ArmResult(SweepCell cell, String activation, List<CandidateResult> candidates) {
  private static final Comparator<CandidateResult> BEST_FIRST =
      Comparator.comparingDouble(CandidateResult::score)
          .reversed()
          .thenComparingDouble(CandidateResult::validationLoss)
          .thenComparingInt(result -> result.candidate().number());

  public ArmResult {
    candidates = List.copyOf(candidates);
  }

  /** The candidates that ended. */
  public List<CandidateResult> ended() {
    return candidates.stream().filter(CandidateResult::ended).toList();
  }

  /**
   * The candidate with the highest mean validation accuracy, then the lowest validation loss, then
   * the earliest; empty if no trial completed.
   */
  public Optional<CandidateResult> best() {
    return ended().stream().filter(CandidateResult::anyCompleted).min(BEST_FIRST);
  }

  /** The best candidate's cell. */
  public Optional<CellSpec> bestCell() {
    return best()
        .map(
            best -> {
              var spec = best.trials().get(0).spec();
              return new CellSpec(spec.model(), spec.dataset(), spec.training());
            });
  }
}
