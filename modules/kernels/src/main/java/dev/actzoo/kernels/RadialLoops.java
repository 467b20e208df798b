package dev.actzoo.kernels;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What radial units need beside matrix products, as loops over rows. */
final class RadialLoops {
  private RadialLoops() {}

  /** squares = max(0, squares + rowSquares) factors. */
  static void scale(INDArray rowSquares, INDArray factors, INDArray squares) {
    double[] factor = factors.reshape(factors.length()).toDoubleVector();
    RowLoop.run(
        List.of(squares, rowSquares),
        List.of(squares),
        (in, out) -> {
          for (int j = 0; j < factor.length; j++) {
            out[0][j] = Math.max(0, in[0][j] + in[1][0]) * factor[j];
          }
        });
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
