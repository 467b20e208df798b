package dev.actzoo.kernels;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What radial units need beside matrix products, as loops over rows. */
final class RadialLoops {
  private RadialLoops() {}

  static void forward(
      RadialFunction f, INDArray rowSquares, INDArray logWidths, INDArray squares, INDArray out) {
    double[] inverse = inverseSquaredWidths(logWidths);
    RowLoop.run(
        List.of(squares, rowSquares),
        List.of(squares, out),
        (in, result) -> {
          for (int j = 0; j < inverse.length; j++) {
            double q = Math.max(0, in[0][j] + in[1][0]) * inverse[j];
            result[0][j] = q;
            result[1][j] = f.value(q);
          }
        });
  }

  static void backward(
      RadialFunction f,
      INDArray squares,
      INDArray logWidths,
      INDArray gradientOut,
      INDArray gradientSquares,
      INDArray gradientLogWidths) {
    double[] inverse = inverseSquaredWidths(logWidths);
    RowLoop.run(
        List.of(squares, gradientOut),
        List.of(gradientSquares, gradientLogWidths),
        (in, result) -> {
          for (int j = 0; j < inverse.length; j++) {
            double q = in[0][j];
            double slope = q > 0 ? in[1][j] * f.slope(q) : 0;
            result[0][j] = slope * inverse[j];
            result[1][j] = -2 * q * slope;
          }
        });
  }

  private static double[] inverseSquaredWidths(INDArray logWidths) {
    double[] inverse = logWidths.reshape(logWidths.length()).toDoubleVector();
    for (int j = 0; j < inverse.length; j++) {
      inverse[j] = Math.exp(-2 * inverse[j]);
    }
    return inverse;
  }

  static void addRow(INDArray in, INDArray row, INDArray out) {
    double[] added = row.reshape(row.length()).toDoubleVector();
    RowLoop.run(
        List.of(in),
        List.of(out),
        (from, to) -> {
          for (int j = 0; j < added.length; j++) {
            to[0][j] = from[0][j] + added[j];
          }
        });
  }

  static void rowSquares(INDArray in, INDArray out) {
    RowLoop.run(
        List.of(in),
        List.of(out),
        (from, to) -> {
          double sum = 0;
          for (double value : from[0]) {
            sum += value * value;
          }
          to[0][0] = sum;
        });
  }

  static void addWeightedRows(INDArray in, INDArray weights, double alpha, INDArray out) {
    RowLoop.run(
        List.of(in, weights, out),
        List.of(out),
        (from, to) -> {
          double weight = 0;
          for (double value : from[1]) {
            weight += value;
          }
          for (int j = 0; j < from[0].length; j++) {
            to[0][j] = from[2][j] + alpha * weight * from[0][j];
          }
        });
  }
}
