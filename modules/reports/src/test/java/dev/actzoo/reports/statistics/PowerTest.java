package dev.actzoo.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerTest {
  /** The first row is the textbook example of G*Power; the others come from SciPy's quadrature. */
  @ParameterizedTest
  @CsvSource({
    "34, 0.5, 0.05, 0.8077775013",
    "33, 0.5, 0.05, 0.7953658414",
    "3, 2, 0.05, 0.4707494309",
    "3, 4, 0.016666666666666666, 0.5552044104",
    "5, 1.5, 0.025, 0.5299568752",
    "2, 5, 0.05, 0.4209614092",
    "100, 0.1, 0.05, 0.1676995472"
  })
  void agreesWithTheNoncentralT(int pairs, double effect, double level, double power) {
    assertThat(new Power(level).of(pairs, effect)).isCloseTo(power, within(1e-7));
  }

  @ParameterizedTest
  @CsvSource({"2, 0.05", "3, 0.05", "10, 0.01", "200, 0.05"})
  void isTheLevelItselfWithoutAnEffect(int pairs, double level) {
    assertThat(new Power(level).of(pairs, 0)).isCloseTo(level, within(1e-7));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0.05, 11.5498884",
    "3, 0.05, 3.2640435",
    "3, 0.016666666666666666, 5.6674761",
    "5, 0.05, 1.6819970",
    "30, 0.01, 0.6622070"
  })
  void findsTheDetectableDifference(int pairs, double level, double difference) {
    assertThat(new Power(level).detectableDifference(pairs, 1)).isCloseTo(difference, within(1e-5));
    assertThat(new Power(level).detectableDifference(pairs, 0.5))
        .isCloseTo(difference / 2, within(1e-5));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.05, 34", "1, 0.05, 10", "0.2, 0.05, 199", "-1, 0.016666666666666666, 14"})
  void countsTheSeedsNeeded(double effect, double level, int seeds) {
    assertThat(new Power(level).seedsFor(effect, 1)).hasValue(seeds);
  }

  @Test
  void givesUpOnADifferenceOfNothing() {
    assertThat(new Power(0.05).seedsFor(0, 1)).isEmpty();
  }
}
