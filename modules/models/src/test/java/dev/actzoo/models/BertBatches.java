package dev.actzoo.models;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Batches of made-up sequences: a full one, one of a single token, and lengths between. */
final class BertBatches {
  private BertBatches() {}

  /** Sequences whose class is whether token 1 occurs among them, which it does in every second. */
  static MultiDataSet classified(DataType type, int batch, int length, int vocabulary) {
    INDArray tokens = Nd4j.create(type, batch, length);
    INDArray mask = Nd4j.create(type, batch, length);
    INDArray labels = Nd4j.create(type, batch, 2);
    for (int i = 0; i < batch; i++) {
      int tokenCount = tokenCount(i, length);
      for (int j = 0; j < tokenCount; j++) {
        tokens.putScalar(i, j, 2 + (i * 31 + j * 7 + i * j) % (vocabulary - 2));
        mask.putScalar(i, j, 1);
      }
      if (i % 2 == 0) {
        tokens.putScalar(i, (i * 3) % tokenCount, 1);
      }
      labels.putScalar(i, i % 2, 1);
    }
    return new MultiDataSet(
        new INDArray[] {tokens}, new INDArray[] {labels}, new INDArray[] {mask}, null);
  }

  /** The same sequences, of which every third token is to be predicted. */
  static MultiDataSet masked(DataType type, int batch, int length, int vocabulary) {
    MultiDataSet data = classified(type, batch, length, vocabulary);
    INDArray positions = Nd4j.create(type, batch, length);
    for (int i = 0; i < batch; i++) {
      for (int j = i % 3; j < tokenCount(i, length); j += 3) {
        positions.putScalar(i, j, 1);
      }
    }
    return new MultiDataSet(
        data.getFeatures(),
        new INDArray[] {data.getFeatures(0).dup()},
        data.getFeaturesMaskArrays(),
        new INDArray[] {positions});
  }

  private static int tokenCount(int example, int length) {
    return example == 1 ? 1 : length - (example * 5) % length;
  }
}
