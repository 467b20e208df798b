package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.MultiDataSet;

class MaskedTokensTest {
  private static final int NONE = TokenExamples.Targets.NONE;
  private static final int LENGTH = 102;
  private static final Tokenizer TOKENIZER = new WordPieceTokenizer(vocabulary());

  /** Words w0, w1, ... each followed by a piece that goes on with it. */
  private static Vocabulary vocabulary() {
    List<String> tokens = new ArrayList<>(Vocabulary.SPECIAL);
    for (int i = 0; i < 500; i++) {
      tokens.add("w" + i);
      tokens.add("##p" + i);
    }
    return new Vocabulary(tokens);
  }

  private static int[] sequence() {
    int[] sequence = IntStream.range(0, LENGTH).map(i -> 4 + i).toArray();
    sequence[0] = 2;
    sequence[LENGTH - 1] = 3;
    return sequence;
  }

  @Test
  void hidesFifteenInAHundredEightyTenTen() {
    int masked = 0;
    int kept = 0;
    int other = 0;
    int examples = 2000;
    MaskedTokens rule = new MaskedTokens(TOKENIZER, false, 1, 1);
    for (int example = 0; example < examples; example++) {
      int[] seen = sequence();
      int[] answers = rule.of(example, seen);
      int[] before = sequence();
      int predicted = 0;
      for (int i = 0; i < LENGTH; i++) {
        if (answers[i] == NONE) {
          assertThat(seen[i]).isEqualTo(before[i]);
          continue;
        }
        predicted++;
        assertThat(answers[i]).isEqualTo(before[i]);
        assertThat(seen[i]).isGreaterThanOrEqualTo(4);
        masked += seen[i] == 4 ? 1 : 0;
        kept += seen[i] == before[i] ? 1 : 0;
        other += seen[i] != 4 && seen[i] != before[i] ? 1 : 0;
      }
      assertThat(predicted).isEqualTo(15);
      assertThat(answers[0]).isEqualTo(NONE);
      assertThat(answers[LENGTH - 1]).isEqualTo(NONE);
    }
    double all = 15.0 * examples;
    // three standard deviations of a share of 30,000 draws
    assertThat(masked / all).isCloseTo(0.8, within(0.007));
    assertThat(other / all).isCloseTo(0.1, within(0.006));
    assertThat(kept / all).isCloseTo(0.1, within(0.006));
  }

  @Test
  void followsFromSeedEpochAndPlaceAlone() {
    int[] first = new MaskedTokens(TOKENIZER, false, 1, 1).of(7, sequence());
    assertThat(new MaskedTokens(TOKENIZER, false, 1, 1).of(7, sequence())).isEqualTo(first);
    assertThat(new MaskedTokens(TOKENIZER, false, 1, 2).of(7, sequence())).isNotEqualTo(first);
    assertThat(new MaskedTokens(TOKENIZER, false, 2, 1).of(7, sequence())).isNotEqualTo(first);
    assertThat(new MaskedTokens(TOKENIZER, false, 1, 1).of(8, sequence())).isNotEqualTo(first);
  }

  @Test
  void hidesWholeWordsOrNone() {
    MaskedTokens rule = new MaskedTokens(TOKENIZER, true, 1, 1);
    for (int example = 0; example < 100; example++) {
      int[] answers = rule.of(example, sequence());
      for (int i = 1; i < LENGTH - 1; i++) {
        if (TOKENIZER.continues(sequence()[i])) {
          assertThat(answers[i] == NONE).isEqualTo(answers[i - 1] == NONE);
        }
      }
      assertThat(Arrays.stream(answers).filter(answer -> answer != NONE).count())
          .isBetween(15L, 16L);
    }
  }

  @Test
  void oneTokenIsHiddenFromTheShortestSequence() {
    int[] shortest = {2, 9, 3};
    assertThat(new MaskedTokens(TOKENIZER, false, 1, 1).of(0, shortest))
        .containsExactly(NONE, 9, NONE);
  }

  @Test
  void batchHasTheAnswersAndWhereTheyAreAskedFor() {
    TokenSequences tokens = TokenSequences.of(List.of(sequence(), sequence()));
    MaskedTokens rule = new MaskedTokens(TOKENIZER, false, 1, 1);
    TokenExamples examples = TokenExamples.masked(tokens, LENGTH + 2, rule);
    MultiDataSet batch = examples.batch(new int[] {1});
    int[] seen = sequence();
    int[] answers = rule.of(1, seen);
    for (int i = 0; i < LENGTH + 2; i++) {
      boolean padding = i >= LENGTH;
      boolean asked = !padding && answers[i] != NONE;
      assertThat(batch.getFeatures(0).getInt(0, i)).isEqualTo(padding ? 0 : seen[i]);
      assertThat(batch.getFeaturesMaskArray(0).getInt(0, i)).isEqualTo(padding ? 0 : 1);
      assertThat(batch.getLabelsMaskArray(0).getInt(0, i)).isEqualTo(asked ? 1 : 0);
      assertThat(batch.getLabels(0).getInt(0, i)).isEqualTo(asked ? answers[i] : 0);
    }
  }
}
