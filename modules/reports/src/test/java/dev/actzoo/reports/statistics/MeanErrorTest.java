package dev.actzoo.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.junit.jupiter.api.Test;

class MeanErrorTest {
  /**
   * The extra hours of sleep of ten patients under drug 2 less those under drug 1, on which Student
   * introduced the test in 1908.
   */
  static final double[] SLEEP = {1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4};

  @Test
  void agreesWithTheSleepData() {
    Interval interval = of(null, SLEEP).interval(Mean.of(SLEEP).getAsDouble());

    assertThat(interval.lower()).isCloseTo(0.7001142, within(1e-6));
    assertThat(interval.upper()).isCloseTo(2.4598858, within(1e-6));
    assertThat(of(null, SLEEP).pValue(Mean.of(SLEEP).getAsDouble()))
        .isCloseTo(0.002832890, within(1e-8));
  }

  @Test
  void usesTheTabulatedQuantileForThreeValues() {
    assertThat(of(null, 1, 2, 3).radius(0.05)).isCloseTo(4.302653 / Math.sqrt(3), within(1e-6));
  }

  @Test
  void aLargeTestSplitAddsNothing() {
    TestError large = new TestError(1_000_000, 0, 1e-14);
    MeanError error = of(large, SLEEP);
    double mean = Mean.of(SLEEP).getAsDouble();

    assertThat(error.radius(0.05)).isCloseTo(of(null, SLEEP).radius(0.05), within(1e-9));
    assertThat(error.pValue(mean)).isCloseTo(0.002832890, within(1e-8));
  }

  @Test
  void theIntervalEndsWhereThePValueSaysIt() {
    TestError test = new TestError(200, 1e-4, 4e-4);
    MeanError error = of(test, 0.01, 0.05, 0.03);

    assertThat(error.pValue(error.radius(0.05))).isCloseTo(0.05, within(1e-9));
    assertThat(error.radius(0.05))
        .isCloseTo(Math.hypot(4.302653 * 0.02 / Math.sqrt(3), 1.971957 * 0.02), within(1e-6));
  }

  @Test
  void seedsThatAgreeByLuckDoNotNarrowWhatSingleAnswersShow() {
    TestError test = new TestError(1000, 4e-4, 1e-4);

    assertThat(new MeanError(3, 1e-6, test).radius(0.05))
        .isCloseTo(1.9612 * Math.sqrt(5e-4), within(1e-4));
  }

  private static MeanError of(TestError test, double... values) {
    return new MeanError(values.length, StandardDeviation.of(values).getAsDouble(), test);
  }
}
