package dev.actzoo.kernels;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Rows with infinite features, whose softmax is NaN by oneDNN, all of it: they are computed again,
 * in double, to have the limit.
 */
final class InfiniteRows {
  private InfiniteRows() {}

  /**
   * Mends the rows of a result.
   *
   * @param in [rows, features], not where {@code out} is
   */
  static void mend(FoldFunction f, INDArray in, INDArray out) {
    int features = Math.toIntExact(in.size(1));
    FloatBuffer results = HostMemory.of(out).asFloatBuffer();
    for (int start = 0; start < results.capacity(); start += features) {
      if (Float.isNaN(results.get(start))) {
        mend(f, HostMemory.of(in).asFloatBuffer(), results, start, features);
      }
    }
  }

  private static void mend(
      FoldFunction f, FloatBuffer in, FloatBuffer results, int start, int features) {
    double[] x = new double[features];
    double[] y = new double[features];
    for (int i = 0; i < features; i++) {
      x[i] = in.get(start + i);
    }
    f.forward(x, 0, y);
    for (int i = 0; i < features; i++) {
      results.put(start + i, (float) y[i]);
    }
  }
}
