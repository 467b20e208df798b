package dev.actzoo.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What radial units need beside matrix products, as loops over rows. */
final class RadialLoops {
  private static final RowLoop.Body SCALE =
      (number, squares, rowSquare, factors, out) -> {
        for (int j = 0; j < out.length; j++) {
          out[j] = Math.max(0, squares[j] + rowSquare[0]) * factors[j];
        }
      };

  private static final RowLoop.Body ADD_ROW =
      (number, in, row, none, out) -> {
        for (int j = 0; j < out.length; j++) {
          out[j] = in[j] + row[j];
        }
      };

  private static final RowLoop.Body SUM_OF_SQUARES =
      (number, in, none, nothing, out) -> {
        double sum = 0;
        for (double value : in) {
          sum += value * value;
        }
        out[0] = sum;
      };

  private static final RowLoop.Body ADD_WEIGHTED_ROW =
      (alpha, in, weights, before, out) -> {
        double weight = 0;
        for (double value : weights) {
          weight += value;
        }
        for (int j = 0; j < out.length; j++) {
          out[j] = before[j] + alpha * weight * in[j];
        }
      };

  private RadialLoops() {}

  /** squares = max(0, squares + rowSquares) factors. */
  static void scale(INDArray rowSquares, INDArray factors, INDArray squares) {
    RowLoop.run(SCALE, 1, squares, rowSquares, factors, squares);
  }

  static void addRow(INDArray in, INDArray row, INDArray out) {
    RowLoop.run(ADD_ROW, 1, in, row, null, out);
  }

  static void rowSquares(INDArray in, INDArray out) {
    RowLoop.run(SUM_OF_SQUARES, 1, in, null, null, out);
  }

  static void addWeightedRows(INDArray in, INDArray weights, double alpha, INDArray out) {
    RowLoop.run(ADD_WEIGHTED_ROW, alpha, in, weights, out, out);
  }
}
