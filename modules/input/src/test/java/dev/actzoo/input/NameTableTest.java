package dev.actzoo.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NameTableTest {
  private final NameTable<Integer> table =
      new NameTable<Integer>("activation").add("gelu", 1, "gelu-erf").add("relu", 2).add("tanh", 3);

  @Test
  void findsNamesAndAliasesWhateverTheCaseAndSeparator() {
    assertThat(table.get("gelu")).isEqualTo(1);
    assertThat(table.get("GELU_erf")).isEqualTo(1);
    assertThat(table.names()).containsExactly("gelu", "relu", "tanh");
  }

  @Test
  void offersTheNearestNamesAndListsAll() {
    assertThatThrownBy(() -> table.get("gleu"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("unknown activation 'gleu'; did you mean ")
        .hasMessageContaining("gelu")
        .hasMessageEndingWith("valid: gelu, relu, tanh");
  }

  @Test
  void offersNothingWhenNothingIsNear() {
    assertThatThrownBy(() -> table.get("quantum-perceptron"))
        .hasMessage("unknown activation 'quantum-perceptron'; valid: gelu, relu, tanh");
  }

  @Test
  void repeatsNoMoreThanTheBeginningOfALongName() {
    assertThatThrownBy(() -> table.get("y\n" + "z".repeat(1_000_000)))
        .hasMessageStartingWith("unknown activation 'y\\nzzz")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
  }

  @Test
  void refusesANameTwice() {
    assertThatIllegalArgumentException().isThrownBy(() -> table.add("relu", 4));
    assertThatIllegalArgumentException().isThrownBy(() -> table.add("x", 4, "gelu-erf"));
  }
}
