package dev.actzoo.training;

import dev.actzoo.data.BatchArrays;
import dev.actzoo.data.BatchesAhead;
import dev.actzoo.data.Examples;
import dev.actzoo.data.TextExamples;
import dev.actzoo.data.TokenExamples;
import dev.actzoo.data.ValueExamples;
import dev.actzoo.experiments.Answers;
import dev.actzoo.kernels.Kernels;
import dev.actzoo.layers.LogitOutput;
import dev.actzoo.layers.LogitRow;
import java.util.BitSet;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * How well a net does on a split: on its examples, or where single tokens are predicted, on all
 * tokens of the split that are to be predicted.
 *
 * @param loss mean cross-entropy in nats, from logits: finite where they are; of numbers the mean
 *     squared error
 * @param accuracy the fraction whose most probable class is the true one; of numbers R^2, the part
 *     of their variance on the split that is explained
 * @param answers what was answered
 */
record Evaluation(double loss, double accuracy, Answers answers) {
  private static final int BATCH_SIZE = 256;

  /** The most logits of a batch of sequences, where that is fewer. */
  private static final int MOST_LOGITS = 1 << 22;

  /** The most pairs of tokens of a batch of passages, which attention has a weight for each. */
  private static final int MOST_PAIRS = 1 << 22;

  private static final int NONE = -1;

  static Evaluation of(ComputationGraph net, Examples examples) {
    return Kernels.whileWeightsStand(
        () ->
            examples instanceof ValueExamples values
                ? ofNumbers(net, values)
                : ofClasses(net, examples));
  }

  private static Evaluation ofNumbers(ComputationGraph net, ValueExamples examples) {
    double squares = 0;
    int example = 0;
    try (BatchesAhead batches = examples.inOrder(BATCH_SIZE).ahead()) {
      while (batches.hasNext()) {
        for (float predicted : outputs(net, batches.next())) {
          double error = predicted - examples.value(example++);
          squares += error * error;
        }
      }
    }
    double mean = squares / example;
    return new Evaluation(mean, 1 - mean / examples.variance(), new Answers(example, null));
  }

  private static Evaluation ofClasses(ComputationGraph net, Examples examples) {
    LogitOutput output = (LogitOutput) net.getOutputLayer(0);
    output.giveLogits(true);
    try {
      return ofLogits(net, examples);
    } finally {
      output.giveLogits(false);
    }
  }

  private static Evaluation ofLogits(ComputationGraph net, Examples examples) {
    double loss = 0;
    BitSet right = new BitSet();
    int count = 0;
    int classes = examples.classes();
    LogitRow row = new LogitRow(classes);
    try (BatchesAhead batches = examples.inOrder(batchSize(examples)).ahead()) {
      while (batches.hasNext()) {
        MultiDataSet batch = batches.next();
        int[] targets = targets(batch, classes);
        float[] logits = outputs(net, batch);
        for (int i = 0; i < targets.length; i++) {
          if (targets[i] != NONE) {
            row.read(logits, i * classes);
            loss += row.loss(targets[i]);
            right.set(count++, row.likeliest() == targets[i]);
          }
        }
      }
    }
    return new Evaluation(
        loss / count, (double) right.cardinality() / count, new Answers(count, right));
  }

  /** How many examples are evaluated at once. */
  static int batchSize(Examples examples) {
    if (examples instanceof TokenExamples sequences) {
      long pairs = (long) sequences.length() * sequences.length();
      long most = MOST_LOGITS / ((long) sequences.length() * examples.classes());
      return (int) Math.max(1, Math.min(BATCH_SIZE, Math.min(most, MOST_PAIRS / pairs)));
    }
    if (examples instanceof TextExamples passages) {
      long pairs = (long) passages.length() * passages.length();
      return (int) Math.max(1, Math.min(BATCH_SIZE, MOST_PAIRS / pairs));
    }
    return BATCH_SIZE;
  }

  /** The true class of each row of the output; {@link #NONE} where none is asked for. */
  private static int[] targets(MultiDataSet batch, int classes) {
    float[] labels = FlatVector.of(batch.getLabels(0)).toArray();
    INDArray mask = mask(batch);
    if (mask == null) {
      int[] targets = new int[labels.length / classes];
      float[] row = new float[classes];
      for (int i = 0; i < targets.length; i++) {
        System.arraycopy(labels, i * classes, row, 0, classes);
        targets[i] = argmax(row);
      }
      return targets;
    }
    float[] asked = FlatVector.of(mask).toArray();
    int[] targets = new int[labels.length];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = asked[i] == 0 ? NONE : (int) labels[i];
    }
    return targets;
  }

  private static @Nullable INDArray mask(MultiDataSet batch) {
    return batch.getLabelsMaskArrays() == null ? null : batch.getLabelsMaskArray(0);
  }

  /** What the net gives for a batch, row by row; the batch is freed. */
  private static float[] outputs(ComputationGraph net, MultiDataSet batch) {
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
