package dev.actzoo.activations;

import java.util.List;

/** The functions that take small inputs to zero and leave large ones nearly alone. */
final class Shrinkages {
  private static final double WIDTH = 0.5;

  private static final int LEVELS = 41;

  static final Ridge HARD_SHRINK =
      Entry.named("hard-shrink", "hardshrink")
          .formula(
              "x if x > 0.5 else x if x < -0.5 else 0",
              "\\begin{cases} x & |x| > \\lambda \\\\ 0 & |x| \\le \\lambda \\end{cases}")
          .parameter(Parameter.fixed("lambda", WIDTH))
          .paper("Donoho & Johnstone 1994, Ideal Spatial Adaptation by Wavelet Shrinkage")
          .ridge(x -> Math.abs(x) > WIDTH ? x : 0, x -> Math.abs(x) > WIDTH ? 1 : 0);

  static final Ridge SOFT_SHRINK =
      Entry.named("soft-shrink", "softshrink")
          .formula(
              "x - 0.5 if x > 0.5 else x + 0.5 if x < -0.5 else 0",
              "\\operatorname{sign}(x)\\,\\max(0, |x| - \\lambda)")
          .parameter(Parameter.fixed("lambda", WIDTH))
          .paper("Donoho 1995, De-Noising by Soft-Thresholding")
          .ridge(
              x -> Math.abs(x) > WIDTH ? x - Math.copySign(WIDTH, x) : 0,
              x -> Math.abs(x) > WIDTH ? 1 : 0);

  static final Ridge TANH_SHRINK =
      Entry.named("tanh-shrink", "tanhshrink")
          .formula("x - tanh(x)", "x - \\tanh x")
          .paper("Paszke et al. 2019, arXiv:1912.01703")
          .ridge(Shrinkages::tanhShrink, x -> Math.tanh(x) * Math.tanh(x));

  static final List<Ridge> ALL = List.of(HARD_SHRINK, SOFT_SHRINK, TANH_SHRINK);

  private Shrinkages() {}

  /** Near zero by Lambert's continued fraction of tanh, whose terms are all of one sign. */
  private static double tanhShrink(double x) {
    if (Math.abs(x) > 2) {
      return x - Math.tanh(x);
    }
    double square = x * x;
    double tail = 0;
    for (int odd = LEVELS; odd >= 3; odd -= 2) {
      tail = square / (odd + tail);
    }
    return x * (tail / (1 + tail));
  }
}
