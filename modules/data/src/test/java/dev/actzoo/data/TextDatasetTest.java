package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.MultiDataSet;

class TextDatasetTest {
  private static final int CLASSES = 10;

  @TempDir static Path cache;
  private static Datasets datasets;
  private static TextDataset authors;

  @BeforeAll
  static void load() {
    datasets = new Datasets(null, cache);
    authors = (TextDataset) datasets.load("gutenberg-authors", Preparation.DEFAULTS);
  }

  @Test
  void everyClassHasItsShareOfEverySplit() {
    assertThat(Labels.counts(authors.train())).containsOnly(540).hasSize(CLASSES);
    assertThat(Labels.counts(authors.validation())).containsOnly(60).hasSize(CLASSES);
    assertThat(Labels.counts(authors.test())).containsOnly(150).hasSize(CLASSES);
  }

  @Test
  void passagesStartAndEndWithTheirTokensAndThenPadding() {
    assertThat(authors.vocabularySize()).isEqualTo(4096);
    assertThat(authors.length()).isEqualTo(72);
    for (TextExamples part : List.of(authors.train(), authors.validation(), authors.test())) {
      for (int i = 0; i < part.size(); i++) {
        int tokens = (int) Arrays.stream(part.tokens(i)).filter(t -> t != 0).count();
        assertThat(part.tokens(i)).hasSize(72).containsOnlyOnce(2, 3);
        assertThat(part.tokens(i)[0]).isEqualTo(2);
        assertThat(part.tokens(i)[tokens - 1]).isEqualTo(3);
      }
    }
  }

  @Test
  void aFirstPassageReadsAsItIsWritten() {
    DecodedText test =
        DecodedText.read(
            new DatasetFiles(null).input(List.of(authors.descriptor().file(FileRole.TEST_TEXT))),
            authors.descriptor(),
            1500);
    assertThat(authors.tokenizer().decode(authors.test().tokens(0)))
        .isEqualTo(
            "[CLS] far . the female equally with the male , i sing . nor cease at the theme of one"
                + " ' s - self . i speak the word of the modern , the word en - masse . my days i"
                + " sing , and the [SEP]");
    assertThat(test.passages().get(0)).startsWith("far. The Female equally");
    assertThat(authors.descriptor().classNames().get(authors.test().label(0))).isEqualTo("whitman");
  }

  @Test
  void longPassagesAreCutBeforeTheirLastToken() {
    Preparation shorter = new Preparation(0.1, Preparation.SPLIT_SEED, 4096, 16);
    TextDataset cut = (TextDataset) datasets.load("gutenberg-authors", shorter);
    assertThat(cut.length()).isEqualTo(16);
    int[] tokens = cut.test().tokens(0);
    assertThat(tokens).hasSize(16).endsWith(3);
    assertThat(Arrays.copyOf(tokens, 15)).isEqualTo(Arrays.copyOf(authors.test().tokens(0), 15));
  }

  @Test
  void batchIsTokensMaskAndOneHotLabels() {
    MultiDataSet batch = authors.train().batch(new int[] {5, 2, 9});
    assertThat(batch.getFeatures(0).dataType()).isEqualTo(DataType.FLOAT);
    assertThat(batch.getFeatures(0).shape()).containsExactly(3, 72);
    assertThat(batch.getFeaturesMaskArray(0).dataType()).isEqualTo(DataType.FLOAT);
    assertThat(batch.getFeaturesMaskArray(0).shape()).containsExactly(3, 72);
    assertThat(batch.getLabels(0).shape()).containsExactly(3, CLASSES);
    assertThat(batch.getFeatures(0).getRow(1).toIntVector()).isEqualTo(authors.train().tokens(2));
    int[] mask =
        Arrays.stream(authors.train().tokens(2)).map(token -> Math.min(token, 1)).toArray();
    assertThat(batch.getFeaturesMaskArray(0).getRow(1).toIntVector()).isEqualTo(mask);
    assertThat(batch.getLabels(0).getRow(2).toFloatVector())
        .isEqualTo(Labels.oneHot(authors.train().label(9), CLASSES));
  }

  @Test
  void vocabularyIsLearnedFromTheTrainingPartAlone() {
    DecodedText all =
        DecodedText.read(
            new DatasetFiles(null).input(List.of(authors.descriptor().file(FileRole.TRAIN_TEXT))),
            authors.descriptor(),
            6000);
    List<String> seen =
        IntStream.range(0, authors.train().size())
            .mapToObj(i -> all.passages().get(authors.train().source(i)))
            .toList();
    Vocabulary vocabulary = authors.tokenizer().vocabulary();
    assertThat(VocabularyLearner.learn(seen, 4096).tokens()).isEqualTo(vocabulary.tokens());
    assertThat(VocabularyLearner.learn(all.passages(), 4096).tokens())
        .isNotEqualTo(vocabulary.tokens());
  }

  @Test
  void naiveBayesOnWordsScoresWhatTheDescriptorSays() {
    DatasetFiles files = new DatasetFiles(null);
    DatasetDescriptor descriptor = authors.descriptor();
    DecodedText train =
        DecodedText.read(
            files.input(List.of(descriptor.file(FileRole.TRAIN_TEXT))), descriptor, 6000);
    DecodedText test =
        DecodedText.read(
            files.input(List.of(descriptor.file(FileRole.TEST_TEXT))), descriptor, 1500);
    Map<String, double[]> counts = new HashMap<>();
    double[] totals = new double[CLASSES];
    for (int i = 0; i < 6000; i++) {
      int label = train.labels()[i];
      for (String word : casedWords(train.passages().get(i))) {
        counts.computeIfAbsent(word, absent -> new double[CLASSES])[label]++;
        totals[label]++;
      }
    }
    double accuracy =
        Labels.accuracy(
            authors.test(),
            i -> {
              double[] scores = new double[CLASSES];
              for (String word : casedWords(test.passages().get(i))) {
                double[] seen = counts.getOrDefault(word, new double[CLASSES]);
                for (int label = 0; label < CLASSES; label++) {
                  scores[label] += Math.log((seen[label] + 1) / (totals[label] + counts.size()));
                }
              }
              return scores;
            });
    assertThat(accuracy).isCloseTo(0.823, within(0.005));
  }

  /** Words and punctuation marks with their case kept, apart from the tokenizer under test. */
  private static List<String> casedWords(String passage) {
    return Pattern.compile("\\w+|[^\\w\\s]")
        .matcher(passage)
        .results()
        .map(MatchResult::group)
        .toList();
  }
}
