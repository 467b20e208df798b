package dev.actzoo.experiments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The joining of ledgers, such as those of runs on several machines. A trial keeps the provenance
 * it has; of a trial that several ledgers hold the first result that is done is taken.
 *
 * @param taken results that the target gained
 * @param repeated results that were left out since the target held that trial already
 * @param differing those of them that are not what the target holds, a line each
 * @param apart names of experiments that differ in more than activations and seeds, or mean other
 *     formulas by one name, of which the first was taken
 */
public record LedgerMerge(int taken, int repeated, List<String> differing, List<String> apart) {
  public LedgerMerge {
    differing = List.copyOf(differing);
    apart = List.copyOf(apart);
  }

  /**
   * Brings the results and experiments of ledgers into another: all of them, or nothing if anything
   * goes wrong.
   *
   * @throws dev.actzoo.input.BadInputException if a ledger is damaged
   */
  public static LedgerMerge into(Ledger target, List<Ledger> sources) {
    target.requireIntact();
    sources.forEach(Ledger::requireIntact);
    AtomicReference<LedgerMerge> merge = new AtomicReference<>();
    target.atOnce(() -> merge.set(merge(target, sources)));
    return Objects.requireNonNull(merge.get());
  }

  private static LedgerMerge merge(Ledger target, List<Ledger> sources) {
    Map<String, TrialResult> held = new HashMap<>();
    target.results().forEach(result -> held.put(result.spec().id(), result));
    int taken = 0;
    int repeated = 0;
    List<String> differing = new ArrayList<>();
    for (Ledger source : sources) {
      for (TrialResult result : source.results()) {
        String id = result.spec().id();
        TrialResult known = held.get(id);
        if (known == null || known.outcome() == Outcome.FAILED) {
          target.begin(result.spec());
          target.finish(result);
          held.put(id, result);
          taken++;
        } else {
          repeated++;
          if (differ(known, result)) {
            differing.add(difference(known, result));
          }
        }
      }
    }
    return new LedgerMerge(taken, repeated, differing, mergeExperiments(target, sources));
  }

  /** Whether two results of one trial are not those of the same computation. */
  private static boolean differ(TrialResult a, TrialResult b) {
    return b.outcome() != Outcome.FAILED
        && (a.outcome() != b.outcome()
            || !Objects.equals(a.testAccuracy(), b.testAccuracy())
            || !Objects.equals(a.testLoss(), b.testLoss()));
  }

  private static String difference(TrialResult kept, TrialResult other) {
    TrialSpec trial = kept.spec();
    return "%s with %s on %s, seed %d: %s (%d threads) was kept, not %s (%d threads)"
        .formatted(
            trial.model().name(),
            trial.activation(),
            trial.dataset(),
            trial.seed(),
            outcome(kept),
            kept.provenance().threads(),
            outcome(other),
            other.provenance().threads());
  }

  private static String outcome(TrialResult result) {
    return result.testAccuracy() == null
        ? result.outcome().name().toLowerCase(Locale.ROOT)
        : "test accuracy " + result.testAccuracy();
  }

  /** Keeps them so that the one the first ledger ran last is again the last. */
  private static List<String> mergeExperiments(Ledger target, List<Ledger> sources) {
    Map<String, ExperimentSpec> merged = new LinkedHashMap<>();
    Map<String, Map<String, String>> versions = new HashMap<>();
    List<String> apart = new ArrayList<>();
    for (KeptExperiment kept : target.kept()) {
      merged.put(kept.spec().name(), kept.spec());
      versions.put(kept.spec().name(), kept.versions());
    }
    for (Ledger source : sources) {
      for (KeptExperiment kept : source.kept()) {
        ExperimentSpec next = kept.spec();
        versions.putIfAbsent(next.name(), kept.versions());
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
    oldestFirst.forEach(
        experiment ->
            target.keepExperiment(experiment, versions.getOrDefault(experiment.name(), Map.of())));
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
