package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.MultiDataSet;

class BatchesTest {
  private static final int SIZE = 23;

  /** Passage i is the one token i. */
  private final TextExamples examples =
      new TextExamples(
          new Selection(new int[SIZE], IntStream.range(0, SIZE).toArray(), 2),
          TokenSequences.of(IntStream.range(0, SIZE).mapToObj(i -> new int[] {i}).toList()),
          1,
          VocabularyLearner.learn(List.of("a"), 10));

  @Test
  void everyExampleComesOnceInAtMostTwoShapes() {
    Batches batches = examples.shuffled(5, 1, 0);
    List<Long> sizes = new ArrayList<>();
    List<Integer> seen = new ArrayList<>();
    for (MultiDataSet batch : batches) {
      sizes.add(batch.getFeatures(0).size(0));
      for (int token : batch.getFeatures(0).ravel().toIntVector()) {
        seen.add(token);
      }
    }
    assertThat(sizes).containsExactly(5L, 5L, 5L, 5L, 3L).hasSize(batches.count());
    assertThat(seen).containsExactlyElementsOf(IntStream.of(batches.order()).boxed().toList());
    assertThat(seen)
        .isNotEqualTo(IntStream.range(0, SIZE).boxed().toList())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, SIZE).boxed().toList());
  }

  @Test
  void orderFollowsFromSeedAndEpochAndNotFromTheBatchSize() {
    int[] order = examples.shuffled(5, 1, 3).order();
    assertThat(examples.shuffled(7, 1, 3).order()).isEqualTo(order);
    Set<List<Integer>> orders = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      for (int epoch = 0; epoch < 20; epoch++) {
        orders.add(IntStream.of(examples.shuffled(5, seed, epoch).order()).boxed().toList());
      }
    }
    assertThat(orders).hasSize(400);
  }

  @Test
  void orderStaysTheSameFromVersionToVersion() {
    assertThat(examples.shuffled(5, 1, 3).order())
        .containsExactly(
            15, 17, 2, 3, 0, 12, 13, 10, 4, 5, 9, 7, 21, 22, 1, 19, 14, 6, 16, 20, 11, 8, 18);
  }

  @Test
  void evaluationKeepsTheOrder() {
    Batches batches = examples.inOrder(100);
    assertThat(batches.count()).isEqualTo(1);
    assertThat(batches.iterator().next().getFeatures(0).ravel().toIntVector())
        .isEqualTo(IntStream.range(0, SIZE).toArray());
    assertThat(examples.inOrder(Integer.MAX_VALUE).count()).isEqualTo(1);
  }

  @Test
  void refusesABatchOfNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> examples.inOrder(0));
  }
}
