package dev.actzoo.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.actzoo.input.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingSpecTest {
  private static TrainingSpec with(Schedule schedule, double peak, double warmUp) {
    return new TrainingSpec(1, 1, Optimiser.SGD, peak, 0, 0, schedule, warmUp, 0, 0.5);
  }

  @ParameterizedTest
  @CsvSource({
    "CONSTANT, 0, 0.1",
    "CONSTANT, 1, 0.2",
    "CONSTANT, 2, 0.2",
    "CONSTANT, 9, 0.2",
    "LINEAR, 0, 0.1",
    "LINEAR, 1, 0.2",
    "LINEAR, 2, 0.2",
    "LINEAR, 6, 0.1",
    "LINEAR, 9, 0.025",
    "COSINE, 0, 0.1",
    "COSINE, 1, 0.2",
    "COSINE, 2, 0.2",
    "COSINE, 6, 0.1",
    "COSINE, 4, 0.17071067811865476",
    "COSINE, 8, 0.02928932188134524",
  })
  void warmsUpOverTwoOfTenStepsAndThenFollowsTheSchedule(
      Schedule schedule, long step, double rate) {
    assertThat(with(schedule, 0.2, 0.2).learningRateAt(step, 10)).isCloseTo(rate, within(1e-15));
  }

  @Test
  void withoutWarmUpTheFirstStepHasThePeak() {
    for (Schedule schedule : Schedule.values()) {
      assertThat(with(schedule, 0.5, 0).learningRateAt(0, 100)).isEqualTo(0.5);
      assertThat(with(schedule, 0.5, 0.9).learningRateAt(0, 1)).isEqualTo(0.5);
    }
  }

  @Test
  void aFallingScheduleNeverRisesAndStaysAboveZero() {
    for (Schedule schedule : new Schedule[] {Schedule.LINEAR, Schedule.COSINE}) {
      TrainingSpec training = with(schedule, 1, 0.1);
      for (long step = 10; step < 99; step++) {
        assertThat(training.learningRateAt(step + 1, 100))
            .isPositive()
            .isLessThan(training.learningRateAt(step, 100));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "0, 1, 0.1, 0, 0, 0, 0, 0.5, training.epochs is 0; it must be at least 1",
        "1, 0, 0.1, 0, 0, 0, 0, 0.5, training.batch-size is 0; it must be at least 1",
        "1, 1, 0, 0, 0, 0, 0, 0.5, training.learning-rate is 0.0; it must be above 0",
        "1, 1, NaN, 0, 0, 0, 0, 0.5, training.learning-rate is NaN; it must be above 0",
        "1, 1, Infinity, 0, 0, 0, 0, 0.5, training.learning-rate is Infinity; it must be above 0",
        "1, 1, 0.1, 1, 0, 0, 0, 0.5, 'training.momentum is 1.0; it must be in [0, 1)'",
        "1, 1, 0.1, -0.1, 0, 0, 0, 0.5, 'training.momentum is -0.1; it must be in [0, 1)'",
        "1, 1, 0.1, 0, -1, 0, 0, 0.5, training.weight-decay is -1.0; it must be at least 0",
        "1, 1, 0.1, 0, 0, 1, 0, 0.5, 'training.warm-up-fraction is 1.0; it must be in [0, 1)'",
        "1, 1, 0.1, 0, 0, NaN, 0, 0.5, 'training.warm-up-fraction is NaN; it must be in [0, 1)'",
        "1, 1, 0.1, 0, 0, 0, -2, 0.5, training.gradient-clip is -2.0; it must be at least 0 (0 is off)",
        "1, 1, 0.1, 0, 0, 0, 0, 0, 'training.validation-fraction is 0.0; it must be in (0, 1)'",
        "1, 1, 0.1, 0, 0, 0, 0, 1, 'training.validation-fraction is 1.0; it must be in (0, 1)'",
      })
  void rangesAreChecked(
      int epochs,
      int batchSize,
      double learningRate,
      double momentum,
      double weightDecay,
      double warmUp,
      double clip,
      double validation,
      String message) {
    assertThatThrownBy(
            () ->
                new TrainingSpec(
                    epochs,
                    batchSize,
                    Optimiser.SGD,
                    learningRate,
                    momentum,
                    weightDecay,
                    Schedule.CONSTANT,
                    warmUp,
                    clip,
                    validation))
        .isInstanceOf(BadInputException.class)
        .hasMessage(message);
  }

  @Test
  void defaults() {
    assertThat(TrainingSpec.DEFAULTS)
        .isEqualTo(
            new TrainingSpec(
                10, 64, Optimiser.ADAMW, 0.001, 0.9, 0.01, Schedule.COSINE, 0.1, 1, 0.1));
  }
}
