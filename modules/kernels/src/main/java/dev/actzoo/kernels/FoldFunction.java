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
      double top = max(x, 0, x.length);
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
      for (int i = 0; i < x.length; i++) {
        back[i] = y[i] * (g[i] - mean);
      }
    }
  },
  LOG_SOFTMAX {
    @Override
    void forward(double[] x, int k, double[] y) {
      double top = max(x, 0, x.length);
      double logOfSum = logOfSum(x, 0, x.length, top);
      for (int i = 0; i < x.length; i++) {
        y[i] = 0 - depth(x[i], top) - logOfSum;
      }
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      double sum = Arrays.stream(g).sum();
      for (int i = 0; i < x.length; i++) {
        back[i] = g[i] - Math.exp(y[i]) * sum;
      }
    }
  },
  /** The projection onto the simplex (Martins and Astudillo 2016, algorithm 1). */
  SPARSEMAX {
    @Override
    void forward(double[] x, int k, double[] y) {
      double top = max(x, 0, x.length);
      double[] depths = depthsBelow(top, x, 1, y);
      double sum = 0;
      double water = 0;
      for (int n = 1; n <= depths.length; n++) {
        double depth = depths[n - 1];
        if (1 + sum <= (n - 1) * depth) {
          break;
        }
        sum += depth;
        water = (1 + sum) / n;
      }
      for (int i = 0; i < x.length; i++) {
        y[i] = Math.max(0, water - depth(x[i], top));
      }
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      double sum = 0;
      int support = 0;
      for (int i = 0; i < x.length; i++) {
        if (y[i] > 0) {
          sum += g[i];
          support++;
        }
      }
      double mean = sum / support;
      for (int i = 0; i < x.length; i++) {
        back[i] = y[i] > 0 ? g[i] - mean : 0;
      }
    }
  },
  /** Entmax of order 1.5 by its exact algorithm (Peters, Niculae and Martins 2019, section 3.2). */
  ENTMAX {
    @Override
    void forward(double[] x, int k, double[] y) {
      double top = max(x, 0, x.length);
      double[] depths = depthsBelow(top, x, 0.5, y);
      double sum = 0;
      double squares = 0;
      double water = 0;
      for (int n = 1; n <= depths.length; n++) {
        double depth = depths[n - 1];
        if (depth >= 1) {
          break;
        }
        sum += depth;
        squares += depth * depth;
        double mean = sum / n;
        double room = (1 - (squares - mean * sum)) / n;
        if (room < 0 || mean + Math.sqrt(room) < depth) {
          break;
        }
        water = mean + Math.sqrt(room);
      }
      for (int i = 0; i < x.length; i++) {
        double root = Math.max(0, water - depth(x[i], top) / 2);
        y[i] = root * root;
      }
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      double sum = 0;
      double weights = 0;
      for (int i = 0; i < x.length; i++) {
        back[i] = Math.sqrt(y[i]);
        weights += back[i];
        sum += back[i] * g[i];
      }
      double mean = sum / weights;
      for (int i = 0; i < x.length; i++) {
        back[i] *= g[i] - mean;
      }
    }
  },
  MAXOUT {
    @Override
    void forward(double[] x, int k, double[] y) {
      eachGroup(x, k, (group, from, to) -> y[group] = max(x, from, to));
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      Arrays.fill(back, 0);
      eachGroup(x, k, (group, from, to) -> back[find(x, from, to, y[group])] = g[group]);
    }
  },
  MINOUT {
    @Override
    void forward(double[] x, int k, double[] y) {
      eachGroup(
          x,
          k,
          (group, from, to) -> {
            double least = x[from];
            for (int i = from + 1; i < to; i++) {
              least = Math.min(least, x[i]);
            }
            y[group] = least;
          });
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      MAXOUT.backward(x, k, y, g, back);
    }
  },
  MEAN_FOLD {
    @Override
    void forward(double[] x, int k, double[] y) {
      eachGroup(
          x,
          k,
          (group, from, to) -> {
            double sum = 0;
            for (int i = from; i < to; i++) {
              sum += x[i];
            }
            y[group] = sum / (to - from);
          });
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      eachGroup(x, k, (group, from, to) -> Arrays.fill(back, from, to, g[group] / (to - from)));
    }
  },
  LSE_FOLD {
    @Override
    void forward(double[] x, int k, double[] y) {
      eachGroup(
          x,
          k,
          (group, from, to) -> {
            double top = max(x, from, to);
            y[group] = top + logOfSum(x, from, to, top);
          });
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      eachGroup(
          x,
          k,
          (group, from, to) -> {
            double top = max(x, from, to);
            double sum = 0;
            for (int i = from; i < to; i++) {
              back[i] = Math.exp(-depth(x[i], top));
              sum += back[i];
            }
            for (int i = from; i < to; i++) {
              back[i] *= g[group] / sum;
            }
          });
    }
  },
  /** The root mean square of a group; its gradient at zero is zero. */
  L2_FOLD {
    @Override
    void forward(double[] x, int k, double[] y) {
      eachGroup(x, k, (group, from, to) -> y[group] = rootMeanSquare(x, from, to));
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      eachGroup(
          x,
          k,
          (group, from, to) -> {
            double norm = rootMeanSquare(x, from, to);
            double scale = norm == 0 ? 0 : g[group] / (norm * (to - from));
            for (int i = from; i < to; i++) {
              back[i] = scale * x[i];
            }
          });
    }
  },
  /**
   * The k largest of all features as they are, zero for the others; of equal ones the earlier. NaN
   * passes.
   */
  TOP_K {
    @Override
    void forward(double[] x, int k, double[] y) {
      select(x, k, x, y);
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      select(x, k, g, back);
    }

    private void select(double[] x, int k, double[] passed, double[] result) {
      if (k >= x.length) {
        System.arraycopy(passed, 0, result, 0, x.length);
        return;
      }
      double[] sorted = x.clone();
      Arrays.sort(sorted);
      double threshold = sorted[x.length - k];
      int ties = k;
      for (int i = x.length - 1; i >= 0 && isAbove(sorted[i], threshold); i--) {
        ties--;
      }
      for (int i = 0; i < x.length; i++) {
        boolean passes = isAbove(x[i], threshold) || (x[i] == threshold && ties-- > 0);
        result[i] = passes ? passed[i] : 0;
      }
    }

    private boolean isAbove(double value, double threshold) {
      return value > threshold || Double.isNaN(value);
    }
  },
  WINNER_TAKE_ALL {
    @Override
    void forward(double[] x, int k, double[] y) {
      select(x, k, x, y);
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      select(x, k, g, back);
    }

    private void select(double[] x, int k, double[] passed, double[] result) {
      Arrays.fill(result, 0);
      eachGroup(
          x,
          k,
          (group, from, to) -> {
            int winner = find(x, from, to, max(x, from, to));
            result[winner] = passed[winner];
          });
    }
  },
  /** Each group in ascending order; equal features keep theirs. */
  GROUP_SORT {
    @Override
    void forward(double[] x, int k, double[] y) {
      System.arraycopy(x, 0, y, 0, x.length);
      eachGroup(x, k, (group, from, to) -> Arrays.sort(y, from, to));
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      eachGroup(
          x,
          k,
          (group, from, to) -> {
            for (int i = from; i < to; i++) {
              back[i] = g[from + rank(x, from, to, i)];
            }
          });
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
        y[x.length + i] = Math.max(0, -x[i]);
      }
    }

    @Override
    void backward(double[] x, int k, double[] y, double[] g, double[] back) {
      for (int i = 0; i < x.length; i++) {
        back[i] = x[i] > 0 ? g[i] : x[i] < 0 ? -g[x.length + i] : 0 * x[i];
      }
    }
  };

  /** y = f(x). */
  abstract void forward(double[] x, int k, double[] y);

  /** back = J(x)^T g, y being f(x). */
  abstract void backward(double[] x, int k, double[] y, double[] g, double[] back);

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

  private interface Group {
    void visit(int group, int from, int to);
  }

  private static void eachGroup(double[] x, int k, Group group) {
    for (int from = 0, i = 0; from < x.length; from += k, i++) {
      group.visit(i, from, Math.min(from + k, x.length));
    }
  }

  private static double max(double[] x, int from, int to) {
    double top = x[from];
    for (int i = from + 1; i < to; i++) {
      top = Math.max(top, x[i]);
    }
    return top;
  }

  /** The first place of a value or of a NaN. */
  private static int find(double[] x, int from, int to, double value) {
    for (int i = from; i < to; i++) {
      if (x[i] == value || Double.isNaN(x[i])) {
        return i;
      }
    }
    return from;
  }

  /** How far a value lies below the largest, infinite ones included. */
  private static double depth(double value, double top) {
    return value == top ? 0 : top - value;
  }

  /** The logarithm of the sum of e^(x - top), which is 1 for the first of those at the top. */
  private static double logOfSum(double[] x, int from, int to, double top) {
    int place = find(x, from, to, top);
    double rest = 0;
    for (int i = from; i < to; i++) {
      rest += i == place ? 0 : Math.exp(-depth(x[i], top));
    }
    return Math.log1p(rest);
  }

  private static double rootMeanSquare(double[] x, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += x[i] * x[i];
    }
    return Math.sqrt(sum / (to - from));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** How far each feature lies below the largest, scaled, in ascending order; written to room. */
  private static double[] depthsBelow(double top, double[] x, double scale, double[] room) {
    for (int i = 0; i < x.length; i++) {
      room[i] = depth(x[i], top) * scale;
    }
    Arrays.sort(room);
    return room;
  }
}
