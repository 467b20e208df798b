package dev.actzoo.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerMergeTest {
  private static final CellSpec CELL =
      new CellSpec(new ModelSpec("mlp"), "points", TrainingSpec.DEFAULTS);

  @TempDir Path folder;

  @Test
  void resultsKeepTheirProvenanceAndTheFirstDoneOneCounts() {
    ExperimentSpec both = experiment("a", List.of("relu"), List.of(1L, 2L));
    try (Ledger cpu = ledger("cpu", both, 1L, "CPU", Outcome.COMPLETED);
        Ledger gpu = ledger("gpu", both, 1L, "GPU", Outcome.COMPLETED);
        Ledger more = ledger("more", both, 2L, "GPU", Outcome.DIVERGED);
        Ledger target = Ledger.open(folder.resolve("all.sqlite"))) {
      assertThat(LedgerMerge.into(target, List.of(cpu, gpu, more)))
          .isEqualTo(new LedgerMerge(2, 1, List.of(), List.of()));
      assertThat(target.results())
          .extracting(result -> result.provenance().backend())
          .containsExactly("CPU", "GPU");
      assertThat(target.results()).containsAll(cpu.results()).containsAll(more.results());
    }
  }

  @Test
  void aFailedResultGivesWayToOneThatIsDone() {
    ExperimentSpec one = experiment("a", List.of("relu"), List.of(1L));
    try (Ledger first = ledger("first", one, 1L, "CPU", Outcome.FAILED);
        Ledger second = ledger("second", one, 1L, "GPU", Outcome.COMPLETED);
        Ledger target = Ledger.open(folder.resolve("all.sqlite"))) {
      assertThat(LedgerMerge.into(target, List.of(first, second)).taken()).isEqualTo(2);
      assertThat(target.results()).singleElement().isEqualTo(second.results().get(0));
    }
  }

  @Test
  void experimentsOfOneNameAreJoinedIfTheirCellsAreTheSame() {
    ExperimentSpec a = experiment("a", List.of("relu", "gelu"), List.of(1L));
    ExperimentSpec more = experiment("a", List.of("relu", "mish"), List.of(1L, 2L));
    ExperimentSpec other =
        new ExperimentSpec(
            "a",
            "",
            List.of(new CellSpec(new ModelSpec("mlp"), "others", TrainingSpec.DEFAULTS)),
            List.of("relu"),
            "relu",
            List.of(1L));
    try (Ledger first = Ledger.open(folder.resolve("1.sqlite"));
        Ledger second = Ledger.open(folder.resolve("2.sqlite"));
        Ledger third = Ledger.open(folder.resolve("3.sqlite"));
        Ledger target = Ledger.open(folder.resolve("all.sqlite"))) {
      first.keepExperiment(experiment("b", List.of("relu"), List.of(1L)));
      first.keepExperiment(a);
      second.keepExperiment(more);
      third.keepExperiment(other);
      assertThat(LedgerMerge.into(target, List.of(first, second, third)).apart())
          .containsExactly("a");
      assertThat(target.experiments()).extracting(ExperimentSpec::name).containsExactly("a", "b");
      assertThat(target.experiments().get(0))
          .isEqualTo(experiment("a", List.of("relu", "gelu", "mish"), List.of(1L, 2L)));
    }
  }

  @Test
  void ofTwoNamesForOneFormulaTheFirstIsKept() {
    ExperimentSpec a = named("one", "x * sin(x)");
    ExperimentSpec same = named("two", "x * sin(x)");
    ExperimentSpec other = named("one", "x * cos(x)");
    try (Ledger first = ledger("first", a, 1, "nd4j-native", Outcome.COMPLETED);
        Ledger second = ledger("second", same, 2, "nd4j-native", Outcome.COMPLETED);
        Ledger third = ledger("third", other, 3, "nd4j-native", Outcome.COMPLETED);
        Ledger target = Ledger.open(folder.resolve("target.sqlite"))) {
      assertThat(LedgerMerge.into(target, List.of(first, second, third)).apart())
          .containsExactly("named");
      assertThat(target.experiments()).containsExactly(a);
    }
  }

  private static ExperimentSpec named(String name, String formula) {
    return new ExperimentSpec(
        "named",
        "",
        List.of(CELL),
        List.of("relu", name),
        "relu",
        List.of(1L),
        List.of(),
        Map.of(name, formula));
  }

  private static ExperimentSpec experiment(
      String name, List<String> activations, List<Long> seeds) {
    return new ExperimentSpec(name, "", List.of(CELL), activations, "relu", seeds);
  }

  /** A ledger with the result of one seed, open for running. */
  private Ledger ledger(
      String name, ExperimentSpec experiment, long seed, String backend, Outcome outcome) {
    Ledger ledger = Ledger.open(folder.resolve(name + ".sqlite"));
    ledger.keepExperiment(experiment);
    for (TrialSpec trial : experiment.plan(dataset -> "0f".repeat(32))) {
      if (trial.seed() == seed) {
        ledger.begin(trial);
        ledger.finish(result(trial, backend, outcome));
      }
    }
    return ledger;
  }

  private static TrialResult result(TrialSpec trial, String backend, Outcome outcome) {
    boolean completed = outcome == Outcome.COMPLETED;
    return new TrialResult(
        trial,
        outcome,
        completed ? null : "of the test",
        List.of(new EpochRecord(1, 0.5, 0.625, 0.75, 1e-3, 100, 2)),
        completed ? 1 : 0,
        completed ? 0.875 : null,
        completed ? 0.5 : null,
        1234,
        new Timing(12.5, 100, 3.5, 3.25, 4.75, 0.01, 512),
        new Provenance("1", "c", "2026-01-01T00:00:00Z", "j", "o", "p", 2, backend, "k", 1, 1));
  }
}
