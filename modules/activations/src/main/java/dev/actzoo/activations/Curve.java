package dev.actzoo.activations;

import java.util.function.DoubleUnaryOperator;

/**
 * A function of one real variable with its derivative, in double precision.
 *
 * <p>Both are meant to be right to a few units in the last place wherever they are not zero, to
 * take their limits at the infinities, and to be NaN for NaN and where there is no limit. At a kink
 * the derivative is that of the formula as it is written: abs, relu and relu6 have slope 0 at
 * theirs, min and max the slope on the left, and conditions that of the branch that holds.
 */
public final class Curve {
  /** A standard normal variable lies outside this with probability below 1e-32. */
  private static final int REACH = 12;

  private static final int PANELS_PER_UNIT = 64;

  private final DoubleUnaryOperator value;
  private final DoubleUnaryOperator derivative;

  /** The gain once computed; 0, which no gain is, before. */
  private volatile double gain;

  public Curve(DoubleUnaryOperator value, DoubleUnaryOperator derivative) {
    this.value = value;
    this.derivative = derivative;
  }

  public double value(double x) {
    return Double.isNaN(x) ? x : value.applyAsDouble(x);
  }

  public double derivative(double x) {
    return Double.isNaN(x) ? x : derivative.applyAsDouble(x);
  }

  /**
   * The factor that keeps the second moment of a signal: 1 / sqrt(E[f(z)^2]) for a standard normal
   * z, which is sqrt(2) for the rectifier (He et al. 2015, arXiv:1502.01852). Good to about 1e-13
   * where kinks lie on multiples of 1/64.
   */
  public double gain() {
    if (gain == 0) {
      gain = gain(1);
    }
    return gain;
  }

  /** The same for an input of that root mean square, 1 / sqrt(E[f(scale z)^2]). */
  public double gain(double scale) {
    return 1 / Math.sqrt(secondMoment(scale));
  }

  /** E[f(scale z)^2] by the three-point Gauss-Legendre rule on panels of width 1/64. */
  private double secondMoment(double scale) {
    double half = 0.5 / PANELS_PER_UNIT;
    double node = half * Math.sqrt(0.6);
    double sum = 0;
    for (int panel = -REACH * PANELS_PER_UNIT; panel < REACH * PANELS_PER_UNIT; panel++) {
      double middle = (2 * panel + 1) * half;
      sum +=
          5 * density(middle - node, scale)
              + 8 * density(middle, scale)
              + 5 * density(middle + node, scale);
    }
    return sum * half / 9 / Math.sqrt(2 * Math.PI);
  }

  private double density(double x, double scale) {
    double y = value(scale * x);
    return y * y * Math.exp(-x * x / 2);
  }
}
