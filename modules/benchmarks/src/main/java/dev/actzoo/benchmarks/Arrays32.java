package dev.actzoo.benchmarks;

import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
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
    FloatPointer memory = new FloatPointer(array.data().addressPointer());
    for (long from = 0; from < array.length(); from += PERIOD) {
      int length = (int) Math.min(PERIOD, array.length() - from);
      memory.position(from).put(VALUES, 0, length);
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
