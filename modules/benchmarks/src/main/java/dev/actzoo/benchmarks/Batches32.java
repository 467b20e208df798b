package dev.actzoo.benchmarks;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The made-up batches that every contestant trains on. */
final class Batches32 {
  private static final int STRIDE = 7919;

  private Batches32() {}

  static MultiDataSet of(StepCase step) {
    return step.encoder() == null ? images(step) : tokens(step);
  }

  private static MultiDataSet images(StepCase step) {
    INDArray images =
        Arrays32.normal(
            step.batch(), StepCase.IMAGE_SIDE, StepCase.IMAGE_SIDE, StepCase.IMAGE_CHANNELS);
    return new MultiDataSet(images, labels(step));
  }

  private static MultiDataSet tokens(StepCase step) {
    float[] ids = ids(step);
    float[] ones = new float[ids.length];
    Arrays.fill(ones, 1);
    return new MultiDataSet(
        new INDArray[] {rows(ids, step)},
        new INDArray[] {labels(step)},
        new INDArray[] {rows(ones, step)},
        null);
  }

  /** Token ids of full-length sequences, all over the vocabulary. */
  static float[] ids(StepCase step) {
    float[] ids = new float[step.batch() * StepCase.LENGTH];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (int) ((long) i * STRIDE % StepCase.VOCABULARY);
    }
    return ids;
  }

  /** One-hot labels, the classes in turn. */
  static INDArray labels(StepCase step) {
    INDArray labels = Arrays32.zeros(step.batch(), step.classes());
    for (int i = 0; i < step.batch(); i++) {
      labels.putScalar(i, i % step.classes(), 1);
    }
    return labels;
  }

  private static INDArray rows(float[] values, StepCase step) {
    return Nd4j.createFromArray(values).reshape('c', step.batch(), StepCase.LENGTH);
  }
}
