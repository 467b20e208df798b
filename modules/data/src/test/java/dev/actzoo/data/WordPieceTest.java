package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordPieceTest {
  /** The worked example of Sennrich, Haddow and Birch: low 5, lower 2, newest 6, widest 3. */
  private static final List<String> TEXTS =
      List.of(
          "low low low low low lower lower",
          "newest newest newest newest newest newest",
          "Widest wídest WIDEST");

  @Test
  void mergesTheMostFrequentPairsFirst() {
    List<String> tokens = VocabularyLearner.learn(TEXTS, 100).tokens();
    assertThat(tokens.subList(5, 25))
        .containsExactly(
            "d", "e", "i", "l", "n", "o", "r", "s", "t", "w", "##d", "##e", "##i", "##l", "##n",
            "##o", "##r", "##s", "##t", "##w");
    assertThat(tokens.subList(25, tokens.size()))
        .containsExactly(
            "##es", "##est", "##ow", "low", "##ew", "##ewest", "newest", "##dest", "##idest",
            "widest", "##er", "lower");
  }

  @Test
  void stopsAtTheSizeAskedFor() {
    assertThat(VocabularyLearner.learn(TEXTS, 28).tokens()).hasSize(28).endsWith("##ow");
    assertThatThrownBy(() -> VocabularyLearner.learn(TEXTS, 24))
        .isInstanceOf(BadInputException.class)
        .hasMessage("vocabulary size is 24; the characters of this text need at least 25");
  }

  @Test
  void pairsSeenOnceAreNotMerged() {
    assertThat(VocabularyLearner.learn(List.of("ab cd, cd"), 100).tokens())
        .endsWith("##d", "cd")
        .doesNotContain("ab", "##,");
  }

  @Test
  void repeatedLettersAreCountedRightAsTheyMerge() {
    assertThat(VocabularyLearner.learn(List.of("aaaaa aaaaa"), 100).tokens())
        .containsExactly(
            "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "##a", "##aa", "##aaaa", "aaaaa");
  }

  @Test
  void orderOfTextsDoesNotMatter() {
    List<String> reversed = new ArrayList<>(TEXTS);
    Collections.reverse(reversed);
    assertThat(VocabularyLearner.learn(reversed, 100).tokens())
        .isEqualTo(VocabularyLearner.learn(TEXTS, 100).tokens());
  }

  @Test
  void takesTheLongestPieceFromTheLeft() {
    WordPieceTokenizer tokenizer = tokenizer("want", "##want", "##ed", "wa", "un", "runn", "##ing");
    assertThat(tokenizer.pieces("")).isEmpty();
    assertThat(tokenizer.pieces("unwanted running"))
        .containsExactly("un", "##want", "##ed", "runn", "##ing");
    assertThat(tokenizer.encode("unwanted running")).containsExactly(9, 6, 7, 10, 11);
    assertThat(tokenizer.decode(tokenizer.encode("Unwanted  RUNNING")))
        .isEqualTo("unwanted running");
  }

  /** The test of the whole tokenizer in BERT's repository, its vocabulary in another order. */
  @Test
  void publishedTextIsCutAsPublished() {
    WordPieceTokenizer tokenizer =
        tokenizer("want", "##want", "##ed", "wa", "un", "runn", "##ing", ",");
    assertThat(tokenizer.pieces("UNwant\u00E9d,running"))
        .containsExactly("un", "##want", "##ed", ",", "runn", "##ing");
  }

  @Test
  void manyWordsAreCutAsEachAlone() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      texts.add("w%d \u00E9t\u00E9 %s".formatted(i * i % 1009, "long".repeat(i % 40)));
    }
    WordPieceTokenizer tokenizer = new WordPieceTokenizer(VocabularyLearner.learn(texts, 200));
    List<int[]> together = tokenizer.encode(texts);
    for (int i = 0; i < texts.size(); i++) {
      assertThat(together.get(i)).isEqualTo(tokenizer.encode(texts.get(i)));
    }
  }

  @Test
  void aWordThatCannotBeCutIsUnknownAsAWhole() {
    WordPieceTokenizer tokenizer =
        tokenizer("want", "##want", "##ed", "un", "runn", "##ing", "a", "##a");
    assertThat(tokenizer.pieces("unwantedX running")).containsExactly("[UNK]", "runn", "##ing");
    assertThat(tokenizer.encode("\uD83D\uDE00")).containsExactly(1);
    assertThat(tokenizer.pieces("a".repeat(100))).hasSize(100);
    assertThat(tokenizer.pieces("a".repeat(101))).containsExactly("[UNK]");
  }

  @Test
  void whatIsEncodedDecodesToItsWords() {
    WordPieceTokenizer tokenizer = new WordPieceTokenizer(VocabularyLearner.learn(TEXTS, 30));
    String text = "lowest newer slow towns sled";
    assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
    assertThat(tokenizer.decode(new int[] {2, 5, 3, 0, 0})).isEqualTo("[CLS] d [SEP]");
  }

  @Test
  void specialTokensComeFirst() {
    Vocabulary vocabulary = tokenizer("x").vocabulary();
    assertThat(
            List.of(
                vocabulary.padding(),
                vocabulary.unknown(),
                vocabulary.classification(),
                vocabulary.separator(),
                vocabulary.mask()))
        .containsExactly(0, 1, 2, 3, 4);
    assertThat(vocabulary.ordinary()).containsExactly(5);
    assertThatIllegalArgumentException().isThrownBy(() -> new Vocabulary(List.of("x", "y")));
    assertThatIllegalArgumentException().isThrownBy(() -> tokenizer("x", "x"));
  }

  private static WordPieceTokenizer tokenizer(String... pieces) {
    return new WordPieceTokenizer(
        new Vocabulary(Stream.concat(Vocabulary.SPECIAL.stream(), Stream.of(pieces)).toList()));
  }
}
