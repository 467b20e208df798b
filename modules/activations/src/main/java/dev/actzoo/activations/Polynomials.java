package dev.actzoo.activations;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Powers, and a quotient of polynomials. */
final class Polynomials {
  private static final double[] NUMERATOR = {
    0.02979278, 0.61837353, 2.32330906, 3.05193624, 1.48542032, 0.25102450
  };

  private static final double[] DENOMINATOR = {1, 1.14195484, 4.39315997, 0.87147123, 0.34720652};

  private static final double[] CUBIC = {0.0218, 0.5, 1.5957, 1.1915};

  private static final double[] QUADRATIC = {1, 0, 2.383};

  /** Far enough out for the quotient to be its limit, near enough for its powers to be finite. */
  private static final double FAR = 1e40;

  static final Ridge SQUARE =
      Entry.named("square", "quadratic")
          .formula("x^2", "x^2")
          .paper("Livni, Shalev-Shwartz & Shamir 2014, arXiv:1410.1141")
          .ridge(x -> x * x, x -> 2 * x);

  static final Ridge CUBE =
      Entry.named("cube", "cubic")
          .formula("x^3", "x^3")
          .paper("Chen & Manning 2014, A Fast and Accurate Dependency Parser Using Neural Networks")
          .ridge(x -> x * x * x, x -> 3 * x * x);

  static final Ridge PAU = pau();

  static final Ridge RATIONAL =
      Entry.named("rational", "rational-3-2")
          .formula(
              "(a3 * x^3 + a2 * x^2 + a1 * x + a0) / (b2 * x^2 + 1); a3 ~ 1.1915, a2 ~ 1.5957,"
                  + " a1 ~ 0.5, a0 ~ 0.0218, b2 ~ 2.383",
              "\\frac{a_3 x^3 + a_2 x^2 + a_1 x + a_0}{b_2 x^2 + 1}")
          .parameter(Parameter.learnedPerLayer("a3", 1.1915))
          .parameter(Parameter.learnedPerLayer("a2", 1.5957))
          .parameter(Parameter.learnedPerLayer("a1", 0.5))
          .parameter(Parameter.learnedPerLayer("a0", 0.0218))
          .parameter(Parameter.learnedPerLayer("b2", 2.383))
          .paper("Boulle, Nakatsukasa & Townsend 2020, arXiv:2004.01902")
          .note("It starts from the best such approximation of relu on [-1, 1].")
          .ridge(x -> quotient(CUBIC, QUADRATIC, x, x), x -> quotientSlope(CUBIC, QUADRATIC, x, 1));

  static final List<Ridge> ALL = List.of(SQUARE, CUBE, PAU, RATIONAL);

  private Polynomials() {}

  private static Ridge pau() {
    Entry entry =
        Entry.named("pau", "pade")
            .formula(
                "(%s) / (1 + %s); %s"
                    .formatted(
                        terms("a", 0, NUMERATOR.length, "%s%d * x^%d"),
                        terms("b", 1, DENOMINATOR.length, "abs(%s%d * x^%d)"),
                        declarations()),
                "\\frac{\\sum_{i=0}^5 a_i x^i}{1 + \\sum_{j=1}^4 |b_j x^j|}")
            .paper("Molina, Schramowski & Kersting 2019, arXiv:1907.06732")
            .note(
                "It starts within 0.03 of leaky-relu on [-3, 3]. The denominator has the sum of"
                    + " absolute values; the absolute value of the sum, of which the paper also"
                    + " speaks, has kinks where the sum changes its sign.");
    for (int i = 0; i < NUMERATOR.length; i++) {
      entry = entry.parameter(Parameter.learnedPerLayer("a" + i, NUMERATOR[i]));
    }
    for (int i = 1; i < DENOMINATOR.length; i++) {
      entry = entry.parameter(Parameter.learnedPerLayer("b" + i, DENOMINATOR[i]));
    }
    return entry.ridge(
        x -> quotient(NUMERATOR, DENOMINATOR, x, Math.abs(x)),
        x -> quotientSlope(NUMERATOR, DENOMINATOR, x, Math.copySign(1, x)));
  }

  private static String terms(String name, int from, int to, String term) {
    return IntStream.range(from, to)
        .mapToObj(i -> i == 0 ? name + 0 : term.formatted(name, i, i).replace("x^1", "x"))
        .collect(Collectors.joining(" + "));
  }

  private static String declarations() {
    String numerator = declarations("a", 0, NUMERATOR);
    return numerator + ", " + declarations("b", 1, DENOMINATOR);
  }

  private static String declarations(String name, int from, double[] values) {
    return IntStream.range(from, values.length)
        .mapToObj(i -> String.format(Locale.ROOT, "%s%d ~ %s", name, i, values[i]))
        .collect(Collectors.joining(", "));
  }

  /** The quotient of two polynomials, of x and of some y, that grows like x far out. */
  private static double quotient(double[] above, double[] below, double x, double y) {
    double u = Math.max(-FAR, Math.min(FAR, x));
    double v = Math.max(-FAR, Math.min(FAR, y));
    double value = polynomial(above, u) / polynomial(below, v);
    return u == x ? value : value / u * x;
  }

  /**
   * Its slope.
   *
   * @param sign dy/dx, and y is x times it
   */
  private static double quotientSlope(double[] above, double[] below, double x, double sign) {
    double u = Math.max(-FAR, Math.min(FAR, x));
    double v = sign * u;
    double q = polynomial(below, v);
    double slope = sign * derivative(below, v);
    return derivative(above, u) / q - polynomial(above, u) / q * (slope / q);
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      sum = sum * x + coefficients[i];
    }
    return sum;
  }

  private static double derivative(double[] coefficients, double x) {
    double sum = 0;
    for (int i = coefficients.length - 1; i > 0; i--) {
      sum = sum * x + i * coefficients[i];
    }
    return sum;
  }
}
