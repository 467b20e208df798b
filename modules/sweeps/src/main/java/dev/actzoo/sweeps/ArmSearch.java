package dev.actzoo.sweeps;

import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.input.BadInputException;
import dev.actzoo.sweeps.arbiter.ArbiterSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The search of one arm as it goes on, batch by batch. */
final class ArmSearch {
  private final SweepSpec sweep;
  private final SweepCell cell;
  private final String activation;
  private final TrialMaker maker;
  private final ArbiterSearch search;
  private final List<CandidateResult> taken = new ArrayList<>();
  private List<Planned> batch = List.of();

  /** A candidate of the batch with its trials, or why it can have none. */
  private record Planned(Candidate candidate, List<TrialSpec> trials, @Nullable String invalid) {}

  ArmSearch(SweepSpec sweep, SweepCell cell, String activation, TrialMaker maker) {
    this.sweep = sweep;
    this.cell = cell;
    this.activation = activation;
    this.maker = maker;
    this.search =
        new ArbiterSearch(
            sweep.strategy(),
            cell.dimensions(),
            sweep.genetics(),
            sweep.candidates(),
            sweep.searchSeed());
  }

  /** Chooses the next batch and says how many candidates it has. */
  int nextBatch() {
    batch = search.next().stream().map(this::plan).toList();
    return batch.size();
  }

  private Planned plan(Candidate candidate) {
    try {
      return new Planned(
          candidate, maker.trials(sweep, cell, activation, candidate.settings()), null);
    } catch (BadInputException e) {
      return new Planned(candidate, List.of(), e.getMessage());
    }
  }

  /** The trials of the batch's candidate of that round; none if it has fewer. */
  List<TrialSpec> trials(int round) {
    return round < batch.size() ? batch.get(round).trials() : List.of();
  }

  /**
   * Takes the results of the batch and reports them to the search.
   *
   * @param results by trial id
   * @return whether every trial of the batch has ended
   */
  boolean take(Map<String, TrialResult> results) {
    boolean complete = true;
    for (Planned planned : batch) {
      List<TrialResult> found =
          planned.trials().stream()
              .map(trial -> results.get(trial.id()))
              .filter(Objects::nonNull)
              .toList();
      CandidateResult result =
          new CandidateResult(planned.candidate(), found, sweep.seeds().size(), planned.invalid());
      taken.add(result);
      complete &= result.ended();
      search.report(planned.candidate(), result.score());
    }
    return complete;
  }

  ArmResult result() {
    return new ArmResult(cell, activation, taken);
  }
}
