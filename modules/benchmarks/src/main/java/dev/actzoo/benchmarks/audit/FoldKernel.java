package dev.actzoo.benchmarks.audit;

import dev.actzoo.benchmarks.audit.AuditedKernel.NumberType;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A kernel of a fold under audit: results for rows of one width.
 *
 * @param name whose it is, such as "oneDNN" or "DL4J Activation.SOFTMAX"
 * @param number the type it computes in
 * @param value f of each row of [rows, features]
 * @param gradient with respect to those rows, given that with respect to f of them; null if the
 *     kernel has none
 */
record FoldKernel(
    String name,
    NumberType number,
    UnaryOperator<INDArray> value,
    @Nullable BinaryOperator<INDArray> gradient) {
  /** Of rows together. */
  double[][] values(List<float[]> rows) {
    return numbers(value.apply(array(rows)), rows.size());
  }

  /** Of rows together. */
  double[][] gradients(List<float[]> rows, List<float[]> gradientsOut) {
    if (gradient == null) {
      throw new IllegalStateException(name + " has no gradient");
    }
    return numbers(gradient.apply(array(rows), array(gradientsOut)), rows.size());
  }

  private INDArray array(List<float[]> rows) {
    int width = rows.get(0).length;
    float[] all = new float[rows.size() * width];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, all, i * width, width);
    }
    return number.array(all).reshape(rows.size(), width);
  }

  private double[][] numbers(INDArray array, int rows) {
    double[] all = number.numbers(array.dup('c').reshape(array.length()));
    int width = all.length / rows;
    double[][] numbers = new double[rows][];
    for (int i = 0; i < rows; i++) {
      numbers[i] = Arrays.copyOfRange(all, i * width, (i + 1) * width);
    }
    return numbers;
  }
}
