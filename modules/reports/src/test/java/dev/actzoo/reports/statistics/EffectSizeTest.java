package dev.actzoo.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EffectSizeTest {
  @Test
  void correctsAsHedgesTabulated() {
    assertThat(EffectSize.correction(2)).isCloseTo(1 / Math.sqrt(Math.PI), within(1e-12));
    assertThat(EffectSize.correction(3)).isCloseTo(0.7236012546, within(1e-9));
    assertThat(EffectSize.correction(9)).isCloseTo(0.9138748918, within(1e-9));
  }

  @Test
  void shrinksTheSleepData() {
    assertThat(EffectSize.of(1.58, 1.2299954825, 10)).isCloseTo(1.1739249, within(1e-6));
  }

  @Test
  void needsThreePairs() {
    assertThatIllegalArgumentException().isThrownBy(() -> EffectSize.of(1, 1, 2));
  }
}
