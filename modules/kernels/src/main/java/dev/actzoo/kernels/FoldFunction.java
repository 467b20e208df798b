package dev.actzoo.kernels;

import java.util.Arrays;
import java.util.Locale;

/**
 * An aggregation over the features of a row that the kernels can run forward and backward. The
 * constant's name in kebab case is the activation's name in the catalogue. Groups are runs of k
 * consecutive features, the last one shorter where k does not divide the row.
 */
public enum FoldFunction {
  SOFTMAX {
    @Override
    void forward(double[] x, int k, double[] y) {
      double top = max(x);
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        y[i] = Math.exp(-depth(x[i], top));
        sum += y[i];
      }
      for (int i = 0; i < x.length; i++) {
        y[i] /= sum;
      }
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      double mean = dot(y, g);
      for (int i = 0; i < y.length; i++) {
        back[i] = y[i] * (g[i] - mean);
      }
    }
  },
  LOG_SOFTMAX {
    @Override
    void forward(double[] x, int k, double[] y) {
      double top = max(x);
      double logOfSum = logOfSum(x, 0, x.length, top);
      for (int i = 0; i < x.length; i++) {
        y[i] = 0 - depth(x[i], top) - logOfSum;
      }
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      double sum = Arrays.stream(g).sum();
      for (int i = 0; i < y.length; i++) {
        back[i] = g[i] - Math.exp(y[i]) * sum;
      }
    }
  },
  /** The projection onto the simplex (Martins and Astudillo 2016). */
  SPARSEMAX {
    @Override
    void forward(double[] x, int k, double[] y) {
      SparseDistribution.linear(x, max(x), y);
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      double sum = 0;
      int support = 0;
      for (int i = 0; i < y.length; i++) {
        int in = isNegative(0 - y[i]);
        sum += in * g[i];
        support += in;
      }
      double mean = sum / support;
      for (int i = 0; i < y.length; i++) {
        back[i] = isNegative(0 - y[i]) * (g[i] - mean);
      }
    }
  },
  /** Entmax of order 1.5 (Peters, Niculae and Martins 2019, section 3.2). */
  ENTMAX {
    @Override
    void forward(double[] x, int k, double[] y) {
      SparseDistribution.quadratic(x, max(x), y);
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      double sum = 0;
      double weights = 0;
      for (int i = 0; i < y.length; i++) {
        back[i] = Math.sqrt(y[i]);
        weights += back[i];
        sum += back[i] * g[i];
      }
      double mean = sum / weights;
      for (int i = 0; i < y.length; i++) {
        back[i] *= g[i] - mean;
      }
    }
  },
  MAXOUT {
    @Override
    void forward(double[] x, int k, double[] y) {
      first(x, k, y);
      for (int j = 1; j < k; j++) {
        for (int group = 0, i = j; i < x.length; group++, i += k) {
          y[group] = Math.max(y[group], x[i]);
        }
      }
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      Arrays.fill(back, 0);
      for (int group = 0, from = 0; from < x.length; group++, from += k) {
        back[winner(x, from, Math.min(from + k, x.length), 1)] = g[group];
      }
    }
  },
  MINOUT {
    @Override
    void forward(double[] x, int k, double[] y) {
      first(x, k, y);
      for (int j = 1; j < k; j++) {
        for (int group = 0, i = j; i < x.length; group++, i += k) {
          y[group] = Math.min(y[group], x[i]);
        }
      }
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      Arrays.fill(back, 0);
      for (int group = 0, from = 0; from < x.length; group++, from += k) {
        back[winner(x, from, Math.min(from + k, x.length), -1)] = g[group];
      }
    }
  },
  MEAN_FOLD {
    @Override
    void forward(double[] x, int k, double[] y) {
      first(x, k, y);
      for (int j = 1; j < k; j++) {
        for (int group = 0, i = j; i < x.length; group++, i += k) {
          y[group] += x[i];
        }
      }
      divideBySizes(y, x.length, k);
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      divideBySizes(g, back.length, k);
      for (int j = 0; j < k; j++) {
        for (int group = 0, i = j; i < back.length; group++, i += k) {
          back[i] = g[group];
        }
      }
    }
  },
  LSE_FOLD {
    @Override
    void forward(double[] x, int k, double[] y) {
      for (int group = 0, from = 0; from < x.length; group++, from += k) {
        int to = Math.min(from + k, x.length);
        double top = max(x, from, to);
        y[group] = top + logOfSum(x, from, to, top);
      }
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      for (int group = 0, from = 0; from < x.length; group++, from += k) {
        int to = Math.min(from + k, x.length);
        double top = max(x, from, to);
        double sum = 0;
        for (int i = from; i < to; i++) {
          back[i] = x[i] == top ? 1 : Math.exp(x[i] - top);
          sum += back[i];
        }
        for (int i = from; i < to; i++) {
          back[i] *= g[group] / sum;
        }
      }
    }
  },
  /** The root mean square of a group; its gradient at zero is zero. */
  L2_FOLD {
    @Override
    void forward(double[] x, int k, double[] y) {
      Arrays.fill(y, 0);
      for (int j = 0; j < k; j++) {
        for (int group = 0, i = j; i < x.length; group++, i += k) {
          y[group] += x[i] * x[i];
        }
      }
      divideBySizes(y, x.length, k);
      for (int group = 0; group < y.length; group++) {
        y[group] = Math.sqrt(y[group]);
      }
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      for (int group = 0; group < y.length; group++) {
        double root = y[group] < Float.MIN_NORMAL ? smallRoot(x, group, k) : y[group];
        y[group] = root == 0 ? 0 : g[group] / root;
      }
      divideBySizes(y, x.length, k);
      for (int j = 0; j < k; j++) {
        for (int group = 0, i = j; i < x.length; group++, i += k) {
          back[i] = y[group] * x[i];
        }
      }
    }

    /** What a float lacks digits for. */
    private double smallRoot(double[] x, int group, int k) {
      int to = Math.min((group + 1) * k, x.length);
      double squares = 0;
      for (int i = group * k; i < to; i++) {
        squares += x[i] * x[i];
      }
      return Math.sqrt(squares / (to - group * k));
    }
  },
  /**
   * The k largest of all features as they are, zero for the others; of equal ones the earlier. NaN
   * passes.
   */
  TOP_K {
    @Override
    void forward(double[] x, int k, double[] y) {
      Largest.pass(x, k, x, y);
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      int passed = 0;
      for (int i = 0; i < x.length; i++) {
        back[i] = y[i] == 0 ? 0 : g[i];
        passed += y[i] == 0 ? 0 : 1;
      }
      if (passed < Math.min(k, x.length)) {
        Largest.pass(x, k, g, back);
      }
    }
  },
  WINNER_TAKE_ALL {
    @Override
    void forward(double[] x, int k, double[] y) {
      pass(x, k, x, y);
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      pass(x, k, g, back);
    }

    private void pass(double[] x, int k, double[] passed, double[] result) {
      Arrays.fill(result, 0);
      for (int from = 0; from < x.length; from += k) {
        int to = Math.min(from + k, x.length);
        int winner = winner(x, from, to, 1);
        result[winner] = passed[winner];
      }
    }
  },
  /** Each group in ascending order; equal features keep theirs. */
  GROUP_SORT {
    @Override
    void forward(double[] x, int k, double[] y) {
      System.arraycopy(x, 0, y, 0, x.length);
      if (k == 2) {
        for (int i = 0; i + 1 < x.length; i += 2) {
          y[i] = Math.min(x[i], x[i + 1]);
          y[i + 1] = Math.max(x[i], x[i + 1]);
        }
        return;
      }
      for (int from = 0; from < x.length; from += k) {
        Arrays.sort(y, from, Math.min(from + k, x.length));
      }
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      if (k == 2) {
        for (int i = 0; i + 1 < x.length; i += 2) {
          int turned = isNegative(x[i + 1] - x[i]);
          back[i] = g[i + turned];
          back[i + 1] = g[i + 1 - turned];
        }
        System.arraycopy(g, x.length / 2 * 2, back, x.length / 2 * 2, x.length % 2);
        return;
      }
      for (int from = 0; from < x.length; from += k) {
        int to = Math.min(from + k, x.length);
        for (int i = from; i < to; i++) {
          back[i] = g[from + rank(x, from, to, i)];
        }
      }
    }

    private int rank(double[] x, int from, int to, int place) {
      int rank = 0;
      for (int i = from; i < to; i++) {
        rank += x[i] < x[place] || (x[i] == x[place] && i < place) ? 1 : 0;
      }
      return rank;
    }
  },
  /** max(0, x) for every feature, then max(0, -x) for every feature. */
  CRELU {
    @Override
    void forward(double[] x, int k, double[] y) {
      for (int i = 0; i < x.length; i++) {
        y[i] = Math.max(0, x[i]);
      }
      for (int i = 0; i < x.length; i++) {
        y[x.length + i] = Math.max(0, -x[i]);
      }
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      for (int i = 0; i < x.length; i++) {
        int positive = isNegative(0 - x[i]);
        int negative = isNegative(0 + x[i]);
        back[i] = Double.isNaN(x[i]) ? x[i] : positive * g[i] - negative * g[x.length + i];
      }
    }
  };

  private final RowLoop.Body forwardBody = (k, x, nothing, none, y) -> forward(x, (int) k, y);

  private final RowLoop.Body backwardBody = (k, x, y, g, back) -> backward(x, (int) k, y, g, back);

  /** {@link #forward} of the first input. */
  RowLoop.Body forwardBody() {
    return forwardBody;
  }

  /** {@link #backward} of x, y and g. */
  RowLoop.Body backwardBody() {
    return backwardBody;
  }

  /** y = f(x). */
  abstract void forward(double[] x, int k, double[] y);

  /**
   * back = J(x)^T g, y being f(x); both y and g may be overwritten.
   *
   * @param x anything unless {@link #readsInput}
   * @param y anything unless {@link #readsOutput}
   */
  abstract void backward(double[] x, int k, double[] y, double[] g, double[] back);

  /** Whether the backward pass reads x. */
  boolean readsInput() {
    return switch (this) {
      case SOFTMAX, LOG_SOFTMAX, SPARSEMAX, ENTMAX, MEAN_FOLD -> false;
      default -> true;
    };
  }

  /** Whether the backward pass reads or overwrites y. */
  boolean readsOutput() {
    return switch (this) {
      case SOFTMAX, LOG_SOFTMAX, SPARSEMAX, ENTMAX, L2_FOLD, TOP_K -> true;
      default -> false;
    };
  }

  /** Whether it is of runs of k consecutive features, each by itself. */
  boolean isOfGroups() {
    return switch (this) {
      case MAXOUT, MINOUT, MEAN_FOLD, LSE_FOLD, L2_FOLD, WINNER_TAKE_ALL, GROUP_SORT -> true;
      case CRELU, SOFTMAX, LOG_SOFTMAX, SPARSEMAX, ENTMAX, TOP_K -> false;
    };
  }

  /** How many features come of so many. */
  public long outputs(long features, int k) {
    return switch (this) {
      case MAXOUT, MINOUT, MEAN_FOLD, LSE_FOLD, L2_FOLD -> (features + k - 1) / k;
      case CRELU -> 2 * features;
      case SOFTMAX, LOG_SOFTMAX, SPARSEMAX, ENTMAX, TOP_K, WINNER_TAKE_ALL, GROUP_SORT -> features;
    };
  }

  /** The function of that catalogue name. */
  public static FoldFunction named(String catalogueName) {
    String name = catalogueName.replaceFirst("\\(.*", "");
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The first feature of each group. */
  private static void first(double[] x, int k, double[] y) {
    for (int group = 0, i = 0; i < x.length; group++, i += k) {
      y[group] = x[i];
    }
  }

  /** Divides what each group has by how many features it has. */
  private static void divideBySizes(double[] y, int features, int k) {
    int whole = features / k;
    for (int group = 0; group < whole; group++) {
      y[group] /= k;
    }
    if (whole < y.length) {
      y[whole] /= features - whole * k;
    }
  }

  private static double max(double[] x) {
    return max(x, 0, x.length);
  }

  private static double max(double[] x, int from, int to) {
    double top = x[from];
    for (int i = from + 1; i < to; i++) {
      top = Math.max(top, x[i]);
    }
    return top;
  }

  private static double min(double[] x, int from, int to) {
    double least = x[from];
    for (int i = from + 1; i < to; i++) {
      least = Math.min(least, x[i]);
    }
    return least;
  }

  /** The first place of a value or of a NaN. */
  private static int find(double[] x, int from, int to, double value) {
    int place = from;
    for (int i = to - 1; i >= from; i--) {
      int other = isNegative(0 - Math.abs(x[i] - value));
      place += (i - place) * (1 - other);
    }
    while (place < to - 1 && Double.isNaN(value) && !Double.isNaN(x[place])) {
      place++;
    }
    return place;
  }

  /** The first place of the largest, for a sign of -1 of the smallest, or of a NaN. */
  private static int winner(double[] x, int from, int to, int sign) {
    double difference = x[from] - x[to - 1];
    if (to - from > 2 || Double.isNaN(difference)) {
      return find(x, from, to, sign > 0 ? max(x, from, to) : min(x, from, to));
    }
    return from + isNegative(0 + sign * difference);
  }

  /** 1 or 0 without a branch, which could not be foretold. */
  static int isNegative(double x) {
    return (int) (Double.doubleToRawLongBits(x) >>> 63);
  }

  /** How far a value lies below the largest, infinite ones included. */
  private static double depth(double value, double top) {
    return value == top ? 0 : top - value;
  }

  /**
   * The logarithm of the sum of e^(x - top), which is 1 for the first of those at the top; by
   * Kahan's formula for log1p, which is slower.
   */
  private static double logOfSum(double[] x, int from, int to, double top) {
    int place = find(x, from, to, top);
    double rest = 0;
    for (int i = from; i < to; i++) {
      if (i != place) {
        rest += Math.exp(-depth(x[i], top));
      }
    }
    double whole = 1 + rest;
    return whole == 1 ? rest : Math.log(whole) * (rest / (whole - 1));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
