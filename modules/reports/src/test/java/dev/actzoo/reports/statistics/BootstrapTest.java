package dev.actzoo.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BootstrapTest {
  @Test
  void isTheWholeSpanForThreeValues() {
    Interval interval = Bootstrap.ofMean(new double[] {0.3, 0.1, 0.7});

    assertThat(interval.lower()).isCloseTo(0.1, within(1e-12));
    assertThat(interval.upper()).isCloseTo(0.7, within(1e-12));
  }

  @Test
  void agreesWithAnIndependentImplementation() {
    double[] sleep = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

    Interval interval = Bootstrap.ofMean(sleep);

    assertThat(interval.lower()).isCloseTo(1.19, within(0.02));
    assertThat(interval.upper()).isCloseTo(3.53, within(0.02));
  }

  @Test
  void givesTheSameIntervalEveryTime() {
    assertThat(Bootstrap.ofMean(MeanErrorTest.SLEEP))
        .isEqualTo(Bootstrap.ofMean(MeanErrorTest.SLEEP));
  }
}
