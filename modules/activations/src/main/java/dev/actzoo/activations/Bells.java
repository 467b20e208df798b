package dev.actzoo.activations;

import java.util.List;
import org.apache.commons.numbers.core.DD;

/** The even functions of one input with one peak or one valley. */
final class Bells {
  static final Ridge GAUSSIAN_RIDGE =
      Entry.named("gaussian-ridge", "gaussian-bump")
          .formula("exp(-x^2)", "e^{-x^2}")
          .paper(
              "Hartman, Keeler & Kowalski 1990, Layered Neural Networks with Gaussian Hidden"
                  + " Units as Universal Approximations")
          .ridge(x -> timesBell(1, x), x -> timesBell(-2 * Exponential.near(x), x));

  static final Ridge TRIANGULAR =
      Entry.named("triangular", "hat")
          .formula("relu(1 - abs(x))", "\\max(0, 1 - |x|)")
          .paper(
              "Courant 1943, Variational Methods for the Solution of Problems of Equilibrium and"
                  + " Vibrations")
          .ridge(x -> Math.max(0, 1 - Math.abs(x)), x -> Math.abs(x) < 1 ? -Math.signum(x) : 0);

  static final Ridge ABSOLUTE =
      Entry.named("absolute", "abs", "modulus")
          .formula("abs(x)", "|x|")
          .paper(
              "Jarrett, Kavukcuoglu, Ranzato & LeCun 2009, What Is the Best Multi-Stage"
                  + " Architecture for Object Recognition?")
          .ridge(Math::abs, Math::signum);

  static final List<Ridge> ALL = List.of(GAUSSIAN_RIDGE, TRIANGULAR, ABSOLUTE);

  private Bells() {}

  /** factor * e^(-x^2). */
  private static double timesBell(double factor, double x) {
    return Exponential.scaled(factor, DD.ofSquare(Exponential.near(x)).negate());
  }
}
