package dev.actzoo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.actzoo.data.ByteBpeTokenizer;
import dev.actzoo.data.Datasets;
import dev.actzoo.data.Preparation;
import dev.actzoo.data.Preview;
import dev.actzoo.data.TextDataset;
import dev.actzoo.data.Tokenizer;
import dev.actzoo.data.Vocabulary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our tokenizers, with what they learned, against Hugging Face's in Rust with the same. */
class TokenizerAgreementTest {
  private static final String TEXTS = "gutenberg-authors";
  private static final int RANDOM_TEXTS = 4000;

  /**
   * Characters of every kind that a tokenizer treats apart; of those that both sides' versions of
   * Unicode know alike.
   */
  private static final String[] ALPHABETS = {
    "abcdefghijklmnopqrstuvwxyz",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "0123456789",
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "    \t\n\r",
    "'s 't 're 've 'm 'll 'd 'S 'x ",
    "\u00a0\u2003\u3000\u2028\u2029\u0085\u200b\u200d\ufeff\u0001\u000b\u000c\u001c\u001f\u007f\ufffd",
    "\u00e0\u00e9\u00ee\u00f5\u00fc\u00df\u00e6\u00f8\u0153\u00c5\u00c7\u00d1\u0130\u0131\u01c5",
    "\u0300\u0301\u0308\u0327\u0328\u20d7",
    "\u03b1\u03b2\u03b3\u0391\u0392\u0393\u0434\u0436\u0449\u0414\u0416\u0429",
    "\u4e2d\u6587\u5b57\u3400\u9fa5\uf900\ud840\udc00\u3007\u3021",
    "\u3042\u30a2\u30fc\uac00\ud55c\uff21\uff11\uff0c",
    "\u0627\u0644\u0639\u05d0\u05d1\u05d2\u0e01\u0e31\u0915\u093f\u094d",
    "\u2014\u2018\u2019\u201c\u2026\u00ab\u00bf\u00a7\u20ac\u00a3\u00b0\u00b1\u2192\u221e\u00bd\u2167\u0663",
    "\ud83d\ude00\ud83d\udc4d\ud83c\udffd\u2764\ufe0f\ud835\udd38",
  };

  @TempDir private Path cache;

  private TextDataset load(String kind) {
    Preparation standard = Preparation.DEFAULTS;
    return (TextDataset)
        new Datasets(null, cache)
            .load(
                TEXTS,
                new Preparation(
                    standard.validationFraction(),
                    standard.splitSeed(),
                    2000,
                    standard.maxLength(),
                    kind,
                    false));
  }

  private List<String> texts() {
    List<String> texts = new ArrayList<>();
    new Datasets(null, cache)
        .preview(TEXTS, Integer.MAX_VALUE)
        .samples()
        .forEach(sample -> texts.add(((Preview.Words) sample).text()));
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < RANDOM_TEXTS; i++) {
      texts.add(text(random));
    }
    return texts;
  }

  /** A few alphabets mixed in runs, now and then a word that is longer than any. */
  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    int runs = 1 + random.nextInt(12);
    for (int run = 0; run < runs; run++) {
      int[] alphabet = ALPHABETS[random.nextInt(ALPHABETS.length)].codePoints().toArray();
      int length = random.nextInt(200) == 0 ? 150 : 1 + random.nextInt(6);
      for (int i = 0; i < length; i++) {
        text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
      }
    }
    return text.toString();
  }

  @Test
  void wordPieceCutsAsHuggingFaceDoes() throws IOException {
    Tokenizer ours = load(Preparation.WORDPIECE).tokenizer();
    Map<String, @Nullable Object> normalizer = new LinkedHashMap<>();
    normalizer.put("type", "BertNormalizer");
    normalizer.put("clean_text", true);
    normalizer.put("handle_chinese_chars", true);
    normalizer.put("strip_accents", null);
    normalizer.put("lowercase", true);
    Map<String, Object> model =
        Map.of(
            "type",
            "WordPiece",
            "unk_token",
            "[UNK]",
            "continuing_subword_prefix",
            "##",
            "max_input_chars_per_word",
            100,
            "vocab",
            numbers(ours.vocabulary()));
    check(ours, normalizer, Map.of("type", "BertPreTokenizer"), model);
  }

  @Test
  void byteLevelPairsAreMergedAsHuggingFaceDoes() throws IOException {
    ByteBpeTokenizer ours = (ByteBpeTokenizer) load(Preparation.BYTE_BPE).tokenizer();
    Map<String, Object> words =
        Map.of(
            "type", "ByteLevel", "add_prefix_space", true, "trim_offsets", true, "use_regex", true);
    Map<String, Object> model =
        Map.of("type", "BPE", "vocab", numbers(ours.vocabulary()), "merges", ours.merges());
    check(ours, null, words, model);
  }

  private void check(
      Tokenizer ours,
      @Nullable Map<String, @Nullable Object> normalizer,
      Map<String, Object> words,
      Map<String, Object> model)
      throws IOException {
    Map<String, @Nullable Object> file = new LinkedHashMap<>();
    file.put("version", "1.0");
    file.put("truncation", null);
    file.put("padding", null);
    file.put("added_tokens", List.of());
    file.put("normalizer", normalizer);
    file.put("pre_tokenizer", words);
    file.put("post_processor", null);
    file.put("decoder", null);
    file.put("model", model);
    byte[] json = new ObjectMapper().writeValueAsBytes(file);
    try (HuggingFaceTokenizer theirs =
        HuggingFaceTokenizer.newInstance(
            new ByteArrayInputStream(json), Map.of("truncation", "false", "padding", "false"))) {
      long tokens = 0;
      for (String text : texts()) {
        long[] expected = theirs.encode(text, false, false).getIds();
        int[] actual = ours.encode(text);
        tokens += actual.length;
        assertThat(Arrays.stream(actual).asLongStream().toArray())
            .as("%s: %s", escaped(text), ours.pieces(text))
            .containsExactly(expected);
      }
      assertThat(tokens).isGreaterThan(100_000);
    }
  }

  private static Map<String, Integer> numbers(Vocabulary vocabulary) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    IntStream.range(0, vocabulary.size()).forEach(i -> numbers.put(vocabulary.token(i), i));
    return numbers;
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars()
        .forEach(
            c -> escaped.append(c >= ' ' && c < 0x7f ? "" + (char) c : "\\u%04x".formatted(c)));
    return escaped.toString();
  }
}
