package dev.actzoo.activations;

import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.core.DD;

/** The curves x * sigmoid(z(x)) for an increasing gate z with z(0) = 0. */
final class SigmoidGate {
  private SigmoidGate() {}

  /**
   * The curve x * sigmoid(z(x)).
   *
   * @param gate z(x) in double-double precision
   * @param slope z'(x)
   */
  static Curve curve(DoubleFunction<DD> gate, DoubleUnaryOperator slope) {
    return new Curve(
        x -> timesSigmoid(Math.max(-Exponential.FAR, x), gate.apply(Exponential.near(x))),
        x -> derivative(Exponential.near(x), gate, slope));
  }

  private static double derivative(double x, DoubleFunction<DD> gate, DoubleUnaryOperator slope) {
    DD z = gate.apply(x);
    double shut = timesSigmoid(1, z.negate());
    return timesSigmoid(1 + x * slope.applyAsDouble(x) * shut, z);
  }

  private static double timesSigmoid(double factor, DD z) {
    double small = Math.exp(-Math.abs(z.hi()));
    return z.hi() >= 0 ? factor / (1 + small) : Exponential.scaled(factor / (1 + small), z);
  }
}
