package dev.actzoo.activations;

import java.util.List;
import org.apache.commons.numbers.core.DD;

/** Rectifiers rounded off by an exponential. */
final class SmoothRectifiers {
  /** Every slope is its limit there, and squares are still far from too large. */
  private static final double VAST = 1e100;

  /** The fixed-point constants lambda and lambda * alpha of Klambauer et al., appendix A1. */
  private static final double SELU_SCALE = 1.0507009873554805;

  private static final double SELU_SCALE_ALPHA = 1.7580993408473768;

  static final Ridge ELU =
      Entry.named("elu")
          .formula(
              "x if x > 0 else exp(x) - 1",
              "\\begin{cases} x & x > 0 \\\\ e^x - 1 & x \\le 0 \\end{cases}")
          .paper("Clevert, Unterthiner & Hochreiter 2015, arXiv:1511.07289")
          .ridge(x -> x > 0 ? x : Math.expm1(x), x -> x > 0 ? 1 : Math.exp(x));

  static final Ridge SELU =
      Entry.named("selu")
          .formula(
              "1.0507009873554805 * x if x > 0 else 1.7580993408473768 * (exp(x) - 1)",
              "1.05070099 \\begin{cases} x & x > 0 \\\\"
                  + " 1.67326324\\,(e^x - 1) & x \\le 0 \\end{cases}")
          .paper("Klambauer et al. 2017, arXiv:1706.02515")
          .ridge(
              x -> x > 0 ? SELU_SCALE * x : SELU_SCALE_ALPHA * Math.expm1(x),
              x -> x > 0 ? SELU_SCALE : Exponential.scaled(SELU_SCALE_ALPHA, DD.of(x)));

  static final Ridge SOFTPLUS =
      Entry.named("softplus")
          .formula("log(1 + exp(x))", "\\ln(1 + e^x)")
          .paper(
              "Dugas et al. 2001, Incorporating Second-Order Functional Knowledge for Better Option"
                  + " Pricing")
          .note("The oneDNN kernel errs by up to 8e-6 for x below -30.")
          .ridge(Sigmoids::softplus, Sigmoids::sigmoid);

  static final Ridge SILU =
      Entry.named("silu", "swish")
          .formula("x * sigmoid(x)", "x\\,\\sigma(x)")
          .paper("Elfwing, Uchibe & Doya 2017, arXiv:1702.03118")
          .ridge(SigmoidGate.curve(DD::of, x -> 1));

  static final Ridge MISH =
      Entry.named("mish")
          .formula("x * tanh(log(1 + exp(x)))", "x \\tanh(\\ln(1 + e^x))")
          .paper("Misra 2019, arXiv:1908.08681")
          .ridge(SmoothRectifiers::mish, SmoothRectifiers::mishSlope);

  static final Ridge CELU =
      Entry.named("celu")
          .formula(
              "x if x > 0 else 2 * (exp(x / 2) - 1)",
              "\\begin{cases} x & x > 0 \\\\ \\alpha\\,(e^{x / \\alpha} - 1) & x \\le 0"
                  + " \\end{cases}")
          .parameter(Parameter.fixed("alpha", 2))
          .paper("Barron 2017, arXiv:1704.07483")
          .note(
              "With alpha 1, PyTorch's default, it is elu; here alpha is 2, so that it is another"
                  + " function.")
          .ridge(x -> x > 0 ? x : 2 * Math.expm1(x / 2), x -> x > 0 ? 1 : Math.exp(x / 2));

  static final Ridge SQUAREPLUS =
      Entry.named("squareplus")
          .formula("(x + sqrt(x^2 + 4)) / 2", "\\tfrac12\\left(x + \\sqrt{x^2 + b}\\right)")
          .parameter(Parameter.fixed("b", 4))
          .paper("Barron 2021, arXiv:2112.11687")
          .ridge(SmoothRectifiers::squareplus, SmoothRectifiers::squareplusSlope);

  static final Ridge BENT_IDENTITY =
      Entry.named("bent-identity")
          .formula("(sqrt(x^2 + 1) - 1) / 2 + x", "\\tfrac12\\left(\\sqrt{x^2 + 1} - 1\\right) + x")
          .paper("no known paper; Wikipedia, Activation function, by February 2018")
          .ridge(
              x -> {
                double u = Exponential.within(VAST, x);
                return x * (1 + u / (Math.hypot(1, u) + 1) / 2);
              },
              x -> {
                double u = Exponential.within(VAST, x);
                return 1 + u / Math.hypot(1, u) / 2;
              });

  static final Ridge ISRLU =
      Entry.named("isrlu")
          .formula(
              "x if x > 0 else x / sqrt(1 + x^2)",
              "\\begin{cases} x & x > 0 \\\\ x / \\sqrt{1 + \\alpha x^2} & x \\le 0 \\end{cases}")
          .parameter(Parameter.fixed("alpha", 1))
          .paper("Carlile, Delamarter, Kinney, Marti & Whitney 2017, arXiv:1710.09967")
          .ridge(
              x -> x > 0 ? x : Sigmoids.ISRU.value(x),
              x -> x > 0 ? 1 : Sigmoids.ISRU.derivative(x));

  static final Ridge LOG_SIGMOID =
      Entry.named("log-sigmoid", "logsigmoid")
          .formula("-softplus(-x)", "\\ln \\sigma(x)")
          .paper("Paszke et al. 2019, arXiv:1912.01703")
          .ridge(x -> -Sigmoids.softplus(-x), x -> Sigmoids.sigmoid(-x));

  static final List<Ridge> ALL =
      List.of(ELU, SELU, CELU, ISRLU, SOFTPLUS, SQUAREPLUS, BENT_IDENTITY, LOG_SIGMOID, SILU, MISH);

  private SmoothRectifiers() {}

  /** Left of zero by the reciprocal, as the two terms cancel there. */
  private static double squareplus(double x) {
    double root = Math.hypot(x, 2);
    return x < 0 ? 2 / (root - x) : x / 2 + root / 2;
  }

  private static double squareplusSlope(double x) {
    double u = Exponential.within(VAST, x);
    double root = Math.hypot(u, 2);
    return u < 0 ? 2 / (root * (root - u)) : (1 + u / root) / 2;
  }

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
