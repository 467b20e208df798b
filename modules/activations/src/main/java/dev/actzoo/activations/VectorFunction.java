package dev.actzoo.activations;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** A function of a vector with its vector-Jacobian product, in double precision. */
public final class VectorFunction {
  private final UnaryOperator<double[]> value;
  private final BinaryOperator<double[]> pullback;

  /**
   * @param value f(x), as a new array
   * @param pullback J(x)^T g for x and g, as a new array as long as x; at a kink by a subgradient
   */
  public VectorFunction(UnaryOperator<double[]> value, BinaryOperator<double[]> pullback) {
    this.value = value;
    this.pullback = pullback;
  }

  public double[] value(double... x) {
    return value.apply(x);
  }

  public double[] pullback(double[] x, double[] gradient) {
    return pullback.apply(x, gradient);
  }
}
