package dev.actzoo.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTest {
  @Test
  void leavesShortTextAsItIs() {
    assertThat(Quoted.of("")).isEmpty();
    assertThat(Quoted.of("relu, 'gelu' \\ größer 漢字 🙂")).isEqualTo("relu, 'gelu' \\ größer 漢字 🙂");
    assertThat(Quoted.of("a".repeat(200))).isEqualTo("a".repeat(200));
  }

  @Test
  void cutsLongTextToTwoHundredCharacters() {
    assertThat(Quoted.of("a".repeat(201))).isEqualTo("a".repeat(197) + "...");
    assertThat(Quoted.of("a".repeat(1_000_000))).isEqualTo("a".repeat(197) + "...");
  }

  @Test
  void escapesWhatWouldBreakOrTurnTheLine() {
    assertThat(Quoted.of("a\nb\r\tc\0d\u001b[31m\u2028\u202e\ufeff"))
        .isEqualTo("a\\nb\\r\\tc\\u0000d\\u001b[31m\\u2028\\u202e\\ufeff");
    assertThat(Quoted.of("\ud83d")).isEqualTo("\\ud83d");
  }

  @Test
  void neverCutsThroughACharacterOrAnEscape() {
    assertThat(Quoted.of("🙂".repeat(101))).isEqualTo("🙂".repeat(98) + "...");
    assertThat(Quoted.of("\0".repeat(100))).isEqualTo("\\u0000".repeat(32) + "...");
    assertThat(Quoted.of("a".repeat(196) + "\0")).isEqualTo("a".repeat(196) + "...");
  }
}
