package dev.actzoo.experiments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The joining of ledgers, such as those of runs on several machines. A trial keeps the provenance
 * it has; of a trial that several ledgers hold the first result that is done is taken.
 *
 * @param taken results that the target gained
 * @param repeated results that were left out since the target held that trial already
 * @param apart names of experiments that differ in more than activations and seeds, or mean other
 *     formulas by one name, of which the first was taken
 */
public record LedgerMerge(int taken, int repeated, List<String> apart) {
  public LedgerMerge {
    apart = List.copyOf(apart);
  }

  /** Brings the results and experiments of ledgers into another. */
  public static LedgerMerge into(Ledger target, List<Ledger> sources) {
    int taken = 0;
    int repeated = 0;
    for (Ledger source : sources) {
      for (TrialResult result : source.results()) {
        if (target.finished(result.spec().id())) {
          repeated++;
        } else {
          target.begin(result.spec());
          target.finish(result);
          taken++;
        }
      }
    }
    return new LedgerMerge(taken, repeated, mergeExperiments(target, sources));
  }

  /** Keeps them so that the one the first ledger ran last is again the last. */
  private static List<String> mergeExperiments(Ledger target, List<Ledger> sources) {
    Map<String, ExperimentSpec> merged = new LinkedHashMap<>();
    List<String> apart = new ArrayList<>();
    for (ExperimentSpec kept : target.experiments()) {
      merged.put(kept.name(), kept);
    }
    for (Ledger source : sources) {
      for (ExperimentSpec next : source.experiments()) {
        ExperimentSpec known = merged.putIfAbsent(next.name(), next);
        if (known != null && !(known.cells().equals(next.cells()) && agree(known, next))) {
          apart.add(next.name());
        } else if (known != null) {
          merged.put(next.name(), union(known, next));
        }
      }
    }
    List<ExperimentSpec> oldestFirst = new ArrayList<>(merged.values());
    Collections.reverse(oldestFirst);
    oldestFirst.forEach(target::keepExperiment);
    return apart;
  }

  /** Both together; of two names for one function the first is kept. */
  private static ExperimentSpec union(ExperimentSpec a, ExperimentSpec b) {
    List<String> activations = new ArrayList<>(a.activations());
    Map<String, String> formulas = new LinkedHashMap<>(a.formulas());
    for (String arm : b.activations()) {
      if (a.activations().stream().map(a::function).noneMatch(b.function(arm)::equals)) {
        activations.add(arm);
        if (b.formulas().containsKey(arm)) {
          formulas.put(arm, b.function(arm));
        }
      }
    }
    return new ExperimentSpec(
        a.name(),
        a.description(),
        a.cells(),
        activations,
        a.baseline(),
        union(a.seeds(), b.seeds()),
        a.datasets(),
        formulas);
  }

  /** Whether no arm of both stands for two functions. */
  private static boolean agree(ExperimentSpec a, ExperimentSpec b) {
    return a.activations().stream()
        .filter(b.activations()::contains)
        .allMatch(arm -> a.function(arm).equals(b.function(arm)));
  }

  private static <T> List<T> union(List<T> a, List<T> b) {
    Set<T> all = new LinkedHashSet<>(a);
    all.addAll(b);
    return List.copyOf(all);
  }
}
