package dev.actzoo.sweeps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.experiments.ExperimentFile;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkingTimeTest {
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  private static final TrialSpec TRIAL =
      ExperimentFile.parse(
              """
              name: one
              activations: [relu]
              seeds: [1]
              cells:
                - {model: resnet-8, dataset: fashion-mnist-6000}
              """,
              "one.yaml",
              List.of())
          .plan(dataset -> "hash")
          .get(0);

  private static TrialResult ran(long from, double seconds) {
    return new FakeTraining().run(TRIAL, (t, e) -> {}, NOON.plusSeconds(from), seconds);
  }

  @Test
  void trialsSideBySideCountOnce() {
    assertThat(WorkingTime.of(List.of(ran(0, 60), ran(30, 60), ran(40, 10))))
        .isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void theTimeBetweenRunsDoesNotCount() {
    assertThat(WorkingTime.of(List.of(ran(90_000, 1.5), ran(0, 60))))
        .isEqualTo(Duration.ofMillis(61_500));
  }

  @Test
  void whatTookNoKnownTimeDoesNotCount() {
    assertThat(WorkingTime.of(List.of(ran(0, Double.NaN), ran(5, 0)))).isEqualTo(Duration.ZERO);
  }
}
