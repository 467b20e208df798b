package dev.actzoo.activations;

import java.util.List;
import org.apache.commons.numbers.core.DD;

/**
 * The functions that oscillate. They have no limits at the infinities and are NaN there, but for
 * the cardinal sine.
 */
final class Periodic {
  private static final double SIREN_FREQUENCY = 30;

  static final Ridge SINUSOID =
      Entry.named("sinusoid", "sin", "sine")
          .formula("sin(x)", "\\sin x")
          .paper("Lapedes & Farber 1987, Nonlinear Signal Processing Using Neural Networks")
          .ridge(Math::sin, Math::cos);

  static final Ridge SIREN =
      Entry.named("siren")
          .formula("sin(30 * x)", "\\sin(30\\,x)")
          .parameter(Parameter.fixed("omega", SIREN_FREQUENCY))
          .paper("Sitzmann et al. 2020, arXiv:2006.09661")
          .note(
              "Weights before it start as in its paper, uniform in +-sqrt(6 / n) / 30, so that"
                  + " omega turns an input of root mean square 1 / 30, and take steps 1 / 30 as"
                  + " long; the wider start that the paper gives the first layer, for coordinates,"
                  + " is left out.")
          .start(1 / SIREN_FREQUENCY, true)
          .ridge(
              x -> {
                DD turn = DD.ofProduct(SIREN_FREQUENCY, x);
                return Math.sin(turn.hi()) + turn.lo() * Math.cos(turn.hi());
              },
              x -> {
                DD turn = DD.ofProduct(SIREN_FREQUENCY, x);
                return SIREN_FREQUENCY * (Math.cos(turn.hi()) - turn.lo() * Math.sin(turn.hi()));
              });

  static final Ridge SNAKE =
      Entry.named("snake")
          .formula("x + sin(a * x)^2 / a; a ~ 1", "x + \\tfrac1a \\sin^2(a\\,x)")
          .parameter(Parameter.learnedPerLayer("a", 1))
          .paper("Ziyin, Hartwig & Ueda 2020, arXiv:2006.08195")
          .ridge(x -> x + Math.sin(x) * Math.sin(x), x -> 1 + Math.sin(2 * x));

  static final Ridge GCU =
      Entry.named("gcu", "growing-cosine")
          .formula("x * cos(x)", "x \\cos x")
          .paper("Noel, Trivedi & Dutta 2021, arXiv:2108.12943")
          .ridge(x -> x * Math.cos(x), x -> Math.cos(x) - x * Math.sin(x));

  static final Ridge SINC =
      Entry.named("sinc", "cardinal-sine")
          .formula("sinc(x)", "\\frac{\\sin x}{x}")
          .paper("no known paper; Wikipedia, Activation function, by February 2018")
          .ridge(Periodic::sinc, Periodic::sincSlope);

  static final List<Ridge> ALL = List.of(SINUSOID, SIREN, SNAKE, GCU, SINC);

  private Periodic() {}

  private static double sinc(double x) {
    if (Double.isInfinite(x)) {
      return 0;
    }
    return x == 0 ? 1 : Math.sin(x) / x;
  }

  /** Near zero by Taylor's series, as its two terms cancel there. */
  private static double sincSlope(double x) {
    if (Double.isInfinite(x)) {
      return 0;
    }
    if (Math.abs(x) >= 1) {
      return (Math.cos(x) - sinc(x)) / x;
    }
    double sum = 0;
    double power = -x / 3;
    for (int n = 1; sum + power != sum; n++) {
      sum += power;
      power *= -x * x * (n + 1) / (n * (2.0 * n + 2) * (2 * n + 3));
    }
    return sum;
  }
}
