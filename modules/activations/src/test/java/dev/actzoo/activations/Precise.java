package dev.actzoo.activations;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Elementary functions of decimal numbers, to about as many digits as asked for. */
final class Precise {
  /** Of the digits asked for, those kept beyond what a result needs. */
  private static final int GUARD = 15;

  /** Where 1 - erf is below 1e-900. */
  private static final BigDecimal ERF_REACH = BigDecimal.valueOf(46);

  /** Where 1 - tanh is below 1e-900. */
  private static final BigDecimal TANH_REACH = BigDecimal.valueOf(1100);

  private final MathContext context;
  private final Map<BigDecimal, BigDecimal> roots = new HashMap<>();
  private @Nullable BigDecimal pi;

  Precise(int digits) {
    context = new MathContext(digits + GUARD, RoundingMode.HALF_EVEN);
  }

  BigDecimal add(BigDecimal a, BigDecimal b) {
    return a.add(b, context);
  }

  BigDecimal times(BigDecimal a, BigDecimal b) {
    return a.multiply(b, context);
  }

  BigDecimal over(BigDecimal a, BigDecimal b) {
    return a.divide(b, context);
  }

  BigDecimal root(BigDecimal x) {
    return roots.computeIfAbsent(x, radicand -> radicand.sqrt(context));
  }

  BigDecimal pi() {
    if (pi == null) {
      pi = machin();
    }
    return pi;
  }

  /** Taylor's series at x / 2^k, squared k times. */
  BigDecimal exp(BigDecimal x) {
    int halvings = 12 + Math.max(0, (int) (magnitude(x) * 3.33) + 1);
    BigDecimal reduced = x.divide(BigDecimal.valueOf(2).pow(halvings), context);
    BigDecimal power = series(BigDecimal.ONE, reduced, n -> n);
    for (int i = 0; i < halvings; i++) {
      power = times(power, power);
    }
    return power;
  }

  /** Halley's iteration on the exponential. */
  BigDecimal ln(BigDecimal x) {
    double mantissa = x.scaleByPowerOfTen(-magnitude(x)).doubleValue();
    BigDecimal y =
        BigDecimal.valueOf(Math.log(mantissa) + magnitude(x) * Math.log(10)).round(context);
    for (int digits = 12; digits < 3 * context.getPrecision(); digits *= 3) {
      BigDecimal e = exp(y);
      BigDecimal step = over(x.subtract(e, context), add(x, e));
      y = add(y, step.add(step));
    }
    return y;
  }

  BigDecimal tanh(BigDecimal x) {
    if (x.abs().compareTo(TANH_REACH) > 0) {
      return BigDecimal.valueOf(x.signum());
    }
    BigDecimal e = exp(x.add(x));
    return over(e.subtract(BigDecimal.ONE, context), add(e, BigDecimal.ONE));
  }

  /** Taylor's series of the remainder by a turn. */
  BigDecimal sin(BigDecimal x) {
    if (x.abs().compareTo(BigDecimal.ONE) < 0) {
      return series(x, times(x, x).negate(), n -> 2 * n * (2 * n + 1));
    }
    BigDecimal turn = pi().add(pi());
    BigDecimal turns = over(x, turn).setScale(0, RoundingMode.HALF_EVEN);
    BigDecimal y = x.subtract(turns.multiply(turn));
    return series(y, times(y, y).negate(), n -> 2 * n * (2 * n + 1));
  }

  BigDecimal cos(BigDecimal x) {
    if (x.abs().compareTo(BigDecimal.ONE) < 0) {
      return series(BigDecimal.ONE, times(x, x).negate(), n -> 2 * n * (2 * n - 1));
    }
    return sin(over(pi(), BigDecimal.valueOf(2)).subtract(x));
  }

  /** Euler's series atan(x) = sum of 2^(2n) n!^2 / (2n+1)! x^(2n+1) / (1 + x^2)^(n+1). */
  BigDecimal atan(BigDecimal x) {
    if (x.abs().compareTo(BigDecimal.ONE) > 0) {
      BigDecimal right = over(pi(), BigDecimal.valueOf(x.signum() * 2L));
      return right.subtract(atan(over(BigDecimal.ONE, x)));
    }
    BigDecimal root = add(BigDecimal.ONE, times(x, x));
    BigDecimal term = over(x, root);
    BigDecimal ratio = over(times(x, x), root);
    BigDecimal sum = term;
    for (long n = 1; term.signum() != 0 && magnitude(sum) - magnitude(term) < digits(); n++) {
      term =
          over(times(times(term, ratio), BigDecimal.valueOf(2 * n)), BigDecimal.valueOf(2 * n + 1));
      sum = add(sum, term);
    }
    return sum;
  }

  private int digits() {
    return context.getPrecision();
  }

  /** The series erf(x) = 2 / sqrt(pi) e^(-x^2) sum of 2^n x^(2n+1) / (1 * 3 * ... * (2n+1)). */
  BigDecimal erf(BigDecimal x) {
    if (x.abs().compareTo(ERF_REACH) > 0) {
      return BigDecimal.valueOf(x.signum());
    }
    BigDecimal sum = series(x, times(x, x.add(x)), n -> 2 * n + 1);
    BigDecimal bell = exp(times(x, x).negate());
    return over(times(times(BigDecimal.valueOf(2), bell), sum), root(pi()));
  }

  /** First + first ratio / d(1) + first ratio^2 / (d(1) d(2)) + ..., in binary fixed point. */
  private BigDecimal series(BigDecimal first, BigDecimal ratio, LongUnaryOperator divisor) {
    int bits = (int) (context.getPrecision() * 3.33) + 64;
    BigDecimal unit = new BigDecimal(BigInteger.ONE.shiftLeft(bits));
    BigInteger factor = ratio.multiply(unit).toBigInteger();
    BigInteger term = first.multiply(unit).toBigInteger();
    BigInteger sum = term;
    for (long n = 1; term.signum() != 0; n++) {
      BigInteger product = term.multiply(factor).shiftRight(bits);
      term = product.divide(BigInteger.valueOf(divisor.applyAsLong(n)));
      sum = sum.add(term);
    }
    return over(new BigDecimal(sum), unit);
  }

  /** The exponent of the leading decimal digit. */
  private static int magnitude(BigDecimal x) {
    return x.precision() - x.scale() - 1;
  }

  /** Machin's formula. */
  private BigDecimal machin() {
    BigDecimal fifth = inverseTangentOfInverse(5);
    BigDecimal small = inverseTangentOfInverse(239);
    return BigDecimal.valueOf(16)
        .multiply(fifth)
        .subtract(BigDecimal.valueOf(4).multiply(small), context);
  }

  /** The Taylor series of the arc tangent of 1 / n, in binary fixed point. */
  private BigDecimal inverseTangentOfInverse(int n) {
    BigInteger unit = BigInteger.ONE.shiftLeft((int) (digits() * 3.33) + 64);
    BigInteger square = BigInteger.valueOf((long) n * n).negate();
    BigInteger power = unit.divide(BigInteger.valueOf(n));
    BigInteger sum = power;
    for (long k = 1; power.signum() != 0; k++) {
      power = power.divide(square);
      sum = sum.add(power.divide(BigInteger.valueOf(2 * k + 1)));
    }
    return over(new BigDecimal(sum), new BigDecimal(unit));
  }
}
