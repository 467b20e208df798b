package dev.actzoo.sweeps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.ModelSpec;
import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.Timing;
import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CandidateResultTest {
  private static final ModelSpec MODEL = new ModelSpec("mlp");

  @Test
  void aTrialThatDivergedIsNoBetterThanAnRSquaredBelowZero() {
    CandidateResult half = result(1, fitted(1, -0.4), FakeTraining.diverged(spec(2)));
    CandidateResult lost =
        result(2, FakeTraining.diverged(spec(1)), FakeTraining.diverged(spec(2)));
    CandidateResult poor = result(3, fitted(1, -0.5), fitted(2, -0.5));
    CandidateResult poorer = result(4, fitted(1, -0.7), fitted(2, -0.7));

    assertThat(best(half, lost, poor, poorer)).isEqualTo(poor);
    assertThat(best(lost, poorer, poor)).isEqualTo(poor);
    assertThat(best(lost, half)).isEqualTo(half);
    assertThat(best(poor, result(5, fitted(1, 0.2), fitted(2, 0.1))).candidate().number())
        .isEqualTo(5);
  }

  private static CandidateResult best(CandidateResult... candidates) {
    CellSpec cell = new CellSpec(MODEL, "absolute-value-1d", TrainingSpec.DEFAULTS);
    Dimension rate =
        SweepFile.parse(
                """
                name: rates
                strategy: grid
                budget: {trials: 2}
                space: {activation: [relu], training: {learning-rate: [0.1, 1]}}
                cells: [{model: mlp, dataset: absolute-value-1d}]
                """,
                "test",
                List.of())
            .cells()
            .get(0)
            .dimensions()
            .get(0);
    SweepCell searched = new SweepCell(cell, List.of("relu"), List.of(rate));
    return new ArmResult(searched, "relu", List.of(candidates)).best().orElseThrow();
  }

  private static CandidateResult result(int number, TrialResult... trials) {
    return new CandidateResult(
        new Candidate(number, new Settings(Map.of())), List.of(trials), trials.length, null);
  }

  private static TrialSpec spec(long seed) {
    return new TrialSpec(
        MODEL, "absolute-value-1d", "0f".repeat(32), "relu", seed, TrainingSpec.DEFAULTS);
  }

  private static TrialResult fitted(long seed, double explained) {
    return new TrialResult(
        spec(seed),
        Outcome.COMPLETED,
        null,
        List.of(new EpochRecord(1, 1, 1 - explained, explained, 0.1, 100, 0.5)),
        1,
        explained,
        1 - explained,
        10,
        Timing.ofSeconds(0.5),
        FakeTraining.PROVENANCE);
  }
}
