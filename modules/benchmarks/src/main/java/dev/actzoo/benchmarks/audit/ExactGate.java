package dev.actzoo.benchmarks.audit;

import dev.actzoo.activations.Ridge;
import dev.actzoo.activations.formula.Real;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A gated unit, f(a) b for the halves a and b of a row, by the formula of its gate and that
 * formula's derivative.
 */
record ExactGate(Ridge gate) implements FoldReference {
  @Override
  public List<Goal> values(float[] x) {
    int half = x.length / 2;
    List<Target> opened = of(x).values();
    List<Goal> goals = new ArrayList<>();
    for (int i = 0; i < half; i++) {
      goals.add(product(opened.get(i), x[i], 1));
    }
    return goals;
  }

  @Override
  public List<Goal> gradients(float[] x, float[] gradient) {
    int half = x.length / 2;
    RidgeReference reference = of(x);
    List<Goal> goals = new ArrayList<>();
    for (int i = 0; i < half; i++) {
      goals.add(product(reference.values().get(i), 1, gradient[i]));
    }
    for (int i = 0; i < half; i++) {
      goals.add(product(reference.slopes().get(i), x[i], gradient[i]));
    }
    return goals;
  }

  private RidgeReference of(float[] x) {
    return RidgeReference.of(gate, Arrays.copyOfRange(x, x.length / 2, x.length));
  }

  private static Goal product(Target factor, float b, float g) {
    BigDecimal low = factor.low();
    BigDecimal high = factor.high();
    if (low == null || high == null || Float.isInfinite(b)) {
      return new Goal(Target.of(Real.of(factor.nearest() * b * g)), Double.NaN);
    }
    BigDecimal other = new BigDecimal(b).multiply(new BigDecimal(g));
    return Goal.between(low.multiply(other), high.multiply(other));
  }
}
