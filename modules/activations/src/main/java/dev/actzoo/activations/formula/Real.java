package dev.actzoo.activations.formula;

import java.math.BigDecimal;

/**
 * A real number to as many digits as its arithmetic keeps, or an infinity, or what is not a number.
 * There is one zero.
 */
public sealed interface Real {
  /** A finite number. */
  record Finite(BigDecimal value) implements Real {
    public static final Finite ZERO = new Finite(BigDecimal.ZERO);
    public static final Finite ONE = new Finite(BigDecimal.ONE);
  }

  /** What no finite number is. */
  enum Special implements Real {
    POSITIVE_INFINITY,
    NEGATIVE_INFINITY,
    NOT_A_NUMBER
  }

  /** The number a double stands for, exactly. */
  static Real of(double x) {
    if (Double.isNaN(x)) {
      return Special.NOT_A_NUMBER;
    }
    if (Double.isInfinite(x)) {
      return x > 0 ? Special.POSITIVE_INFINITY : Special.NEGATIVE_INFINITY;
    }
    return new Finite(new BigDecimal(x));
  }

  /** The nearest double. */
  default double toDouble() {
    if (this instanceof Finite finite) {
      return finite.value().doubleValue();
    }
    return switch ((Special) this) {
      case POSITIVE_INFINITY -> Double.POSITIVE_INFINITY;
      case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
      case NOT_A_NUMBER -> Double.NaN;
    };
  }

  /** -1, 0 or 1 for finite numbers, the double of the same name for others. */
  default double shadow() {
    return this instanceof Finite finite ? finite.value().signum() : toDouble();
  }

  default boolean isFinite() {
    return this instanceof Finite;
  }
}
