package dev.actzoo.activations.formula;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;

/** A function of one number that a formula may use. */
public enum UnaryFunction {
  NEGATE("-", "-", x -> -x),
  EXP("exp", "\\exp", Math::exp),
  LOG("log", "\\ln", Math::log),
  /** ln(1 + x). */
  LOG1P("log1p", "\\operatorname{log1p}", Math::log1p),
  /** e^x - 1. */
  EXPM1("expm1", "\\operatorname{expm1}", Math::expm1),
  SQRT("sqrt", "\\sqrt", Math::sqrt),
  ABS("abs", "\\left|\\cdot\\right|", Math::abs),
  SIGN("sign", "\\operatorname{sign}", Math::signum),
  /** 1 for positive x, else 0. */
  STEP("step", "\\operatorname{step}", x -> Double.isNaN(x) ? x : x > 0 ? 1 : 0),
  SIN("sin", "\\sin", Math::sin),
  COS("cos", "\\cos", Math::cos),
  TAN("tan", "\\tan", Math::tan),
  SINH("sinh", "\\sinh", Math::sinh),
  COSH("cosh", "\\cosh", Math::cosh),
  TANH("tanh", "\\tanh", Math::tanh),
  ASINH("asinh", "\\operatorname{asinh}", UnaryFunction::asinh),
  ATAN("atan", "\\arctan", Math::atan),
  ERF("erf", "\\operatorname{erf}", Erf::value),
  /** The cumulative distribution function of the standard normal distribution. */
  PHI("Phi", "\\Phi", x -> 0.5 * Erfc.value(-x * Math.sqrt(0.5))),
  /** 1 / (1 + e^-x). */
  SIGMOID("sigmoid", "\\sigma", UnaryFunction::sigmoid),
  /** ln(1 + e^x). */
  SOFTPLUS(
      "softplus",
      "\\operatorname{softplus}",
      x -> Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)))),
  RELU("relu", "\\operatorname{relu}", x -> Math.max(0, x)),
  RELU6("relu6", "\\operatorname{relu6}", x -> Math.min(Math.max(0, x), 6)),
  /** sin(x) / x, 1 at 0 and 0 at the infinities. */
  SINC("sinc", "\\operatorname{sinc}", UnaryFunction::sinc),
  /** The derivative of sinc. */
  DSINC("dsinc", "\\operatorname{sinc}'", UnaryFunction::dsinc);

  private final String text;
  private final String latex;
  private final DoubleUnaryOperator value;

  UnaryFunction(String text, String latex, DoubleUnaryOperator value) {
    this.text = text;
    this.latex = latex;
    this.value = value;
  }

  /** Its name in a formula. */
  public String text() {
    return text;
  }

  /** Its name in LaTeX. */
  String latex() {
    return latex;
  }

  public double apply(double x) {
    return value.applyAsDouble(x);
  }

  private static double sigmoid(double x) {
    double e = Math.exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  }

  private static double sinc(double x) {
    if (Double.isInfinite(x)) {
      return 0;
    }
    return x == 0 ? 1 : Math.sin(x) / x;
  }

  /** (cos x - sinc x) / x, near 0 by its series, the sum of (-1)^k 2k x^(2k-1) / (2k+1)!. */
  private static double dsinc(double x) {
    if (Double.isInfinite(x)) {
      return 0;
    }
    if (Math.abs(x) > 1) {
      return (Math.cos(x) - Math.sin(x) / x) / x;
    }
    double power = -x / 3;
    double sum = power;
    for (int k = 2; k <= 10; k++) {
      power *= -x * x * k / ((k - 1.0) * 2 * k * (2 * k + 1));
      sum += power;
    }
    return sum;
  }

  private static double asinh(double x) {
    double size = Math.abs(x);
    double result =
        size > 1e150
            ? Math.log(size) + Math.log(2)
            : Math.log1p(size + size * size / (1 + Math.sqrt(1 + size * size)));
    return Math.copySign(result, x);
  }
}
