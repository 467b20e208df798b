package dev.actzoo.sweeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DimensionTest {
  @Test
  void aLogarithmicRangeIsEvenInTheLogarithm() {
    Dimension range = new Dimension.LogUniform("x", 1e-4, 1e-1, 4);
    assertThat(range.grid()).containsExactly("0.0001", "0.001", "0.01", "0.1");
    assertThat(range.at(0.5)).isEqualTo("0.003162");
    assertThat(range.ends()).containsExactly("0.0001", "0.1");
  }

  @Test
  void aUniformRangeIsEven() {
    Dimension range = new Dimension.Uniform("x", 0, 0.5, 3);
    assertThat(range.grid()).containsExactly("0", "0.25", "0.5");
    assertThat(range.at(1.0 / 3)).isEqualTo("0.1667");
  }

  @Test
  void wholeNumbersAreAllAlikeLikely() {
    Dimension range = new Dimension.Whole("x", 4, 7, 5);
    assertThat(List.of(range.at(0), range.at(0.25), range.at(0.74), range.at(0.99), range.at(1)))
        .containsExactly("4", "5", "6", "7", "7");
    assertThat(range.grid()).containsExactly("4", "5", "6", "7");
    assertThat(new Dimension.Whole("x", 0, 100, 3).grid()).containsExactly("0", "50", "100");
    assertThat(new Dimension.Whole("x", 3, 3, 5).grid()).containsExactly("3");
    assertThat(new Dimension.Whole("x", Integer.MIN_VALUE, Integer.MAX_VALUE, 2).at(1))
        .isEqualTo(Integer.toString(Integer.MAX_VALUE));
  }

  @Test
  void categoriesTakeEqualParts() {
    Dimension list = new Dimension.Categorical("x", List.of("a", "b"));
    assertThat(List.of(list.at(0), list.at(0.49), list.at(0.5), list.at(1)))
        .containsExactly("a", "a", "b", "b");
  }

  @ParameterizedTest
  @CsvSource({
    "0.9, 0.99999",
    "0.00012345, 0.00012346",
    "0.3, 0.30000000000000004",
    "-0.05, 0.123456789",
    "1e-9, 123456.789",
    "0.99999999, 1.00000001",
    "-1e308, 1e308"
  })
  void everyValueLiesInsideItsRange(double low, double high) {
    Stream<Dimension> ranges =
        low > 0
            ? Stream.of(
                new Dimension.Uniform("x", low, high, 50),
                new Dimension.LogUniform("x", low, high, 50))
            : Stream.of(new Dimension.Uniform("x", low, high, 50));
    assertThat(ranges)
        .allSatisfy(
            range -> {
              for (int i = 0; i <= 1000; i++) {
                assertThat(Double.parseDouble(range.at(i / 1000.0))).isBetween(low, high);
              }
              assertThat(Double.parseDouble(range.at(0))).isEqualTo(low);
              assertThat(Double.parseDouble(range.at(1))).isEqualTo(high);
              assertThat(range.grid()).hasSize(Math.nextUp(low) == high ? 2 : 50);
            });
  }

  @Test
  void valuesHaveNoMoreDigitsThanTellThemApart() {
    assertThat(new Dimension.Uniform("x", 0.9, 0.99999, 3).grid())
        .containsExactly("0.9", "0.95", "0.99999");
    assertThat(new Dimension.Uniform("x", 1000, 1001, 3).at(0.123)).isEqualTo("1000.123");
    assertThat(new Dimension.LogUniform("x", 1e-12, 1e9, 3).at(0.4)).isEqualTo("0.0002512");
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 1e-1",
    "0.10, 0.1",
    "8, +8",
    "-0, 0",
    "adam, Adam",
    "pad-crop-flip, pad_crop_flip"
  })
  void twoSpellingsOfOneValueAreRefused(String one, String other) {
    assertThatThrownBy(() -> new Dimension.Categorical("training.x", List.of(one, "2", other)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "space.training.x holds the same value twice, as %s and as %s".formatted(one, other));
  }

  @Test
  void pathsDifferInCaseAlone() {
    assertThat(
            new Dimension.Categorical("training.tokenizer", List.of("A/vocab.txt", "a/vocab.txt"))
                .grid())
        .hasSize(2);
  }
}
