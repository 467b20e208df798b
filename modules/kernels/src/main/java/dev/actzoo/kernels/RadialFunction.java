package dev.actzoo.kernels;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A function of a distance that the kernels can run forward and backward, here as one of the
 * distance's square x = r^2: what is computed of points and centres is the square, and the gradient
 * needs the slope along it, which is finite wherever the distance is not zero. The constant's name
 * in kebab case is the activation's name in the catalogue.
 */
public enum RadialFunction {
  GAUSSIAN(1, "exp(-x)", "-exp(-x)"),
  MULTIQUADRIC(1, "sqrt(1 + x)", "0.5 / sqrt(1 + x)"),
  INVERSE_MULTIQUADRIC(1, "1 / sqrt(1 + x)", "-0.5 / ((1 + x) * sqrt(1 + x))"),
  INVERSE_QUADRATIC(1, "1 / (1 + x)", "-1 / (1 + x)^2"),
  THIN_PLATE_SPLINE(1, "0.5 * x * log(x) if x > 0 else 0", "0.5 * (log(x) + 1)"),
  POLYHARMONIC(1, "x * sqrt(x)", "1.5 * sqrt(x)"),
  BUMP(2, "exp(-x / (1 - x)) if x < 1 else 0", "-exp(-x / (1 - x)) / (1 - x)^2 if x < 1 else 0"),
  EXPONENTIAL_RBF(1, "exp(-sqrt(x))", "-0.5 * exp(-sqrt(x)) / sqrt(x)"),
  MATERN(1, "(1 + sqrt(x)) * exp(-sqrt(x))", "-0.5 * exp(-sqrt(x))"),
  WENDLAND(2, "relu(1 - sqrt(x))^4 * (4 * sqrt(x) + 1)", "-10 * relu(1 - sqrt(x))^3");

  /** Of the logarithm of a width. */
  static final FormulaPointwise INVERSE_SQUARED_WIDTH = FormulaPointwise.of("exp(-2 * x)");

  private final double reach;
  private final String value;
  private final String slope;
  private volatile @Nullable Compiled compiled;

  RadialFunction(double reach, String value, String slope) {
    this.reach = reach;
    this.value = value;
    this.slope = slope;
  }

  /**
   * The function compiled.
   *
   * @param value of x
   * @param towardsSquares what gradients are multiplied by on their way to the squares before they
   *     were multiplied by a number for each unit, which it learns
   * @param towardsWidths what they are multiplied by on their way to the logarithm of the width
   */
  record Compiled(
      FormulaPointwise value, FormulaPointwise towardsSquares, FormulaPointwise towardsWidths) {}

  /** Compiled when first asked for. */
  Compiled compiled() {
    Compiled known = compiled;
    if (known == null) {
      known =
          new Compiled(
              FormulaPointwise.of(value),
              FormulaPointwise.factor("(" + slope + ") * w if x > 0 else 0; w[channel] ~ 1"),
              FormulaPointwise.factor("-2 * x * (" + slope + ") if x > 0 else 0"));
      compiled = known;
    }
    return known;
  }

  /**
   * The width to start from, in mean distances: two where nothing beyond a width is seen, so that
   * most points are.
   */
  public double reach() {
    return reach;
  }

  /** The function of that catalogue name. */
  public static RadialFunction named(String catalogueName) {
    return valueOf(catalogueName.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
