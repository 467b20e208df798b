package dev.actzoo.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StudentTest {
  /**
   * The extra hours of sleep of ten patients under drug 2 less those under drug 1, on which Student
   * introduced the test in 1908.
   */
  static final double[] SLEEP = {1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4};

  @Test
  void agreesWithTheSleepData() {
    Interval interval = Student.ofMean(SLEEP);

    assertThat(interval.lower()).isCloseTo(0.7001142, within(1e-6));
    assertThat(interval.upper()).isCloseTo(2.4598858, within(1e-6));
    assertThat(Student.pValue(SLEEP)).isCloseTo(0.002832890, within(1e-8));
  }

  @Test
  void usesTheTabulatedQuantileForThreeValues() {
    Interval interval = Student.ofMean(new double[] {1, 2, 3});

    assertThat(interval.upper() - 2).isCloseTo(4.302653 / Math.sqrt(3), within(1e-6));
    assertThat(2 - interval.lower()).isCloseTo(4.302653 / Math.sqrt(3), within(1e-6));
  }

  @Test
  void needsTwoValues() {
    assertThatIllegalArgumentException().isThrownBy(() -> Student.ofMean(new double[] {1}));
  }
}
