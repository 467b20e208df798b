package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StratifiedSplitTest {
  private static final int[] COUNTS = {1, 7, 50, 333, 9};
  private static final int[] LABELS =
      IntStream.range(0, COUNTS.length)
          .flatMap(label -> IntStream.range(0, COUNTS[label]).map(i -> label))
          .toArray();

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.15, 0.25, 0.5, 0.77, 0.99})
  void everyClassGivesItsShareWithinOne(double fraction) {
    StratifiedSplit split = StratifiedSplit.of(LABELS, COUNTS.length, fraction, 1);
    assertThat(split.validation()).hasSize((int) Math.round(fraction * LABELS.length));
    for (int label = 0; label < COUNTS.length; label++) {
      int wanted = label;
      double held = Arrays.stream(split.validation()).filter(i -> LABELS[i] == wanted).count();
      assertThat(Math.abs(held - fraction * COUNTS[label])).isLessThan(1);
    }
  }

  @Test
  void theTwoPartsAreTheWholeWithoutOverlap() {
    StratifiedSplit split = StratifiedSplit.of(LABELS, COUNTS.length, 0.3, 1);
    int[] both =
        IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.validation()))
            .sorted()
            .toArray();
    assertThat(both).isEqualTo(IntStream.range(0, LABELS.length).toArray());
    assertThat(split.train()).isSorted();
    assertThat(split.validation()).isSorted();
  }

  @Test
  void followsFromTheSeed() {
    int[] one = StratifiedSplit.of(LABELS, COUNTS.length, 0.3, 1).validation();
    assertThat(StratifiedSplit.of(LABELS, COUNTS.length, 0.3, 1).validation()).isEqualTo(one);
    assertThat(StratifiedSplit.of(LABELS, COUNTS.length, 0.3, 2).validation()).isNotEqualTo(one);
  }

  @Test
  void refusesAFractionThatLeavesAPartEmpty() {
    assertThatThrownBy(() -> StratifiedSplit.of(LABELS, COUNTS.length, 0.001, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "validation fraction 0.001 of 400 examples leaves 400 to train on and 0 to validate on");
    assertThatThrownBy(() -> StratifiedSplit.of(LABELS, COUNTS.length, 0.9999, 1))
        .isInstanceOf(BadInputException.class);
  }
}
