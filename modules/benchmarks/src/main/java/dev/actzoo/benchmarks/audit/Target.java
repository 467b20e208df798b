package dev.actzoo.benchmarks.audit;

import dev.actzoo.activations.formula.Real;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * What a kernel should give at one input: a number to 50 digits, anything between two numbers where
 * the slope jumps, or what no finite number is.
 *
 * @param low the number, or the least that is right; null if it is not finite
 * @param high the number, or the greatest that is right; null if it is not finite
 * @param nearest the nearest double to it, an infinity or NaN included
 */
record Target(@Nullable BigDecimal low, @Nullable BigDecimal high, double nearest) {
  private static final MathContext KEPT = new MathContext(60);

  /** Far below the smallest double; differences from it would be long numbers. */
  private static final BigDecimal NEGLIGIBLE = new BigDecimal("1e-400");

  /** Of a number of so many digits nothing smaller is known. */
  private static final double UNKNOWN = 1e-45;

  private static final double LIMIT_TOLERANCE = 1e-5;

  static Target of(Real real) {
    if (!(real instanceof Real.Finite finite)) {
      return new Target(null, null, real.toDouble());
    }
    BigDecimal kept =
        finite.value().abs().compareTo(NEGLIGIBLE) < 0
            ? BigDecimal.ZERO
            : finite.value().round(KEPT);
    return new Target(kept, kept, kept.doubleValue());
  }

  /** Anything between this and another. */
  Target to(Target other) {
    if (low == null || high == null || other.low == null || other.high == null) {
      return this;
    }
    return new Target(low.min(other.low), high.max(other.high), nearest);
  }

  boolean isFinite() {
    return low != null;
  }

  /** The size of the finite number, or of the larger of two. */
  double size() {
    return low == null || high == null
        ? Double.NaN
        : Math.max(Math.abs(low.doubleValue()), Math.abs(high.doubleValue()));
  }

  /** How far a finite result is from being right. */
  double error(double got) {
    if (low == null || high == null) {
      throw new IllegalStateException("no finite number to compare with");
    }
    BigDecimal value = new BigDecimal(got);
    double error = 0;
    if (value.compareTo(low) < 0) {
      error = low.subtract(value, KEPT).doubleValue();
    } else if (value.compareTo(high) > 0) {
      error = value.subtract(high, KEPT).doubleValue();
    }
    return error <= UNKNOWN * size() ? 0 : error;
  }

  /** Whether a result at an infinite input is the limit; where there is none anything is. */
  boolean isLimit(double got) {
    if (Double.isNaN(nearest)) {
      return true;
    }
    if (isFinite()) {
      return Double.isFinite(got) && error(got) <= LIMIT_TOLERANCE * Math.max(1, size());
    }
    return Double.isInfinite(nearest)
        ? got * Math.signum(nearest) >= Float.MAX_VALUE
        : Math.abs(got - nearest) <= LIMIT_TOLERANCE * Math.max(1, Math.abs(nearest));
  }
}
