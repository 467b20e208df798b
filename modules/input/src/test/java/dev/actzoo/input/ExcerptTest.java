package dev.actzoo.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  @Test
  void showsWhatCannotBeSeen() {
    assertThat(Excerpt.of("a\tb\r\n\u0000\u200B\u00A0\u2028 \u00E9"))
        .isEqualTo("a\\tb\\r\\n\\u0000\\u200B\\u00A0\\u2028 \u00E9");
  }

  @Test
  void isTwoHundredCharactersOfTheInput() {
    assertThat(Excerpt.of("x".repeat(200))).isEqualTo("x".repeat(200));
    assertThat(Excerpt.of("\uD83D\uDE00".repeat(201)))
        .isEqualTo("\uD83D\uDE00".repeat(200) + "...");
    assertThat(Excerpt.of(List.of("a", "b"))).isEqualTo("a, b");
  }
}
