package dev.actzoo.cli;

import dev.actzoo.activations.Curve;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * A plot of a function and its derivative in characters: f is drawn with {@code *}, f' with {@code
 * o}, in colour if asked for.
 *
 * @param from the left end
 * @param to the right end
 * @param width in columns, without the labels at its left
 */
record CurvePlot(Curve curve, double from, double to, int width) {
  /** Columns of the labels at the left. */
  static final int MARGIN = 8;

  private static final int HEIGHT = 19;
  private static final double HIGHEST = 5;
  private static final char VALUE = '*';
  private static final char SLOPE = 'o';
  private static final String VALUE_COLOUR = "\u001b[36m";
  private static final String SLOPE_COLOUR = "\u001b[33m";
  private static final String PLAIN = "\u001b[0m";

  void print(PrintWriter out, boolean colour) {
    double low = Math.min(0, least(curve::value, least(curve::derivative, 0)));
    double high = greatest(curve::value, greatest(curve::derivative, 0));
    if (high - low < 1e-9) {
      high = low + 1;
    }
    char[][] cells = new char[HEIGHT][width];
    for (char[] row : cells) {
      Arrays.fill(row, ' ');
    }
    axes(cells, low, high);
    draw(cells, curve::derivative, SLOPE, low, high);
    draw(cells, curve::value, VALUE, low, high);
    for (int row = 0; row < HEIGHT; row++) {
      double y = high - row * (high - low) / (HEIGHT - 1);
      String label = row % 3 == 0 ? String.format(Locale.ROOT, "%7.2f ", y) : " ".repeat(MARGIN);
      String line = new String(cells[row]).stripTrailing();
      out.println((label + (colour ? coloured(line) : line)).stripTrailing());
    }
    out.println(
        " ".repeat(MARGIN)
            + (colour
                ? VALUE_COLOUR + VALUE + PLAIN + " f   " + SLOPE_COLOUR + SLOPE + PLAIN + " f'"
                : VALUE + " f   " + SLOPE + " f'"));
  }

  private double x(int column) {
    return from + (to - from) * column / (width - 1);
  }

  private double least(DoubleUnaryOperator f, double least) {
    double lowest = least;
    for (int column = 0; column < width; column++) {
      double y = f.applyAsDouble(x(column));
      lowest = Double.isNaN(y) ? lowest : Math.min(lowest, Math.max(-HIGHEST, y));
    }
    return lowest;
  }

  private double greatest(DoubleUnaryOperator f, double greatest) {
    return -least(x -> -f.applyAsDouble(x), -greatest);
  }

  private void axes(char[][] cells, double low, double high) {
    int zero = row(0, low, high);
    int origin = (int) Math.round(-from / (to - from) * (width - 1));
    for (int column = 0; column < width; column++) {
      cells[zero][column] = '-';
    }
    for (char[] row : cells) {
      row[origin] = '|';
    }
    cells[zero][origin] = '+';
  }

  private static int row(double y, double low, double high) {
    return (int) Math.round((high - y) / (high - low) * (HEIGHT - 1));
  }

  private void draw(char[][] cells, DoubleUnaryOperator f, char mark, double low, double high) {
    for (int column = 0; column < width; column++) {
      double y = f.applyAsDouble(x(column));
      int row = Double.isFinite(y) ? row(y, low, high) : -1;
      if (row >= 0 && row < HEIGHT) {
        cells[row][column] = mark;
      }
    }
  }

  private static String coloured(String line) {
    return line.replaceAll("\\*+", VALUE_COLOUR + "$0" + PLAIN)
        .replaceAll("o+", SLOPE_COLOUR + "$0" + PLAIN);
  }
}
