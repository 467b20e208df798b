package dev.actzoo.data;

import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * The examples of one split, numbered from 0; decoded once, never changed, safe to share between
 * threads.
 */
public sealed interface Examples permits ClassExamples, TokenExamples, ValueExamples {

  /** How many examples there are. */
  int size();

  /** How many classes there are; none where the answer is a number. */
  int classes();

  /**
   * The place of an example in the file it was read from, from 0; no two splits of one file share
   * one.
   */
  int source(int example);

  /**
   * A new batch of some examples, all arrays FLOAT and in C order: one array of features, one of
   * labels, which are one-hot [batch, classes] where an example has one class and [batch, 1] where
   * it has a number, and for text a mask of the features; where single tokens are predicted, a mask
   * of the labels.
   *
   * @param examples their numbers, in the order of the batch's rows
   */
  MultiDataSet batch(int[] examples);

  /** Batches of all examples in their own order, for evaluation. */
  default Batches inOrder(int batchSize) {
    return Batches.inOrder(this, batchSize);
  }

  /**
   * Batches of all examples in the order of one epoch of one seed, for training. The order follows
   * from size, seed and epoch alone: it is the same for every arm, on every thread and platform.
   *
   * @param epoch counted from 0 or 1, as the caller likes
   */
  default Batches shuffled(int batchSize, long seed, int epoch) {
    return Batches.shuffled(this, batchSize, seed, epoch);
  }
}
