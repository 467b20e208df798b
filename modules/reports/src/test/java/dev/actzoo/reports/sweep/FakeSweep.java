package dev.actzoo.reports.sweep;

import dev.actzoo.experiments.CellFormat;
import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.Timing;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.reports.FakeExperiment;
import dev.actzoo.sweeps.ArmResult;
import dev.actzoo.sweeps.Candidate;
import dev.actzoo.sweeps.CandidateResult;
import dev.actzoo.sweeps.Settings;
import dev.actzoo.sweeps.SweepCell;
import dev.actzoo.sweeps.SweepFile;
import dev.actzoo.sweeps.SweepResult;
import dev.actzoo.sweeps.SweepSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sweep that never ran: candidates on a grid, accuracy a function of learning rate and
 * activation. Each activation is best at another rate; the highest rate diverges, and gelu fails
 * once.
 */
public final class FakeSweep {
  static final String YAML =
      """
      name: fake
      description: A sweep that never ran.
      strategy: grid
      budget: {trials: 64}
      seeds: [1, 2]
      space:
        activation: [relu, gelu]
        training:
          learning-rate: {log-uniform: [1e-3, 1], points: 4}
          batch-size: [32, 64]
      training: {epochs: 1}
      cells:
        - {model: resnet-8, dataset: fashion-mnist-6000, options: {width: 4}}
        - {model: bert-tiny, dataset: gutenberg-authors}
      """;

  private FakeSweep() {}

  public static SweepSpec spec(String... settings) {
    return SweepFile.parse(YAML, "fake", List.of(settings));
  }

  public static SweepResult result(SweepSpec sweep) {
    List<ArmResult> arms = new ArrayList<>();
    for (SweepCell cell : sweep.cells()) {
      for (String activation : cell.activations()) {
        List<CandidateResult> candidates = new ArrayList<>();
        for (Map<String, String> values : grid(cell)) {
          candidates.add(candidate(sweep, cell, activation, candidates.size() + 1, values));
        }
        arms.add(new ArmResult(cell, activation, candidates));
      }
    }
    return new SweepResult(sweep, arms);
  }

  private static List<Map<String, String>> grid(SweepCell cell) {
    List<Map<String, String>> grid = List.of(Map.of());
    for (var dimension : cell.dimensions()) {
      List<Map<String, String>> finer = new ArrayList<>();
      for (Map<String, String> before : grid) {
        for (String value : dimension.grid()) {
          Map<String, String> values = new LinkedHashMap<>(before);
          values.put(dimension.path(), value);
          finer.add(values);
        }
      }
      grid = finer;
    }
    return grid;
  }

  private static CandidateResult candidate(
      SweepSpec sweep, SweepCell cell, String activation, int number, Map<String, String> values) {
    CellSpec made = CellFormat.with(cell.cell(), values);
    List<TrialResult> trials = new ArrayList<>();
    for (long seed : sweep.seeds()) {
      trials.add(
          trial(
              new TrialSpec(
                  made.model(), made.dataset(), "0f".repeat(32), activation, seed, made.training()),
              number));
    }
    return new CandidateResult(
        new Candidate(number, new Settings(values)), trials, sweep.seeds().size(), null);
  }

  private static TrialResult trial(TrialSpec spec, int number) {
    double rate = spec.training().learningRate();
    if (rate > 0.5) {
      String step = " at step %d of 9, epoch 1".formatted(spec.seed());
      return ended(spec, Outcome.DIVERGED, "training loss is NaN" + step, 0);
    }
    if (spec.activation().equals("gelu") && number == 2 && spec.seed() == 2) {
      return ended(spec, Outcome.FAILED, "TimeLimitException: longer than 30.0 minutes", 0);
    }
    double peak = spec.activation().equals("relu") ? -1 : -2;
    double model = spec.model().name().startsWith("resnet-14") == (peak == -2) ? 0.02 : 0;
    double accuracy =
        0.8
            - 0.1 * Math.abs(Math.log10(rate) - peak)
            + 0.01 * spec.seed()
            + 0.0001 * spec.training().batchSize()
            + model;
    return ended(spec, Outcome.COMPLETED, null, accuracy);
  }

  private static TrialResult ended(
      TrialSpec spec, Outcome outcome, @Nullable String reason, double accuracy) {
    boolean completed = outcome == Outcome.COMPLETED;
    return new TrialResult(
        spec,
        outcome,
        reason,
        completed ? List.of(new EpochRecord(1, 1, 1, accuracy, 0.1, 100, 0.5)) : List.of(),
        completed ? 1 : 0,
        completed ? (Double) (accuracy - 0.03) : null,
        completed ? 1.0 : null,
        100,
        Timing.ofSeconds(0.5),
        FakeExperiment.PROVENANCE);
  }
}
