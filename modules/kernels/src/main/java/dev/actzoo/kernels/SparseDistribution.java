package dev.actzoo.kernels;

/**
 * Distributions whose smaller probabilities are zero: max(0, level - depth)^p for the depth of each
 * feature below the largest, with the level at which they add up to one. It is found from above, on
 * the few features that can matter, which become fewer from step to step: nothing is sorted.
 * Equally infinite features share alike.
 */
final class SparseDistribution {
  private SparseDistribution() {}

  /** max(0, level - depth): the level of a set is its mean depth and 1 over its size. */
  static void linear(double[] x, double top, double[] y) {
    if (Double.isInfinite(top)) {
      share(x, top, y);
      return;
    }
    int n = within(x, top, 1, y);
    int before;
    double level;
    do {
      level = (1 + sum(y, n)) / n;
      before = n;
      n = above(level, y, n);
    } while (n < before);
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.max(0, level - (top - x[i]));
    }
  }

  /** max(0, level - depth / 2)^2. */
  static void quadratic(double[] x, double top, double[] y) {
    if (Double.isInfinite(top)) {
      share(x, top, y);
      return;
    }
    double level = quadraticLevel(y, within(x, top, 0.5, y));
    for (int i = 0; i < x.length; i++) {
      double root = Math.max(0, level - (top - x[i]) * 0.5);
      y[i] = root * root;
    }
  }

  /**
   * The level of depths below 1: by steps of Newton's method, which never go below it, until the
   * root of the sum of squares over those that are left lies above all of them.
   */
  private static double quadraticLevel(double[] depths, int all) {
    int n = all;
    double level = n > 0 ? 1 : Double.NaN;
    double next = level;
    do {
      level = next;
      double sum = sum(depths, n);
      double squares = sumOfSquares(depths, n);
      double rest = n * level - sum;
      next = level - ((level * (rest - sum) + squares) - 1) / (2 * rest);
      int before = n;
      n = above(next, depths, n);
      if (n == before) {
        double mean = sum / n;
        double root = mean + Math.sqrt((1 - (squares - mean * sum)) / n);
        if (max(depths, n) <= root) {
          return root;
        }
      }
    } while (next < level);
    return level;
  }

  /** The depths below 1, times a scale; how many these are. */
  private static int within(double[] x, double top, double scale, double[] depths) {
    int n = 0;
    for (double value : x) {
      double depth = (top - value) * scale;
      depths[n] = depth;
      n += FoldFunction.isNegative(depth - 1);
    }
    return n;
  }

  /** Keeps the depths above a level's surface; how many these are. */
  private static int above(double level, double[] depths, int n) {
    int kept = 0;
    for (int i = 0; i < n; i++) {
      double depth = depths[i];
      depths[kept] = depth;
      kept += FoldFunction.isNegative(depth - level);
    }
    return kept;
  }

  private static double sum(double[] values, int n) {
    double even = 0;
    double odd = 0;
    for (int i = 0; i + 1 < n; i += 2) {
      even += values[i];
      odd += values[i + 1];
    }
    return even + odd + (n % 2 == 1 ? values[n - 1] : 0);
  }

  private static double sumOfSquares(double[] values, int n) {
    double even = 0;
    double odd = 0;
    for (int i = 0; i + 1 < n; i += 2) {
      even += values[i] * values[i];
      odd += values[i + 1] * values[i + 1];
    }
    return even + odd + (n % 2 == 1 ? values[n - 1] * values[n - 1] : 0);
  }

  private static double max(double[] values, int n) {
    double max = 0;
    for (int i = 0; i < n; i++) {
      max = Math.max(max, values[i]);
    }
    return max;
  }

  private static void share(double[] x, double top, double[] y) {
    int alike = 0;
    for (double value : x) {
      alike += value == top ? 1 : 0;
    }
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] == top ? 1.0 / alike : 0;
    }
  }
}
