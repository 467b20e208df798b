package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteBpeTest {
  /** What GPT-2's encoder.py parts words with, white space as Unicode has it. */
  private static final Pattern WORDS =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final List<String> TEXTS =
      List.of(
          "low low low low low lower lower",
          "newest newest newest newest newest newest",
          "widest widest widest, isn't it?  \u00E9t\u00E9 \u00E9t\u00E9");

  /** The test of GPT-2's tokenizer in Hugging Face's transformers, test_tokenization_gpt2.py. */
  @Test
  void publishedVocabularyEncodesAsPublished() {
    List<String> tokens =
        new ArrayList<>(
            List.of(
                "l",
                "o",
                "w",
                "e",
                "r",
                "s",
                "t",
                "i",
                "d",
                "n",
                "\u0120",
                "\u0120l",
                "\u0120n",
                "\u0120lo",
                "\u0120low",
                "er",
                "\u0120lowest",
                "\u0120newer",
                "\u0120wider",
                "<unk>",
                "<|endoftext|>",
                "<pad>",
                "<s>",
                "</s>",
                "<mask>"));
    List<String> merges = List.of("\u0120 l", "\u0120l o", "\u0120lo w", "e r");
    Tokenizer tokenizer = new ByteBpeTokenizer(new Vocabulary(tokens), merges, true);
    assertThat(tokenizer.pieces("lower newer"))
        .containsExactly("\u0120low", "er", "\u0120", "n", "e", "w", "er");
    assertThat(tokenizer.encode("lower newer")).containsExactly(14, 15, 10, 9, 3, 2, 15);
    assertThat(tokenizer.decode(tokenizer.encode("lower newer"))).isEqualTo(" lower newer");
    assertThat(tokenizer.encode("z")).containsExactly(10, 19);
  }

  /** Cases of the tests of Hugging Face's tokenizers, byte_level.rs. */
  @Test
  void wordsArePartedAsPublished() {
    assertThat(words("Hello my friend, how is your day going?"))
        .containsExactly(
            "Hello", " my", " friend", ",", " how", " is", " your", " day", " going", "?");
    assertThat(words("Hello there\nHello there"))
        .containsExactly("Hello", " there", "\n", "Hello", " there");
    assertThat(words("Hello there       dear"))
        .containsExactly("Hello", " there", "      ", " dear");
    assertThat(ByteAlphabet.spelling("\u2B62")).containsExactly("\u00E2", "\u0143", "\u00A2");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void wordsAreThoseOfThePublishedExpression(long seed) {
    String[] parts = {
      " ",
      "  ",
      "\n",
      "\t",
      "a",
      "Zq",
      "\u00E9",
      "7",
      "\u00BD",
      "'s",
      "'ll",
      "'",
      "!?",
      "_",
      "\u00A0",
      "\u3000",
      "\u0301",
      "\u4E2D",
      "\uD83D\uDE00",
      "\u2028",
      "'T",
      "-"
    };
    Random random = new Random(seed);
    for (int round = 0; round < 400; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      List<String> expected = WORDS.matcher(text).results().map(MatchResult::group).toList();
      assertThat(words(text.toString())).isEqualTo(expected);
    }
  }

  @Test
  void theMostFrequentPairsAreMergedFirst() {
    ByteBpeTokenizer learned = ByteBpeTokenizer.learn(TEXTS, 400);
    assertThat(learned.vocabulary().tokens()).startsWith("[PAD]", "[UNK]", "[CLS]", "[SEP]");
    assertThat(learned.merges()).startsWith("e s", "es t", "l o", "lo w", "\u0120 low");
    assertThat(learned.vocabulary().tokens().get(5 + 256)).isEqualTo("es");
    assertThat(learned.vocabulary().tokens())
        .contains("\u0120newest", "\u0120\u00C3\u00A9t\u00C3\u00A9");
    List<String> reversed = new ArrayList<>(TEXTS);
    Collections.reverse(reversed);
    assertThat(ByteBpeTokenizer.learn(reversed, 400).fingerprint())
        .isEqualTo(learned.fingerprint());
    assertThat(ByteBpeTokenizer.learn(TEXTS, 263).merges()).containsExactly("e s", "es t");
  }

  @Test
  void everyTextDecodesToItself() {
    Tokenizer tokenizer = ByteBpeTokenizer.learn(TEXTS, 300);
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      String text =
          " "
              + random
                  .ints(random.nextInt(30), 0, 0x11000)
                  .filter(character -> !Character.isSurrogate((char) character))
                  .collect(
                      StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
      assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
    }
  }

  @Test
  void aWordGoesOnUntilTheNextSpace() {
    Tokenizer tokenizer = ByteBpeTokenizer.learn(TEXTS, 300);
    List<Boolean> goesOn =
        Stream.of(tokenizer.encode("low, lower"))
            .flatMapToInt(Arrays::stream)
            .mapToObj(tokenizer::continues)
            .toList();
    assertThat(tokenizer.pieces("low, lower")).containsExactly("\u0120low", ",", "\u0120lower");
    assertThat(goesOn).containsExactly(false, true, false);
  }

  @Test
  void aSizeBelowTheBytesIsRefused() {
    assertThatThrownBy(() -> ByteBpeTokenizer.learn(TEXTS, 260))
        .isInstanceOf(BadInputException.class)
        .hasMessage("vocabulary size is 260; special tokens and bytes need at least 261");
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    ByteWords.read(
        text,
        new WordTable(
            word -> {
              words.add(word);
              return new int[0];
            },
            0));
    return words;
  }
}
