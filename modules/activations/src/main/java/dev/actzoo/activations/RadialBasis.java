package dev.actzoo.activations;

import java.util.List;
import org.apache.commons.numbers.core.DD;

/** The functions of a distance r, in units of the width. */
final class RadialBasis {
  private static final String BROOMHEAD =
      "Broomhead & Lowe 1988, Multivariable Functional Interpolation and Adaptive Networks";

  private static final String HARDY =
      "Hardy 1971, Multiquadric Equations of Topography and Other Irregular Surfaces";

  /** Beyond it every square is too large for a double; every limit is reached before. */
  private static final double VAST = 1e200;

  static final Radial GAUSSIAN =
      Entry.named("gaussian", "gaussian-rbf")
          .formula("exp(-r^2)", "e^{-r^2}")
          .paper(BROOMHEAD)
          .radial(r -> timesBell(1, r), r -> timesBell(-2 * Math.min(VAST, r), r));

  static final Radial MULTIQUADRIC =
      Entry.named("multiquadric", "mq")
          .formula("sqrt(1 + r^2)", "\\sqrt{1 + r^2}")
          .paper(HARDY)
          .radial(r -> Math.hypot(1, r), r -> Math.min(VAST, r) / Math.hypot(1, Math.min(VAST, r)));

  static final Radial INVERSE_MULTIQUADRIC =
      Entry.named("inverse-multiquadric", "imq")
          .formula("1 / sqrt(1 + r^2)", "\\frac{1}{\\sqrt{1 + r^2}}")
          .paper(HARDY)
          .radial(r -> 1 / Math.hypot(1, r), RadialBasis::inverseMultiquadricSlope);

  static final Radial INVERSE_QUADRATIC =
      Entry.named("inverse-quadratic", "cauchy")
          .formula("1 / (1 + r^2)", "\\frac{1}{1 + r^2}")
          .paper(BROOMHEAD)
          .radial(r -> 1 / (1 + r * r), RadialBasis::inverseQuadraticSlope);

  static final Radial THIN_PLATE_SPLINE =
      Entry.named("thin-plate-spline", "tps", "polyharmonic-2")
          .formula("r^2 * log(r) if r > 0 else 0", "r^2 \\ln r")
          .paper("Duchon 1977, Splines Minimizing Rotation-Invariant Semi-Norms in Sobolev Spaces")
          .radial(
              r -> r > 0 ? r * (r * Math.log(r)) : 0, r -> r > 0 ? r * (2 * Math.log(r) + 1) : 0);

  static final Radial POLYHARMONIC =
      Entry.named("polyharmonic", "polyharmonic-3", "cubic-rbf")
          .formula("r^3", "r^3")
          .paper("Duchon 1977, Splines Minimizing Rotation-Invariant Semi-Norms in Sobolev Spaces")
          .radial(r -> r * r * r, r -> 3 * r * r);

  static final Radial BUMP =
      Entry.named("bump", "mollifier")
          .formula(
              "exp(-r^2 / (1 - r^2)) if r < 1 else 0",
              "\\begin{cases} e^{-r^2 / (1 - r^2)} & r < 1 \\\\ 0 & r \\ge 1 \\end{cases}")
          .paper("Friedrichs 1944, The Identity of Weak and Strong Extensions")
          .note("Nothing outside of the unit ball; smooth at its edge, but analytic nowhere on it.")
          .radial(RadialBasis::bump, RadialBasis::bumpSlope);

  static final Radial EXPONENTIAL =
      Entry.named("exponential-rbf", "laplacian-rbf", "matern-1")
          .formula("exp(-r)", "e^{-r}")
          .paper("Matern 1960, Spatial Variation")
          .radial(r -> Math.exp(-r), r -> -Math.exp(-r));

  static final Radial MATERN =
      Entry.named("matern", "matern-3")
          .formula("(1 + r) * exp(-r)", "(1 + r)\\,e^{-r}")
          .paper("Matern 1960, Spatial Variation")
          .radial(
              r -> Exponential.scaled(1 + near(r), DD.of(-near(r))),
              r -> Exponential.scaled(-near(r), DD.of(-near(r))));

  static final Radial WENDLAND =
      Entry.named("wendland", "wendland-c2")
          .formula("(1 - r)^4 * (4 * r + 1) if r < 1 else 0", "\\max(0, 1 - r)^4\\,(4 r + 1)")
          .paper(
              "Wendland 1995, Piecewise Polynomial, Positive Definite and Compactly Supported"
                  + " Radial Functions of Minimal Degree")
          .radial(RadialBasis::wendland, RadialBasis::wendlandSlope);

  static final List<Radial> ALL =
      List.of(
          GAUSSIAN,
          MULTIQUADRIC,
          INVERSE_MULTIQUADRIC,
          INVERSE_QUADRATIC,
          THIN_PLATE_SPLINE,
          POLYHARMONIC,
          BUMP,
          EXPONENTIAL,
          MATERN,
          WENDLAND);

  private RadialBasis() {}

  private static double near(double r) {
    return Math.min(Exponential.FAR, r);
  }

  /** factor * e^(-r^2). */
  private static double timesBell(double factor, double r) {
    return Exponential.scaled(factor, DD.ofSquare(near(r)).negate());
  }

  private static double inverseMultiquadricSlope(double r) {
    double u = Math.min(VAST, r);
    double hypotenuse = Math.hypot(1, u);
    return -u / hypotenuse / hypotenuse / hypotenuse;
  }

  private static double inverseQuadraticSlope(double r) {
    double u = Math.min(VAST, r);
    double value = 1 / (1 + u * u);
    return -2 * u * value * value;
  }

  private static double bump(double r) {
    return r < 1 ? Exponential.scaled(1, bumpExponent(r)) : 0;
  }

  private static double bumpSlope(double r) {
    if (r >= 1) {
      return 0;
    }
    double gap = (1 - r) * (1 + r);
    DD exponent = bumpExponent(r);
    return exponent.hi() < -Exponential.FAR
        ? 0
        : Exponential.scaled(-2 * r / (gap * gap), exponent);
  }

  /** -r^2 / (1 - r^2). */
  private static DD bumpExponent(double r) {
    DD gap = DD.ofDifference(1, r).multiply(DD.ofSum(1, r));
    return DD.ofSquare(r).divide(gap).negate();
  }

  private static double wendland(double r) {
    double gap = Math.max(0, 1 - r);
    return gap == 0 ? 0 : gap * gap * gap * gap * (4 * r + 1);
  }

  private static double wendlandSlope(double r) {
    double gap = Math.max(0, 1 - r);
    return gap == 0 ? 0 : -20 * r * gap * gap * gap;
  }
}
