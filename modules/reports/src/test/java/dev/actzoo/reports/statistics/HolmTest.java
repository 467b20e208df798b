package dev.actzoo.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HolmTest {
  @Test
  void stepsDownThroughTheSortedValues() {
    double[] adjusted = Holm.adjust(new double[] {0.01, 0.04, 0.03, 0.005});

    assertThat(adjusted).containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
  }

  @Test
  void neverFallsAlongTheOrderNorExceedsOne() {
    double[] adjusted = Holm.adjust(new double[] {0.02, 0.021, 0.9, 0.8});

    assertThat(adjusted).containsExactly(new double[] {0.08, 0.08, 1, 1}, within(1e-12));
  }

  @Test
  void leavesASingleValueAlone() {
    assertThat(Holm.adjust(new double[] {0.03})).containsExactly(0.03);
    assertThat(Holm.adjust(new double[] {})).isEmpty();
  }
}
