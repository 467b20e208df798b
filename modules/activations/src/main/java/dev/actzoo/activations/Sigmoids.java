package dev.actzoo.activations;

import java.util.List;
import org.apache.commons.numbers.core.DD;

/** The functions that saturate on both sides. */
final class Sigmoids {
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

  static final List<Ridge> ALL = List.of(TANH, SIGMOID);

  private Sigmoids() {}

  static double sigmoid(double x) {
    double e = Math.exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  }

  /** factor * sigmoid(x) * sigmoid(-x). */
  private static double scaledBell(double factor, double x) {
    double fall = -Math.abs(Exponential.near(x));
    double e = Math.exp(fall);
    return Exponential.scaled(factor / ((1 + e) * (1 + e)), DD.of(fall));
  }
}
