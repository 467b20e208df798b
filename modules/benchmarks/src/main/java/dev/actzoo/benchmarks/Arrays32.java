package dev.actzoo.benchmarks;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Dense float32 arrays to compute on, the same in every run. */
final class Arrays32 {
  private static final int PERIOD = 4096;
  private static final float[] VALUES = values();

  private Arrays32() {}

  /** An array of zeros. */
  static INDArray zeros(long... shape) {
    return Nd4j.create(DataType.FLOAT, shape, 'c');
  }

  /** An array of roughly normal values: a long pattern, again and again. */
  static INDArray normal(long... shape) {
    INDArray array = zeros(shape);
    INDArray flat = array.reshape('c', array.length());
    INDArray pattern = Nd4j.createFromArray(VALUES);
    for (long from = 0; from < array.length(); from += PERIOD) {
      long length = Math.min(PERIOD, array.length() - from);
      Nd4j.copy(part(pattern, 0, length), part(flat, from, length));
    }
    return array;
  }

  /** The pattern's values for as many elements. */
  static float[] normal(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = VALUES[i % PERIOD];
    }
    return values;
  }

  private static INDArray part(INDArray flat, long from, long length) {
    return flat.get(org.nd4j.linalg.indexing.NDArrayIndex.interval(from, from + length));
  }

  private static float[] values() {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[PERIOD];
    for (int i = 0; i < PERIOD; i++) {
      double sum = 0;
      for (int j = 0; j < 12; j++) {
        sum += random.nextDouble();
      }
      values[i] = (float) (sum - 6);
    }
    return values;
  }
}
