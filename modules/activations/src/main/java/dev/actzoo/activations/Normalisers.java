package dev.actzoo.activations;

import java.util.Arrays;
import java.util.List;

/** The folds whose outputs are probabilities of the inputs, or their logarithms. */
final class Normalisers {
  static final Fold SOFTMAX =
      Entry.named("softmax")
          .formula("exp(x_i) / sum_j exp(x_j)", "\\frac{e^{x_i}}{\\sum_j e^{x_j}}")
          .paper("Bridle 1990, Probabilistic Interpretation of Feedforward Network Outputs")
          .fold(
              Fold.Width.SAME, new VectorFunction(Normalisers::softmax, Normalisers::softmaxBack));

  static final Fold LOG_SOFTMAX =
      Entry.named("log-softmax")
          .formula("x_i - log(sum_j exp(x_j))", "x_i - \\ln \\sum_j e^{x_j}")
          .paper("Bridle 1990, Probabilistic Interpretation of Feedforward Network Outputs")
          .fold(
              Fold.Width.SAME,
              new VectorFunction(Normalisers::logSoftmax, Normalisers::logSoftmaxBack));

  static final Fold SPARSEMAX =
      Entry.named("sparsemax", "entmax-2")
          .formula(
              "max(x_i - tau, 0), tau such that the sum is 1",
              "\\max(x_i - \\tau, 0),\\ \\textstyle\\sum_j \\max(x_j - \\tau, 0) = 1")
          .paper("Martins & Astudillo 2016, arXiv:1602.02068")
          .fold(
              Fold.Width.SAME,
              new VectorFunction(Normalisers::sparsemax, Normalisers::sparsemaxBack));

  static final Fold ENTMAX =
      Entry.named("entmax", "entmax-1.5")
          .formula(
              "max(x_i / 2 - tau, 0)^2, tau such that the sum is 1",
              "\\max(x_i/2 - \\tau, 0)^2,\\ \\textstyle\\sum_j \\max(x_j/2 - \\tau, 0)^2 = 1")
          .paper("Peters, Niculae & Martins 2019, arXiv:1905.05702")
          .fold(Fold.Width.SAME, new VectorFunction(Normalisers::entmax, Normalisers::entmaxBack));

  static final List<Fold> ALL = List.of(SOFTMAX, LOG_SOFTMAX, SPARSEMAX, ENTMAX);

  private Normalisers() {}

  private static double largest(double[] x) {
    return Arrays.stream(x).max().orElseThrow();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] softmax(double[] x) {
    double top = largest(x);
    double[] y = Arrays.stream(x).map(v -> Math.exp(-Groups.depth(v, top))).toArray();
    double sum = Arrays.stream(y).sum();
    return Arrays.stream(y).map(v -> v / sum).toArray();
  }

  private static double[] softmaxBack(double[] x, double[] gradient) {
    double[] y = softmax(x);
    double mean = dot(y, gradient);
    Arrays.setAll(y, i -> y[i] * (gradient[i] - mean));
    return y;
  }

  private static double[] logSoftmax(double[] x) {
    double top = largest(x);
    double logOfSum = Groups.logOfSum(x, top);
    return Arrays.stream(x).map(v -> 0 - Groups.depth(v, top) - logOfSum).toArray();
  }

  private static double[] logSoftmaxBack(double[] x, double[] gradient) {
    double sum = Arrays.stream(gradient).sum();
    double[] y = softmax(x);
    Arrays.setAll(y, i -> gradient[i] - y[i] * sum);
    return y;
  }

  /** The projection onto the simplex: tau is the mean excess of the largest few. */
  private static double[] sparsemax(double[] x) {
    double top = largest(x);
    double[] sorted = Arrays.stream(x).map(v -> Groups.depth(v, top)).sorted().toArray();
    double depth = 0;
    double sum = 0;
    for (int k = 1; k <= sorted.length && k * sorted[k - 1] - sum - sorted[k - 1] < 1; k++) {
      sum += sorted[k - 1];
      depth = (1 + sum) / k;
    }
    double water = depth;
    return Arrays.stream(x).map(v -> Math.max(0, water - Groups.depth(v, top))).toArray();
  }

  private static double[] sparsemaxBack(double[] x, double[] gradient) {
    double[] support = sparsemax(x);
    Arrays.setAll(support, i -> support[i] > 0 ? 1 : 0);
    double mean = dot(support, gradient) / Arrays.stream(support).sum();
    Arrays.setAll(support, i -> support[i] * (gradient[i] - mean));
    return support;
  }

  /** The exact algorithm of the paper, appendix C.2, on depths below the largest input. */
  private static double[] entmax(double[] x) {
    double top = largest(x);
    double[] sorted = Arrays.stream(x).map(v -> Groups.depth(v, top) / 2).sorted().toArray();
    double level = 0;
    double sum = 0;
    double squares = 0;
    for (int k = 1; k <= sorted.length; k++) {
      double depth = sorted[k - 1];
      if (depth >= 1) {
        break;
      }
      sum += depth;
      squares += depth * depth;
      double mean = sum / k;
      double room = (1 - (squares - mean * sum)) / k;
      if (room < 0 || mean + Math.sqrt(room) < depth) {
        break;
      }
      level = mean + Math.sqrt(room);
    }
    double water = level;
    return Arrays.stream(x)
        .map(v -> Math.max(0, water - Groups.depth(v, top) / 2))
        .map(v -> v * v)
        .toArray();
  }

  private static double[] entmaxBack(double[] x, double[] gradient) {
    double[] root = Arrays.stream(entmax(x)).map(Math::sqrt).toArray();
    double mean = dot(root, gradient) / Arrays.stream(root).sum();
    Arrays.setAll(root, i -> root[i] * (gradient[i] - mean));
    return root;
  }
}
