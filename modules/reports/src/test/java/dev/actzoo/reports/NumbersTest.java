package dev.actzoo.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void printsTheUnitsOfAReport() {
    assertThat(Numbers.percent(0.85432)).isEqualTo("85.43");
    assertThat(Numbers.points(0.0042)).isEqualTo("+0.42");
    assertThat(Numbers.points(-0.01)).isEqualTo("−1.00");
    assertThat(Numbers.points(-0.00001)).isEqualTo("0.00");
    assertThat(Numbers.radius(0.005)).isEqualTo("0.5");
    assertThat(Numbers.change(1.084)).isEqualTo("+8 %");
    assertThat(Numbers.change(0.996)).isEqualTo("0 %");
    assertThat(Numbers.pValue(0.0004)).isEqualTo("< 0.001");
    assertThat(Numbers.pValue(0.0314)).isEqualTo("0.031");
    assertThat(Numbers.count(272_474L)).isEqualTo("272\u202f474");
  }

  @Test
  void keepsThreeSignificantDigitsWithoutPowersOfTen() {
    assertThat(Numbers.significant(24.26)).isEqualTo("24.3");
    assertThat(Numbers.significant(2_599.6)).isEqualTo("2600");
    assertThat(Numbers.significant(0.01234)).isEqualTo("0.0123");
    assertThat(Numbers.significant(9.999)).isEqualTo("10.0");
    assertThat(Numbers.significant(0.0)).isEqualTo("0.00");
  }

  @Test
  void showsADashForWhatIsNotKnown() {
    assertThat(Numbers.percent(null)).isEqualTo(Numbers.NONE);
    assertThat(Numbers.percent(Double.NaN)).isEqualTo(Numbers.NONE);
    assertThat(Numbers.significant(Double.POSITIVE_INFINITY)).isEqualTo(Numbers.NONE);
    assertThat(Numbers.change(null)).isEqualTo(Numbers.NONE);
  }
}
