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
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += y[i];
      }
      level = (1 + sum) / n;
      before = n;
      n = above(level, y, n);
    } while (n < before);
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.max(0, level - (top - x[i]));
    }
  }

  /** max(0, level - depth / 2)^2: the level by Newton's method, which never oversteps. */
  static void quadratic(double[] x, double top, double[] y) {
    if (Double.isInfinite(top)) {
      share(x, top, y);
      return;
    }
    int n = within(x, top, 0.5, y);
    double level = n > 0 ? 1 : Double.NaN;
    double next = level;
    do {
      level = next;
      n = above(level, y, n);
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < n; i++) {
        double root = level - y[i];
        sum += root;
        squares += root * root;
      }
      next = level - (squares - 1) / (2 * sum);
    } while (next < level);
    for (int i = 0; i < x.length; i++) {
      double root = Math.max(0, level - (top - x[i]) * 0.5);
      y[i] = root * root;
    }
  }

  /** The depths below 1, times a scale; how many these are. */
  private static int within(double[] x, double top, double scale, double[] depths) {
    int n = 0;
    for (double value : x) {
      double depth = (top - value) * scale;
      if (depth < 1) {
        depths[n++] = depth;
      }
    }
    return n;
  }

  /** Keeps the depths above a level's surface; how many these are. */
  private static int above(double level, double[] depths, int n) {
    int kept = 0;
    for (int i = 0; i < n; i++) {
      double depth = depths[i];
      if (depth < level) {
        depths[kept++] = depth;
      }
    }
    return kept;
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
