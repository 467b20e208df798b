package dev.actzoo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TimesTest {
  @Test
  void summarisesByMedianAndOuterTenths() {
    Times times = Times.of(new double[] {11, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, "ms");
    assertThat(times).isEqualTo(new Times(6, 2, 10, "ms"));
    assertThat(Times.of(new double[] {4, 1}, "ms").median()).isEqualTo(2.5);
    assertThatIllegalArgumentException().isThrownBy(() -> Times.of(new double[0], "ms"));
  }

  @Test
  void theSlowestBatchIsTheLowestRate() {
    Times rate = new Times(200, 100, 400, "ms").perSecond(32);
    assertThat(rate.median()).isCloseTo(160, within(1e-9));
    assertThat(rate.low()).isCloseTo(80, within(1e-9));
    assertThat(rate.high()).isCloseTo(320, within(1e-9));
    assertThat(rate.unit()).isEqualTo("examples/s");
  }
}
