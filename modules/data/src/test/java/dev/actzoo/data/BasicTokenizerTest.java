package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cases of the tests of BERT's own basic tokenizer, and some of the borders. */
class BasicTokenizerTest {
  @Test
  void lowersPartsAndStrips() {
    assertThat(BasicTokenizer.words(" \tHeLLo!how  \n Are yoU?  "))
        .containsExactly("hello", "!", "how", "are", "you", "?");
    assertThat(BasicTokenizer.words("H\u00E9llo")).containsExactly("hello");
  }

  @Test
  void everyIdeographIsAWord() {
    assertThat(BasicTokenizer.words("ah\u535A\u63A8zz"))
        .containsExactly("ah", "\u535A", "\u63A8", "zz");
  }

  @Test
  void dropsWhatCannotBeSeen() {
    assertThat(BasicTokenizer.words("a\u0000b\uFFFDc\u200Dd e\u00A0f\u3000g"))
        .containsExactly("abcd", "e", "f", "g");
  }

  @Test
  void casedWordsKeepCapitalsAndAccents() {
    List<String> words = new ArrayList<>();
    WordTable table =
        new WordTable(
            word -> {
              words.add(word);
              return new int[0];
            },
            0);
    BasicTokenizer.read(" \tHeLLo!how  \n Are yoU?  H\u00E9", false, table);
    assertThat(words).containsExactly("HeLLo", "!", "how", "Are", "yoU", "?", "H\u00E9");
  }

  @Test
  void asciiSymbolsArePunctuation() {
    assertThat(BasicTokenizer.words("$5^x_y`z\u2019s\u2014n"))
        .containsExactly("$", "5", "^", "x", "_", "y", "`", "z", "\u2019", "s", "\u2014", "n");
    assertThat(BasicTokenizer.words("")).isEmpty();
  }
}
