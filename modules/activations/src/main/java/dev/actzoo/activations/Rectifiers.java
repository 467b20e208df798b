package dev.actzoo.activations;

import java.util.List;

/** The piecewise polynomials: the identity, and what is made of it by cutting and scaling. */
final class Rectifiers {
  static final Activation IDENTITY =
      new Activation(
          "identity",
          List.of("linear"),
          Family.RIDGE,
          new Formula("x", "x"),
          "Widrow & Hoff 1960, Adaptive Switching Circuits",
          new Curve(x -> x, x -> 1));

  static final Activation RELU =
      new Activation(
          "relu",
          List.of("rectifier"),
          Family.RIDGE,
          new Formula("max(0, x)", "\\max(0, x)"),
          "Nair & Hinton 2010, Rectified Linear Units Improve Restricted Boltzmann Machines",
          new Curve(x -> Math.max(0, x), x -> x > 0 ? 1 : 0));

  static final Activation LEAKY_RELU =
      new Activation(
          "leaky-relu",
          List.of("leakyrelu", "lrelu"),
          Family.RIDGE,
          new Formula(
              "x if x > 0, else 0.01 * x",
              "\\begin{cases} x & x > 0 \\\\ 0.01\\,x & x \\le 0 \\end{cases}"),
          "Maas, Hannun & Ng 2013, Rectifier Nonlinearities Improve Neural Network Acoustic Models",
          new Curve(x -> x > 0 ? x : 0.01 * x, x -> x > 0 ? 1 : 0.01));

  static final Activation RELU6 =
      new Activation(
          "relu6",
          List.of("relu-6"),
          Family.RIDGE,
          new Formula("min(max(0, x), 6)", "\\min(\\max(0, x), 6)"),
          "Krizhevsky 2010, Convolutional Deep Belief Networks on CIFAR-10",
          new Curve(Rectifiers::relu6, x -> x > 0 && x < 6 ? 1 : 0));

  static final Activation HARD_SWISH =
      new Activation(
          "hard-swish",
          List.of("hardswish", "h-swish"),
          Family.RIDGE,
          new Formula("x * relu6(x + 3) / 6", "\\tfrac{x}{6}\\,\\min(\\max(0, x + 3), 6)"),
          "Howard et al. 2019, arXiv:1905.02244",
          new Curve(Rectifiers::hardSwish, Rectifiers::hardSwishSlope));

  static final List<Activation> ALL = List.of(IDENTITY, RELU, LEAKY_RELU, RELU6, HARD_SWISH);

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
