package dev.actzoo.activations;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.core.DD;
import org.apache.commons.numbers.gamma.Erf;

/**
 * The functions x * g(x) whose gate g rises from 0 to about 1, beside GELU and SiLU.
 *
 * <p>Left of zero every gate here is e^x times a bounded function, and that is what is computed:
 * e^x underflows before its product with x does.
 */
final class SelfGated {
  private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

  private static final double ESWISH = 1.25;

  static final Ridge SWISH_BETA =
      Entry.named("swish-beta", "learned-swish")
          .formula("x * sigmoid(beta * x); beta ~ 1", "x\\,\\sigma(\\beta x)")
          .parameter(Parameter.learnedPerLayer("beta", 1))
          .paper("Ramachandran, Zoph & Le 2017, arXiv:1710.05941")
          .ridge(SmoothRectifiers.SILU.curve());

  static final Ridge ESWISH_ENTRY =
      Entry.named("eswish", "e-swish")
          .formula("1.25 * x * sigmoid(x)", "\\beta\\,x\\,\\sigma(x)")
          .parameter(Parameter.fixed("beta", ESWISH))
          .paper("Alcaide 2018, arXiv:1801.07145")
          .ridge(
              x -> ESWISH * SmoothRectifiers.SILU.value(x),
              x -> ESWISH * SmoothRectifiers.SILU.derivative(x));

  static final Ridge SERF =
      Entry.named("serf")
          .formula("x * erf(log(1 + exp(x)))", "x \\operatorname{erf}(\\ln(1 + e^x))")
          .paper("Nag, Bhattacharyya, Mukherjee & Kundu 2021, arXiv:2108.09598")
          .ridge(
              gated(
                  e -> Erf.value(Math.log1p(e)),
                  e -> TWO_OVER_ROOT_PI * bell(Math.log1p(e)) / (1 + e),
                  TWO_OVER_ROOT_PI,
                  x -> Erf.value(Sigmoids.softplus(x)),
                  x -> TWO_OVER_ROOT_PI * bell(Sigmoids.softplus(x)) * Sigmoids.sigmoid(x)));

  static final Ridge SMISH =
      Entry.named("smish")
          .formula("x * tanh(log(1 + sigmoid(x)))", "x \\tanh(\\ln(1 + \\sigma(x)))")
          .paper(
              "Wang, Ren & Wang 2022, Smish: A Novel Activation Function for Deep Learning"
                  + " Methods")
          .ridge(
              gated(
                  e -> smishGate(e / (1 + e)),
                  e -> smishSlope(e / (1 + e)) / ((1 + e) * (1 + e)),
                  1,
                  x -> smishGate(Sigmoids.sigmoid(x)),
                  x -> smishSlope(Sigmoids.sigmoid(x)) * Sigmoids.bell(x)));

  static final Ridge LOGISH =
      Entry.named("logish")
          .formula("x * log(1 + sigmoid(x))", "x \\ln(1 + \\sigma(x))")
          .paper(
              "Zhu, Zeng, Zhang & Wang 2021, Logish: A New Nonlinear Nonmonotonic Activation"
                  + " Function for Convolutional Neural Network")
          .ridge(
              gated(
                  e -> Math.log1p(e / (1 + e)),
                  e -> 1 / ((1 + e) * (1 + 2 * e)),
                  1,
                  x -> Math.log1p(Sigmoids.sigmoid(x)),
                  x -> Sigmoids.bell(x) / (1 + Sigmoids.sigmoid(x))));

  static final Ridge TANHEXP =
      Entry.named("tanhexp", "tanh-exp")
          .formula("x * tanh(exp(x))", "x \\tanh(e^x)")
          .paper("Liu & Di 2020, arXiv:2003.09855")
          .ridge(
              gated(
                  Math::tanh,
                  SelfGated::sechSquared,
                  1,
                  x -> Math.tanh(Math.exp(x)),
                  x -> x > 7 ? 0 : Math.exp(x) * sechSquared(Math.exp(x))));

  static final Ridge PHISH =
      Entry.named("phish")
          .formula("x * tanh(x * Phi(x))", "x \\tanh(x\\,\\Phi(x))")
          .paper("Naveen 2022, Phish: A Novel Hyper-Optimizable Activation Function")
          .ridge(SelfGated::phish, SelfGated::phishSlope);

  static final Ridge ARIA2 =
      Entry.named("aria-2", "aria2")
          .formula("x * (1 + exp(-2 * x))^-1.5", "x\\,(1 + e^{-\\beta x})^{-\\alpha}")
          .parameter(Parameter.fixed("alpha", 1.5))
          .parameter(Parameter.fixed("beta", 2))
          .paper("Patwardhan, Ingalhalikar & Walambe 2018, arXiv:1805.08878")
          .ridge(SelfGated::aria2, SelfGated::aria2Slope);

  static final Ridge ELISH =
      Entry.named("elish")
          .formula(
              "x * sigmoid(x) if x > 0 else (exp(x) - 1) * sigmoid(x)",
              "\\begin{cases} x\\,\\sigma(x) & x > 0 \\\\"
                  + " (e^x - 1)\\,\\sigma(x) & x \\le 0 \\end{cases}")
          .paper("Basirat & Roth 2018, arXiv:1808.00783")
          .ridge(
              x -> x > 0 ? SmoothRectifiers.SILU.value(x) : Math.expm1(x) * Sigmoids.sigmoid(x),
              SelfGated::elishSlope);

  static final List<Ridge> ALL =
      List.of(SWISH_BETA, ESWISH_ENTRY, SERF, SMISH, LOGISH, TANHEXP, PHISH, ARIA2, ELISH);

  private SelfGated() {}

  /**
   * The curve x * g(x).
   *
   * @param left g as a function of e = e^x, for x up to 0
   * @param leftSlope its derivative with respect to e
   * @param start that derivative at e = 0
   * @param right g, for x from 0
   * @param rightSlope its derivative
   */
  private static Curve gated(
      DoubleUnaryOperator left,
      DoubleUnaryOperator leftSlope,
      double start,
      DoubleUnaryOperator right,
      DoubleUnaryOperator rightSlope) {
    return new Curve(
        x -> {
          if (x >= 0) {
            return x * right.applyAsDouble(x);
          }
          double u = Exponential.near(x);
          return Exponential.scaled(u * ratio(left, start, Math.exp(u)), DD.of(u));
        },
        x -> {
          double u = Exponential.near(x);
          if (u >= 0) {
            return right.applyAsDouble(u) + u * rightSlope.applyAsDouble(u);
          }
          double e = Math.exp(u);
          double factor = ratio(left, start, e) + u * leftSlope.applyAsDouble(e);
          return Exponential.scaled(factor, DD.of(u));
        });
  }

  /** g(e) / e. */
  private static double ratio(DoubleUnaryOperator gate, double start, double e) {
    return e < 1e-300 ? start : gate.applyAsDouble(e) / e;
  }

  private static double bell(double x) {
    return Math.exp(-x * x);
  }

  /** tanh(ln(1 + s)). */
  private static double smishGate(double s) {
    return s * (2 + s) / (s * (2 + s) + 2);
  }

  private static double smishSlope(double s) {
    double root = s * (2 + s) + 2;
    return 4 * (1 + s) / (root * root);
  }

  private static double sechSquared(double x) {
    return 1 / Math.cosh(x) / Math.cosh(x);
  }

  private static double phish(double x) {
    double u = Math.max(-Exponential.FAR, x);
    double gelu = GeluFamily.GELU.value(u);
    if (u >= 0) {
      return u * Math.tanh(gelu);
    }
    return GeluFamily.timesBell(u * u * GeluFamily.tail(u) * tanhRatio(gelu), u);
  }

  private static double phishSlope(double x) {
    double u = Exponential.near(x);
    double gelu = GeluFamily.GELU.value(u);
    if (u >= 0) {
      return Math.tanh(gelu) + u * sechSquared(gelu) * GeluFamily.GELU.derivative(u);
    }
    double tail = GeluFamily.tail(u);
    double slope = tail + u / Math.sqrt(2 * Math.PI);
    return GeluFamily.timesBell(u * (tail * tanhRatio(gelu) + sechSquared(gelu) * slope), u);
  }

  /** tanh(x) / x. */
  private static double tanhRatio(double x) {
    return Math.abs(x) < 1e-300 ? 1 : Math.tanh(x) / x;
  }

  private static double aria2(double x) {
    double u = Math.max(-Exponential.FAR, x);
    double w = Math.pow(1 + Math.exp(-2 * Math.abs(u)), -1.5);
    return u >= 0 ? u * w : Exponential.scaled(u * w, DD.ofProduct(3, u));
  }

  private static double aria2Slope(double x) {
    double u = Exponential.near(x);
    double w = Math.pow(1 + Math.exp(-2 * Math.abs(u)), -1.5);
    double factor = w * (1 + 3 * u * Sigmoids.sigmoid(-2 * u));
    return u >= 0 ? factor : Exponential.scaled(factor, DD.ofProduct(3, u));
  }

  private static double elishSlope(double x) {
    if (x > 0) {
      return SmoothRectifiers.SILU.derivative(x);
    }
    double e = Math.exp(x);
    return e * (e * (e + 2) - 1) / ((1 + e) * (1 + e));
  }
}
