package dev.actzoo.data;

import java.util.Arrays;
import java.util.Iterator;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.apache.commons.rng.simple.RandomSource;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * One pass over examples in batches. No example is left out or comes twice; all batches have the
 * same size but the last, which may be smaller. A batch is assembled when the iterator is asked for
 * it and belongs to the caller, who may close its arrays.
 */
public final class Batches implements Iterable<MultiDataSet> {
  private final Examples examples;
  private final int[] order;
  private final int batchSize;

  private Batches(Examples examples, int[] order, int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch size is " + batchSize + "; it must be at least 1");
    }
    this.examples = examples;
    this.order = order;
    this.batchSize = batchSize;
  }

  static Batches inOrder(Examples examples, int batchSize) {
    return new Batches(examples, IntStream.range(0, examples.size()).toArray(), batchSize);
  }

  static Batches shuffled(Examples examples, int batchSize, long seed, int epoch) {
    long family = RandomSource.SPLIT_MIX_64.create(seed).nextLong();
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(family + epoch);
    int[] order = IntStream.range(0, examples.size()).toArray();
    return new Batches(examples, ArraySampler.shuffle(random, order), batchSize);
  }

  /** How many batches there are. */
  public int count() {
    return Math.toIntExact(((long) order.length + batchSize - 1) / batchSize);
  }

  /** The examples' numbers in the order of this pass. */
  public int[] order() {
    return order.clone();
  }

  /** This pass with its batches assembled on a thread of their own; to be closed. */
  public BatchesAhead ahead() {
    return BatchesAhead.of(iterator(), count());
  }

  @Override
  public Iterator<MultiDataSet> iterator() {
    PrimitiveIterator.OfInt starts = IntStream.range(0, count()).map(i -> i * batchSize).iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return starts.hasNext();
      }

      @Override
      public MultiDataSet next() {
        int start = starts.nextInt();
        int end = start + Math.min(batchSize, order.length - start);
        return examples.batch(Arrays.copyOfRange(order, start, end));
      }
    };
  }
}
