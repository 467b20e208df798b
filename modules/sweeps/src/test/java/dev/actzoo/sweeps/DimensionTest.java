package dev.actzoo.sweeps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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
}
