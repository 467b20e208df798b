package dev.actzoo.cli;

import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.experiments.Ledger;
import dev.actzoo.experiments.ModelSpec;
import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.Provenance;
import dev.actzoo.experiments.Timing;
import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An experiment of two trials, and results that nobody had to train for. */
final class TinyExperiment {
  private TinyExperiment() {}

  static ExperimentSpec spec() {
    ModelSpec model = new ModelSpec("resnet-8", Map.of("width", 2.0));
    return new ExperimentSpec(
        "tiny",
        "",
        List.of(new CellSpec(model, "fashion-mnist-6000", TrainingSpec.DEFAULTS)),
        List.of("relu", "gelu"),
        "relu",
        List.of(1L));
  }

  static List<TrialSpec> plan() {
    return spec().plan(dataset -> "0f".repeat(32));
  }

  /** A new ledger of that experiment with all of its results. */
  static Path ledger(Path folder) {
    Path file = folder.resolve("tiny.sqlite");
    try (Ledger ledger = Ledger.open(file)) {
      ledger.keepExperiment(spec());
      for (TrialSpec trial : plan()) {
        ledger.begin(trial);
        ledger.finish(result(trial, Outcome.COMPLETED, null));
      }
    }
    return file;
  }

  static EpochRecord epoch(int number) {
    return new EpochRecord(number, 0.5, 0.625, 0.75, 1e-3, 1234.4, 2.25);
  }

  static TrialResult result(TrialSpec trial, Outcome outcome, @Nullable String reason) {
    boolean completed = outcome == Outcome.COMPLETED;
    return new TrialResult(
        trial,
        outcome,
        reason,
        List.of(epoch(1)),
        completed ? 1 : 0,
        completed ? 0.875 : null,
        completed ? 0.5 : null,
        1234,
        new Timing(12.34, 100, 3.5, 3.25, 4.75, 0.01, 512),
        new Provenance("1", "c", Invocation.NOW.toString(), "j", "o", "p", 2, "b", "k", 1, 1));
  }
}
