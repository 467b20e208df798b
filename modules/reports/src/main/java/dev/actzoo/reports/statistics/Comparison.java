package dev.actzoo.reports.statistics;

import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.input.BadInputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The statistics over the trials of an experiment: every arm of every cell set against the baseline
 * arm, seed by seed.
 *
 * @param experiment what was to be run
 * @param regionRadius the region of practical equivalence: differences in test accuracy of at most
 *     this fraction, either way, do not matter
 * @param cells the cells in the experiment's order
 * @param notes what a reader must know of results that take no part, a sentence each
 */
public record Comparison(
    ExperimentSpec experiment,
    double regionRadius,
    List<CellComparison> cells,
    List<String> notes) {

  /** Half a percentage point. */
  public static final double DEFAULT_REGION_RADIUS = 0.005;

  public Comparison {
    cells = List.copyOf(cells);
    notes = List.copyOf(notes);
    if (!(regionRadius >= 0 && regionRadius < 1)) {
      throw new BadInputException(
          "the region of practical equivalence is %s; it must be a fraction in [0, 1)"
              .formatted(regionRadius));
    }
  }

  public static Comparison of(ExperimentSpec experiment, Collection<TrialResult> results) {
    return of(experiment, results, DEFAULT_REGION_RADIUS);
  }

  /**
   * Compares what results there are; trials that are still missing are counted, not waited for.
   *
   * @param results results of the experiment's trials, in any order; others are passed over
   * @throws BadInputException if two results claim the same place in the experiment, as happens
   *     when a dataset changed in between
   */
  public static Comparison of(
      ExperimentSpec experiment, Collection<TrialResult> results, double regionRadius) {
    Map<Place, TrialResult> byPlace = new LinkedHashMap<>();
    for (TrialResult result : results) {
      TrialResult other = byPlace.put(Place.of(result.spec()), result);
      if (other != null) {
        throw new BadInputException(
            "two results for %s on %s with %s and seed %s, dataset versions %s and %s; one is needed"
                .formatted(
                    result.spec().model().name(),
                    result.spec().dataset(),
                    result.spec().activation(),
                    result.spec().seed(),
                    other.spec().datasetHash(),
                    result.spec().datasetHash()));
      }
    }
    List<CellComparison> cells = new ArrayList<>();
    for (CellSpec cell : experiment.cells()) {
      Map<String, Map<Long, TrialResult>> trials = new LinkedHashMap<>();
      for (String arm : experiment.activations()) {
        Map<Long, TrialResult> bySeed = new LinkedHashMap<>();
        for (long seed : experiment.seeds()) {
          TrialResult result = byPlace.get(new Place(cell.of(arm), experiment.function(arm), seed));
          if (result != null) {
            bySeed.put(seed, result);
          }
        }
        trials.put(arm, bySeed);
      }
      cells.add(
          CellComparison.of(
              cell, trials, experiment.baseline(), experiment.seeds().size(), regionRadius));
    }
    return new Comparison(experiment, regionRadius, cells, List.of());
  }

  /** The same comparison with notes on results that take no part. */
  public Comparison withNotes(List<String> others) {
    return new Comparison(experiment, regionRadius, cells, others);
  }

  /** All results taken in, cell by cell, arm by arm, seed by seed. */
  public List<TrialResult> trials() {
    return cells.stream()
        .flatMap(cell -> cell.arms().stream())
        .flatMap(arm -> arm.trials().stream())
        .toList();
  }

  /** What the experiment calls the activation of a trial. */
  public String arm(TrialSpec trial) {
    return experiment.arm(trial.activation());
  }

  /** How many trials the experiment has. */
  public int planned() {
    return experiment.cells().size() * experiment.activations().size() * experiment.seeds().size();
  }

  /** Whether every trial has a result. */
  public boolean finished() {
    return trials().size() == planned();
  }

  private record Place(CellSpec cell, String activation, long seed) {
    static Place of(TrialSpec trial) {
      return new Place(
          new CellSpec(trial.model(), trial.dataset(), trial.training()),
          trial.activation(),
          trial.seed());
    }
  }
}
