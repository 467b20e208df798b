package dev.actzoo.activations;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.ToDoubleFunction;

/** The folds that make one output of each run of k consecutive inputs. */
final class Groups {
  private static final int SIZE = 2;

  private static final Parameter K = Parameter.fixed("k", SIZE);

  static final Fold MAXOUT =
      Entry.named("maxout", "max-fold")
          .formula("max(x_1, ..., x_k)", "\\max(x_1, \\ldots, x_k)")
          .parameter(K)
          .paper("Goodfellow et al. 2013, arXiv:1302.4389")
          .fold(Fold.Width.GROUPS, maximum(SIZE));

  static final Fold MINOUT =
      Entry.named("minout", "min-fold")
          .formula("min(x_1, ..., x_k)", "\\min(x_1, \\ldots, x_k)")
          .parameter(K)
          .paper("Goodfellow et al. 2013, arXiv:1302.4389, turned over")
          .fold(Fold.Width.GROUPS, minimum(SIZE));

  static final Fold MEAN_FOLD =
      Entry.named("mean-fold")
          .formula("(x_1 + ... + x_k) / k", "\\frac{x_1 + \\cdots + x_k}{k}")
          .parameter(K)
          .paper("LeCun et al. 1998, Gradient-Based Learning Applied to Document Recognition")
          .fold(Fold.Width.GROUPS, average(SIZE));

  static final Fold LSE_FOLD =
      Entry.named("lse-fold", "log-sum-exp-fold")
          .formula("log(exp(x_1) + ... + exp(x_k))", "\\ln(e^{x_1} + \\cdots + e^{x_k})")
          .parameter(K)
          .paper("Calafiore, Gaubert & Possieri 2018, arXiv:1806.07850")
          .fold(Fold.Width.GROUPS, softMaximum(SIZE));

  static final Fold L2_FOLD =
      Entry.named("l2-fold", "lp-unit")
          .formula("sqrt((x_1^2 + ... + x_k^2) / k)", "\\sqrt{\\tfrac1k \\sum_j x_j^2}")
          .parameter(K)
          .paper("Gulcehre, Cho, Pascanu & Bengio 2013, arXiv:1311.1780")
          .note("At zero, where it has a kink, the gradient passed on is zero.")
          .fold(Fold.Width.GROUPS, norm(SIZE));

  static final List<Fold> ALL = List.of(MAXOUT, MINOUT, MEAN_FOLD, LSE_FOLD, L2_FOLD);

  private Groups() {}

  /** One of these for groups of another size. */
  static Fold of(Fold fold, int k) {
    VectorFunction function =
        switch (fold.name()) {
          case "maxout" -> maximum(k);
          case "minout" -> minimum(k);
          case "mean-fold" -> average(k);
          case "lse-fold" -> softMaximum(k);
          case "l2-fold" -> norm(k);
          default -> throw new IllegalArgumentException(fold.name() + " has no groups");
        };
    return SizedFolds.sized(fold, k, function);
  }

  private static VectorFunction maximum(int k) {
    return each(k, Groups::largest, (x, g) -> only(x, largest(x), g[0]));
  }

  private static VectorFunction minimum(int k) {
    return each(k, Groups::smallest, (x, g) -> only(x, smallest(x), g[0]));
  }

  private static VectorFunction average(int k) {
    return each(k, Groups::mean, (x, g) -> all(x, g[0] / x.length));
  }

  private static VectorFunction softMaximum(int k) {
    return each(
        k,
        Groups::logSumExp,
        (x, g) -> {
          double top = largest(x);
          double[] e = Arrays.stream(x).map(v -> Math.exp(-depth(v, top))).toArray();
          double sum = Arrays.stream(e).sum();
          return Arrays.stream(e).map(v -> g[0] * (v / sum)).toArray();
        });
  }

  private static VectorFunction norm(int k) {
    return each(
        k,
        Groups::rootMeanSquare,
        (x, g) -> {
          double norm = rootMeanSquare(x);
          return Arrays.stream(x).map(v -> norm == 0 ? 0 : g[0] * (v / norm) / x.length).toArray();
        });
  }

  /** A function of a group for each group, and the pullback of each. */
  private static VectorFunction each(
      int size, ToDoubleFunction<double[]> value, BinaryOperator<double[]> pullback) {
    return new VectorFunction(
        x -> {
          double[] y = new double[x.length / size];
          Arrays.setAll(y, i -> value.applyAsDouble(group(x, size, i)));
          return y;
        },
        (x, gradient) -> {
          double[] back = new double[x.length];
          for (int i = 0; i < gradient.length; i++) {
            double[] part = pullback.apply(group(x, size, i), new double[] {gradient[i]});
            System.arraycopy(part, 0, back, i * size, size);
          }
          return back;
        });
  }

  private static double[] group(double[] x, int size, int i) {
    return Arrays.copyOfRange(x, i * size, (i + 1) * size);
  }

  private static double largest(double[] x) {
    return Arrays.stream(x).max().orElseThrow();
  }

  private static double smallest(double[] x) {
    return Arrays.stream(x).min().orElseThrow();
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).map(v -> v / x.length).sum();
  }

  /** ln(e^x_1 + ... + e^x_k), the largest taken out so that nothing overflows. */
  private static double logSumExp(double[] x) {
    double top = largest(x);
    return top + logOfSum(x, top);
  }

  /** The logarithm of the sum of e^(x - top), 1 for the first of those at the top. */
  static double logOfSum(double[] x, double top) {
    int place = first(x, top);
    double rest = 0;
    for (int i = 0; i < x.length; i++) {
      rest += i == place ? 0 : Math.exp(-depth(x[i], top));
    }
    return Math.log1p(rest);
  }

  /** How far a value lies below the largest, infinite ones included. */
  static double depth(double value, double top) {
    return value == top ? 0 : top - value;
  }

  private static double rootMeanSquare(double[] x) {
    double top = Math.max(largest(x), -smallest(x));
    if (top == 0 || Double.isInfinite(top)) {
      return top;
    }
    double sum = Arrays.stream(x).map(v -> v / top).map(v -> v * v).sum();
    return top * Math.sqrt(sum / x.length);
  }

  /** The gradient for the first input of that value, zero for the others. */
  private static double[] only(double[] x, double chosen, double gradient) {
    double[] back = new double[x.length];
    back[first(x, chosen)] = gradient;
    return back;
  }

  private static int first(double[] x, double chosen) {
    for (int i = 0; i < x.length; i++) {
      if (x[i] == chosen || Double.isNaN(x[i])) {
        return i;
      }
    }
    throw new IllegalArgumentException("no input is " + chosen);
  }

  private static double[] all(double[] x, double gradient) {
    double[] back = new double[x.length];
    Arrays.fill(back, gradient);
    return back;
  }
}
