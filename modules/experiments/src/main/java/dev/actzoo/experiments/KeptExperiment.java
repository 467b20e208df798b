package dev.actzoo.experiments;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An experiment of a ledger and the versions of its datasets.
 *
 * @param spec the experiment
 * @param versions the content hash of each dataset when the experiment was last run, by name; empty
 *     where that was not recorded
 */
public record KeptExperiment(ExperimentSpec spec, Map<String, String> versions) {
  public KeptExperiment {
    versions = Map.copyOf(versions);
  }

  /**
   * The results on those versions. Of a dataset whose version is not recorded the version of the
   * trial that started last is taken.
   */
  public List<TrialResult> ofItsVersions(List<TrialResult> results) {
    Map<String, String> used = new HashMap<>();
    results.stream()
        .sorted(Comparator.comparing(result -> result.provenance().startedAt()))
        .forEach(result -> used.put(result.spec().dataset(), result.spec().datasetHash()));
    used.putAll(versions);
    return results.stream()
        .filter(result -> result.spec().datasetHash().equals(used.get(result.spec().dataset())))
        .toList();
  }

  /** How many of the results are trials of this experiment. */
  public int count(List<TrialResult> results) {
    Map<String, Set<TrialSpec>> plans = new HashMap<>();
    return Math.toIntExact(
        results.stream()
            .map(TrialResult::spec)
            .filter(
                trial ->
                    plans
                        .computeIfAbsent(
                            trial.datasetHash(), hash -> Set.copyOf(spec.plan(name -> hash)))
                        .contains(trial))
            .count());
  }
}
