package dev.actzoo.training;

import dev.actzoo.data.BatchArrays;
import dev.actzoo.data.BatchesAhead;
import dev.actzoo.data.Examples;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * How well a net classifies a split.
 *
 * @param loss mean cross-entropy in nats; infinite if a true class got probability zero
 * @param accuracy the fraction whose most probable class is the true one
 */
record Evaluation(double loss, double accuracy) {
  private static final int BATCH_SIZE = 256;

  static Evaluation of(ComputationGraph net, Examples examples) {
    double loss = 0;
    int correct = 0;
    int example = 0;
    float[] row = new float[examples.classes()];
    try (BatchesAhead batches = examples.inOrder(BATCH_SIZE).ahead()) {
      while (batches.hasNext()) {
        float[] probabilities = probabilities(net, batches.next());
        for (int start = 0; start < probabilities.length; start += row.length) {
          System.arraycopy(probabilities, start, row, 0, row.length);
          int label = examples.label(example++);
          loss -= StrictMath.log(row[label]);
          correct += argmax(row) == label ? 1 : 0;
        }
      }
    }
    return new Evaluation(loss / examples.size(), (double) correct / examples.size());
  }

  /** The class probabilities of a batch, row by row; the batch is freed. */
  private static float[] probabilities(ComputationGraph net, MultiDataSet batch) {
    try (BatchArrays arrays = new BatchArrays(batch);
        INDArray dense = output(net, arrays.batch()).dup('c')) {
      return FlatVector.of(dense).toArray();
    }
  }

  private static INDArray output(ComputationGraph net, MultiDataSet batch) {
    return net.output(false, batch.getFeatures(), batch.getFeaturesMaskArrays())[0];
  }

  /** The first largest; a NaN is never the largest. */
  private static int argmax(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  /** Whether these weights are to be selected over others: more accurate, else of lower loss. */
  boolean betterThan(Evaluation other) {
    return accuracy > other.accuracy || (accuracy == other.accuracy && loss < other.loss);
  }
}
