package dev.actzoo.activations;

import java.util.List;
import org.apache.commons.numbers.core.DD;

/** Rectifiers rounded off by an exponential. */
final class SmoothRectifiers {
  /** The fixed-point constants lambda and lambda * alpha of Klambauer et al., appendix A1. */
  private static final double SELU_SCALE = 1.0507009873554805;

  private static final double SELU_SCALE_ALPHA = 1.7580993408473768;

  static final Activation ELU =
      new Activation(
          "elu",
          List.of(),
          Family.RIDGE,
          new Formula(
              "x if x > 0, else exp(x) - 1",
              "\\begin{cases} x & x > 0 \\\\ e^x - 1 & x \\le 0 \\end{cases}"),
          "Clevert, Unterthiner & Hochreiter 2015, arXiv:1511.07289",
          new Curve(x -> x > 0 ? x : Math.expm1(x), x -> x > 0 ? 1 : Math.exp(x)));

  static final Activation SELU =
      new Activation(
          "selu",
          List.of(),
          Family.RIDGE,
          new Formula(
              "1.05070099 * (x if x > 0, else 1.67326324 * (exp(x) - 1))",
              "1.05070099 \\begin{cases} x & x > 0 \\\\"
                  + " 1.67326324\\,(e^x - 1) & x \\le 0 \\end{cases}"),
          "Klambauer et al. 2017, arXiv:1706.02515",
          new Curve(
              x -> x > 0 ? SELU_SCALE * x : SELU_SCALE_ALPHA * Math.expm1(x),
              x -> x > 0 ? SELU_SCALE : Exponential.scaled(SELU_SCALE_ALPHA, DD.of(x))));

  static final Activation SOFTPLUS =
      new Activation(
          "softplus",
          List.of(),
          Family.RIDGE,
          new Formula("ln(1 + exp(x))", "\\ln(1 + e^x)"),
          "Dugas et al. 2001, Incorporating Second-Order Functional Knowledge for Better Option"
              + " Pricing",
          new Curve(x -> Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x))), Sigmoids::sigmoid),
          "The oneDNN kernel errs by up to 8e-6 for x below -30.");

  static final Activation SILU =
      new Activation(
          "silu",
          List.of("swish"),
          Family.RIDGE,
          new Formula("x * sigmoid(x)", "x\\,\\sigma(x)"),
          "Elfwing, Uchibe & Doya 2017, arXiv:1702.03118",
          SigmoidGate.curve(DD::of, x -> 1));

  static final Activation MISH =
      new Activation(
          "mish",
          List.of(),
          Family.RIDGE,
          new Formula("x * tanh(ln(1 + exp(x)))", "x \\tanh(\\ln(1 + e^x))"),
          "Misra 2019, arXiv:1908.08681",
          new Curve(SmoothRectifiers::mish, SmoothRectifiers::mishSlope));

  static final List<Activation> ALL = List.of(ELU, SELU, SOFTPLUS, SILU, MISH);

  private SmoothRectifiers() {}

  /** With e = e^x, tanh(ln(1 + e)) is the rational function e (e + 2) / (e^2 + 2 e + 2). */
  private static double mish(double x) {
    double u = Math.max(-Exponential.FAR, x);
    double e = Math.exp(-Math.abs(u));
    return u < 0
        ? Exponential.scaled(u * (e + 2) / (e * (e + 2) + 2), DD.of(u))
        : u * ((1 + 2 * e) / (1 + 2 * e * (1 + e)));
  }

  /** e (e^3 + 4 e^2 + (6 + 4 x) e + 4 + 4 x) / (e^2 + 2 e + 2)^2, in 1 / e for positive x. */
  private static double mishSlope(double x) {
    double u = Exponential.near(x);
    double e = Math.exp(-Math.abs(u));
    if (u < 0) {
      double root = e * (e + 2) + 2;
      double numerator = 4 * (1 + u) + e * (6 + 4 * u + e * (4 + e));
      return Exponential.scaled(numerator / (root * root), DD.of(u));
    }
    double root = 1 + 2 * e * (1 + e);
    return (1 + e * (4 + e * (6 + 4 * u + e * (4 + 4 * u)))) / (root * root);
  }
}
