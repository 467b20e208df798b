package dev.actzoo.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.actzoo.input.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folds whose number k a name gives. */
class SizedFoldsTest {
  private static final double[] X = {3, 1, 2, -4, 0, 5};

  private static Fold fold(String name) {
    return (Fold) Catalogue.named(name);
  }

  @Test
  void theNumberIsThatOfTheName() {
    assertThat(fold("maxout(3)").value(X)).containsExactly(3, 5);
    assertThat(fold("minout(6)").value(X)).containsExactly(-4);
    assertThat(fold("mean-fold(4)").value(4, 2, 0, 2)).containsExactly(2);
    assertThat(fold("l2-fold(4)").value(0, 4, 0, 0)).containsExactly(2);
    assertThat(fold("lse-fold(3)").value(0, 0, 0)[0]).isCloseTo(Math.log(3), within(1e-15));
    assertThat(fold("top-k(2)").value(X)).containsExactly(3, 0, 0, 0, 0, 5);
    assertThat(fold("top-k(1)").value(X)).containsExactly(0, 0, 0, 0, 0, 5);
    assertThat(fold("winner-take-all(3)").value(X)).containsExactly(3, 0, 0, 0, 0, 5);
    assertThat(fold("group-sort(3)").value(X)).containsExactly(1, 2, 3, -4, 0, 5);
    assertThat(fold("group-sort(4)").value(X)).containsExactly(-4, 1, 2, 3, 0, 5);
    assertThat(fold("maxout(3)").pullback(X, new double[] {7, 8}))
        .containsExactly(7, 0, 0, 0, 0, 8);
    assertThat(fold("group-sort(3)").pullback(X, new double[] {1, 2, 3, 4, 5, 6}))
        .containsExactly(3, 1, 2, 4, 5, 6);
    assertThat(fold("maxout(3)").outputs(12)).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "maxout(4), maxout(4)",
    "' MaxOut ( 4 ) ', maxout(4)",
    "max-fold(4), maxout(4)",
    "maxout(2), maxout",
    "k_winners(3), top-k(3)",
    "top-k(8), top-k"
  })
  void oneFunctionHasOneName(String given, String name) {
    assertThat(Catalogue.function(given)).isEqualTo(name);
    assertThat(Catalogue.isFormula(Catalogue.named(given))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "maxout(1), maxout(1): the number must be from 2 to 1024",
    "top-k(0), top-k(0): the number must be from 1 to 1024",
    "maxout(99999), maxout(99999): the number must be from 2 to 1024",
    "maxout(1000000000), maxout(1000000000): the number must be from 2 to 1024",
    "top-k(99999999999999999999), top-k(99999999999999999999): the number must be from 1 to 1024",
    "maxout(2.5), maxout(2.5): the number must be a whole number from 2 to 1024",
    "maxout(-3), maxout(-3): the number must be a whole number from 2 to 1024",
    "gelu(4), unknown name 'gelu'",
    "maxout(x), maxout(x): the number must be a whole number from 2 to 1024"
  })
  void whatIsNoFoldIsRefused(String given, String message) {
    assertThatThrownBy(() -> Catalogue.named(given))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
