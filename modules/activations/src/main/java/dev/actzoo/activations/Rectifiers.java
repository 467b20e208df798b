package dev.actzoo.activations;

import java.util.List;

/** The piecewise polynomials: the identity, and what is made of it by cutting and scaling. */
final class Rectifiers {
  static final Ridge IDENTITY =
      Entry.named("identity", "linear")
          .formula("x", "x")
          .paper("Widrow & Hoff 1960, Adaptive Switching Circuits")
          .ridge(x -> x, x -> 1);

  static final Ridge RELU =
      Entry.named("relu", "rectifier")
          .formula("max(0, x)", "\\max(0, x)")
          .paper("Nair & Hinton 2010, Rectified Linear Units Improve Restricted Boltzmann Machines")
          .ridge(x -> Math.max(0, x), x -> x > 0 ? 1 : 0);

  static final Ridge LEAKY_RELU =
      Entry.named("leaky-relu", "leakyrelu", "lrelu")
          .formula(
              "x if x > 0 else 0.01 * x",
              "\\begin{cases} x & x > 0 \\\\ 0.01\\,x & x \\le 0 \\end{cases}")
          .paper(
              "Maas, Hannun & Ng 2013, Rectifier Nonlinearities Improve Neural Network Acoustic Models")
          .ridge(x -> x > 0 ? x : 0.01 * x, x -> x > 0 ? 1 : 0.01);

  static final Ridge RELU6 =
      Entry.named("relu6", "relu-6")
          .formula("min(max(0, x), 6)", "\\min(\\max(0, x), 6)")
          .paper("Krizhevsky 2010, Convolutional Deep Belief Networks on CIFAR-10")
          .ridge(Rectifiers::relu6, x -> x > 0 && x < 6 ? 1 : 0);

  static final Ridge HARD_SWISH =
      Entry.named("hard-swish", "hardswish", "h-swish")
          .formula("x * relu6(x + 3) / 6", "\\tfrac{x}{6}\\,\\min(\\max(0, x + 3), 6)")
          .paper("Howard et al. 2019, arXiv:1905.02244")
          .ridge(Rectifiers::hardSwish, Rectifiers::hardSwishSlope);

  static final List<Ridge> ALL = List.of(IDENTITY, RELU, LEAKY_RELU, RELU6, HARD_SWISH);

  private Rectifiers() {}

  private static double relu6(double x) {
    return Math.min(Math.max(0, x), 6);
  }

  private static double hardSwish(double x) {
    if (x <= -3) {
      return 0;
    }
    return x >= 3 ? x : x * (x + 3) / 6;
  }

  private static double hardSwishSlope(double x) {
    if (x <= -3) {
      return 0;
    }
    return x >= 3 ? 1 : (2 * x + 3) / 6;
  }
}
