package dev.actzoo.data;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The examples of one split: which of the decoded examples they are, in which order, and their
 * labels.
 */
final class Selection {
  private final int[] labels;
  private final int[] sources;
  private final int classes;

  /**
   * @param labels the labels of all decoded examples
   * @param sources the places of the split's examples among them
   * @param classes how many classes there are
   */
  Selection(int[] labels, int[] sources, int classes) {
    this.labels = labels;
    this.sources = sources;
    this.classes = classes;
  }

  int size() {
    return sources.length;
  }

  int classes() {
    return classes;
  }

  int source(int example) {
    return sources[example];
  }

  int label(int example) {
    return labels[sources[example]];
  }

  /** The labels of some examples, each mixed with that of another, [examples, classes]. */
  INDArray mixed(int[] examples, List<Mixup.Mixed> mixtures) {
    float[] values = new float[examples.length * classes];
    for (int row = 0; row < examples.length; row++) {
      Mixup.Mixed mixed = mixtures.get(row);
      values[row * classes + label(examples[row])] += mixed.part();
      values[row * classes + label(mixed.partner())] += 1 - mixed.part();
    }
    return Nd4j.create(values, new long[] {examples.length, classes}, 'c');
  }

  /** The labels of some examples, one-hot, [examples, classes]. */
  INDArray oneHot(int[] examples) {
    float[] values = new float[examples.length * classes];
    for (int row = 0; row < examples.length; row++) {
      values[row * classes + label(examples[row])] = 1f;
    }
    return Nd4j.create(values, new long[] {examples.length, classes}, 'c');
  }
}
