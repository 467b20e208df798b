package dev.actzoo.benchmarks.audit;

import dev.actzoo.activations.formula.Real;
import java.math.BigDecimal;

/**
 * What one result of a fold should be.
 *
 * @param target the number, or what is as right where there is a tie
 * @param terms the size of the number, or of the terms it is a sum of, if that is larger: errors
 *     are counted in its units
 */
record Goal(Target target, double terms) {
  /** Beyond this no floating-point type reaches: the result of an infinite input. */
  private static final BigDecimal INFINITE = new BigDecimal("1e330");

  static final Goal ZERO = of(BigDecimal.ZERO);

  static Goal of(BigDecimal value) {
    return of(value, value);
  }

  static Goal of(BigDecimal value, BigDecimal terms) {
    Target target =
        Target.of(
            value.abs().compareTo(INFINITE) < 0
                ? new Real.Finite(value)
                : Real.of(value.signum() * Double.POSITIVE_INFINITY));
    return new Goal(target, Math.max(target.size(), terms.abs().doubleValue()));
  }

  /** Either number and anything between. */
  static Goal between(BigDecimal one, BigDecimal other) {
    Target both = Target.of(new Real.Finite(one)).to(Target.of(new Real.Finite(other)));
    return new Goal(both, both.size());
  }
}
