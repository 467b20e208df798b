package dev.actzoo.activations;

import dev.actzoo.activations.formula.UnaryFunction;
import java.util.List;
import org.apache.commons.numbers.core.DD;

/** The functions that saturate on both sides, or all but. */
final class Sigmoids {
  private static final double LECUN_SCALE = 1.7159;

  private static final double QUARTIC = 1.41645;

  /** Every function here is its limit there, and squares are still far from too large. */
  private static final double VAST = 1e100;

  /** Of which the fourth power is still a number. */
  private static final double RATIONAL_FAR = 1e70;

  static final Ridge TANH =
      Entry.named("tanh")
          .formula("tanh(x)", "\\tanh(x)")
          .paper("LeCun, Bottou, Orr & Mueller 1998, Efficient BackProp")
          .ridge(Math::tanh, x -> scaledBell(4, 2 * x));

  static final Ridge SIGMOID =
      Entry.named("sigmoid", "logistic")
          .formula("1 / (1 + exp(-x))", "\\frac{1}{1 + e^{-x}}")
          .paper(
              "Rumelhart, Hinton & Williams 1986, Learning Representations by Back-Propagating Errors")
          .ridge(Sigmoids::sigmoid, x -> scaledBell(1, x));

  static final Ridge SOFTSIGN =
      Entry.named("softsign")
          .formula("x / (1 + abs(x))", "\\frac{x}{1 + |x|}")
          .paper("Glorot & Bengio 2010, Understanding the Difficulty of Training Deep Networks")
          .ridge(
              x -> {
                double u = Exponential.within(VAST, x);
                return u / (1 + Math.abs(u));
              },
              x -> 1 / (1 + Math.abs(x)) / (1 + Math.abs(x)));

  static final Ridge ISRU =
      Entry.named("isru")
          .formula("x / sqrt(1 + x^2)", "\\frac{x}{\\sqrt{1 + \\alpha x^2}}")
          .parameter(Parameter.fixed("alpha", 1))
          .paper("Carlile, Delamarter, Kinney, Marti & Whitney 2017, arXiv:1710.09967")
          .ridge(
              x -> {
                double u = Exponential.within(VAST, x);
                return u / Math.hypot(1, u);
              },
              x -> 1 / Math.hypot(1, x) / Math.hypot(1, x) / Math.hypot(1, x));

  static final Ridge SQNL =
      Entry.named("sqnl", "square-nonlinearity")
          .formula(
              "(1 if x > 2 else x - x^2 / 4) if x > 0 else (-1 if x < -2 else x + x^2 / 4)",
              "\\begin{cases} x - \\operatorname{sign}(x)\\,x^2 / 4 & |x| \\le 2 \\\\"
                  + " \\operatorname{sign}(x) & |x| > 2 \\end{cases}")
          .paper("Wuraola & Patel 2018, SQNL: A New Computationally Efficient Activation Function")
          .ridge(
              x -> {
                double u = Exponential.within(2, x);
                return u * (1 - Math.abs(u) / 4);
              },
              x -> Math.max(0, 1 - Math.abs(x) / 2));

  static final Ridge ARCTAN =
      Entry.named("arctan", "atan")
          .formula("atan(x)", "\\arctan x")
          .paper(
              "Kamruzzaman & Aziz 2002, A Note on Activation Function in Multilayer Feedforward"
                  + " Learning")
          .ridge(Math::atan, x -> 1 / (1 + x * x));

  static final Ridge ASINH =
      Entry.named("asinh", "arcsinh")
          .formula("asinh(x)", "\\operatorname{asinh} x")
          .paper("Godfrey 2019, An Evaluation of Parametric Activation Functions for Deep Learning")
          .note("It grows without bound, as slowly as the logarithm.")
          .ridge(UnaryFunction.ASINH::apply, x -> 1 / Math.hypot(1, x));

  static final Ridge SYMLOG =
      Entry.named("symlog", "log-modulus")
          .formula("sign(x) * log(1 + abs(x))", "\\operatorname{sign}(x) \\ln(1 + |x|)")
          .paper("Hafner, Pasukonis, Ba & Lillicrap 2023, arXiv:2301.04104")
          .note("It grows without bound, as slowly as the logarithm.")
          .ridge(x -> Math.copySign(Math.log1p(Math.abs(x)), x), x -> 1 / (1 + Math.abs(x)));

  static final Ridge LECUN_TANH =
      Entry.named("lecun-tanh", "scaled-tanh")
          .formula("1.7159 * tanh(2 / 3 * x)", "1.7159 \\tanh(\\tfrac23 x)")
          .paper("LeCun, Bottou, Orr & Mueller 1998, Efficient BackProp")
          .ridge(
              x -> LECUN_SCALE * Math.tanh(2 * x / 3),
              x ->
                  scaledBell(LECUN_SCALE * 8 / 3, DD.of(4 * Exponential.near(x)).divide(DD.of(3))));

  static final Ridge RATIONAL_TANH =
      Entry.named("rational-tanh")
          .formula(
              "1.7159 * (1 - 1 / (1 + 2 / 3 * x + (2 / 3 * x)^2 + 1.41645 * (2 / 3 * x)^4)) if x > 0"
                  + " else -1.7159"
                  + " * (1 - 1 / (1 - 2 / 3 * x + (2 / 3 * x)^2 + 1.41645 * (2 / 3 * x)^4))",
              "1.7159 \\operatorname{sign}(x) \\left(1 - \\frac{1}{1 + |y| + y^2 + 1.41645\\,y^4}"
                  + "\\right),\\ y = \\tfrac23 x")
          .paper("Kalinovskiy & Spitsyn 2015, arXiv:1508.01292")
          .note("Deeplearning4j's Activation.RATIONALTANH.")
          .ridge(Sigmoids::rationalTanh, Sigmoids::rationalTanhSlope);

  static final Ridge RECTIFIED_TANH =
      Entry.named("rectified-tanh")
          .formula("max(0, tanh(x))", "\\max(0, \\tanh x)")
          .paper("Deeplearning4j, Activation.RECTIFIEDTANH, since 0.7 (2016)")
          .ridge(x -> Math.max(0, Math.tanh(x)), x -> x > 0 ? scaledBell(4, 2 * x) : 0);

  static final Ridge NORMAL_CDF =
      Entry.named("normal-cdf", "probit")
          .formula("Phi(x)", "\\Phi(x)")
          .paper("Bliss 1934, The Method of Probits")
          .ridge(
              x ->
                  x < 0
                      ? GeluFamily.timesBell(GeluFamily.tail(Exponential.near(x)), x)
                      : 1 - GeluFamily.timesBell(GeluFamily.tail(Exponential.near(x)), x),
              x -> GeluFamily.timesBell(1 / Math.sqrt(2 * Math.PI), x));

  static final List<Ridge> ALL =
      List.of(
          TANH,
          LECUN_TANH,
          RATIONAL_TANH,
          RECTIFIED_TANH,
          SIGMOID,
          NORMAL_CDF,
          SOFTSIGN,
          ISRU,
          SQNL,
          ARCTAN,
          ASINH,
          SYMLOG);

  private Sigmoids() {}

  static double sigmoid(double x) {
    double e = Math.exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  }

  static double softplus(double x) {
    return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /** sigmoid(x) * sigmoid(-x), the slope of the sigmoid. */
  static double bell(double x) {
    return scaledBell(1, x);
  }

  /** factor * sigmoid(x) * sigmoid(-x). */
  private static double scaledBell(double factor, double x) {
    return scaledBell(factor, DD.of(Exponential.near(x)));
  }

  private static double scaledBell(double factor, DD x) {
    DD fall = x.hi() > 0 ? x.negate() : x;
    double e = Math.exp(fall.hi());
    return Exponential.scaled(factor / ((1 + e) * (1 + e)), fall);
  }

  /** 1 - 1 / (1 + s) as s / (1 + s). */
  private static double rationalTanh(double x) {
    double y = Math.abs(2 * Exponential.within(RATIONAL_FAR, x) / 3);
    double sum = y + y * y + QUARTIC * y * y * y * y;
    return Math.copySign(LECUN_SCALE * (sum / (1 + sum)), x);
  }

  private static double rationalTanhSlope(double x) {
    double y = Math.abs(2 * Exponential.within(RATIONAL_FAR, x) / 3);
    double root = 1 + y + y * y + QUARTIC * y * y * y * y;
    return LECUN_SCALE * 2 / 3 * ((1 + 2 * y + 4 * QUARTIC * y * y * y) / root) / root;
  }
}
