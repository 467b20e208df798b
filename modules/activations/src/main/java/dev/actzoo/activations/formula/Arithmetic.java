package dev.actzoo.activations.formula;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Arithmetic and elementary functions of finite numbers to a fixed number of digits, relative to
 * the result of each operation. Logarithms, square roots and trigonometric functions of moderate
 * arguments are those of big-math.
 */
final class Arithmetic {
  /** e^z is taken for infinite above, for 0 below minus this. */
  static final BigDecimal EXPONENT_REACH = BigDecimal.valueOf(1_000_000_000);

  /** A number with more figures before its point has no sine. */
  static final int MOST_FIGURES = 5000;

  private static final int GUARD = 10;
  private static final BigDecimal HALF = new BigDecimal("0.5");

  /** Below this the series of erf is used, above it the continued fraction of erfc. */
  private static final BigDecimal FRACTION_FROM = BigDecimal.valueOf(3);

  final MathContext context;

  Arithmetic(int digits) {
    context = new MathContext(digits, RoundingMode.HALF_EVEN);
  }

  private Arithmetic wider(int digits) {
    return new Arithmetic(context.getPrecision() + Math.max(0, digits));
  }

  /** The context of intermediate results. */
  MathContext wide() {
    return wider(GUARD).context;
  }

  /** About what a function of a number costs, for {@link Effort}. */
  long work(UnaryFunction function, BigDecimal z) {
    long digits = context.getPrecision();
    return switch (function) {
      case NEGATE, ABS, SIGN, STEP, RELU, RELU6 -> 1;
      case SIN, COS, TAN, SINC, DSINC -> {
        long all = digits + Math.min(MOST_FIGURES, Math.abs(magnitude(z)));
        yield 10 + all * all / (function == UnaryFunction.DSINC ? 10 : 50);
      }
      case ERF, PHI -> 10 + digits * digits / 100 * (1 + digits / 100);
      default -> 10 + digits * digits / 100;
    };
  }

  /** About what an operation costs. */
  long work(BinaryOperation operation) {
    long digits = context.getPrecision();
    return operation == BinaryOperation.POWER ? 10 + digits * digits / 50 : 1 + digits / 50;
  }

  BigDecimal pi() {
    return BigDecimalMath.pi(context);
  }

  /** e^(k ln 10 + r) = 10^k e^r, for exponents within the reach. */
  BigDecimal exp(BigDecimal z) {
    if (isTiny(z)) {
      return BigDecimal.ONE.add(z, context);
    }
    Arithmetic inner = wider(magnitude(z) + 5);
    BigDecimal ten = BigDecimalMath.log(BigDecimal.TEN, inner.context);
    BigDecimal k = z.divide(ten, inner.context).setScale(0, RoundingMode.HALF_EVEN);
    BigDecimal rest = z.subtract(k.multiply(ten), inner.context);
    return BigDecimalMath.exp(rest, inner.context)
        .scaleByPowerOfTen(k.intValueExact())
        .round(context);
  }

  /** e^z - 1 without cancellation. */
  BigDecimal expm1(BigDecimal z) {
    if (isTiny(z)) {
      return BigDecimal.ONE.add(z.multiply(HALF), context).multiply(z, context);
    }
    Arithmetic inner = wider(5 - magnitude(z));
    return inner.exp(z).subtract(BigDecimal.ONE, inner.context).round(context);
  }

  /** ln(m) + k ln(10) for x = m 10^k that is far from 1, where the series of big-math is slow. */
  BigDecimal log(BigDecimal x) {
    int k = magnitude(x);
    if (Math.abs(k) > GUARD) {
      Arithmetic inner = wider(GUARD);
      BigDecimal tens = BigDecimalMath.log(BigDecimal.TEN, inner.context);
      return inner.log(x.scaleByPowerOfTen(-k)).add(tens.multiply(BigDecimal.valueOf(k)), context);
    }
    BigDecimal distance = x.subtract(BigDecimal.ONE, context);
    if (distance.signum() == 0) {
      return BigDecimal.ZERO;
    }
    return BigDecimalMath.log(x, wider(5 - magnitude(distance)).context).round(context);
  }

  /** ln(1 + x) for x above -1, exactly added unless x swallows the 1. */
  BigDecimal log1p(BigDecimal x) {
    if (magnitude(x) > context.getPrecision() + 5) {
      return log(x);
    }
    return isTiny(x)
        ? x.multiply(BigDecimal.ONE.subtract(x.multiply(HALF), context), context)
        : log(BigDecimal.ONE.add(x));
  }

  BigDecimal sqrt(BigDecimal x) {
    return x.sqrt(context);
  }

  BigDecimal sin(BigDecimal x) {
    if (isTiny(x)) {
      return x.round(context);
    }
    Arithmetic inner = forPeriodic(x);
    return BigDecimalMath.sin(inner.withinHalfTurn(x), inner.context).round(context);
  }

  BigDecimal cos(BigDecimal x) {
    if (isTiny(x)) {
      return BigDecimal.ONE;
    }
    Arithmetic inner = forPeriodic(x);
    return BigDecimalMath.cos(inner.withinHalfTurn(x), inner.context).round(context);
  }

  /** Room for the digits before the point, and for results near 0 of small or special arguments. */
  private Arithmetic forPeriodic(BigDecimal x) {
    return wider(Math.abs(magnitude(x)) + 30);
  }

  private BigDecimal withinHalfTurn(BigDecimal x) {
    if (x.abs().compareTo(FRACTION_FROM) < 0) {
      return x;
    }
    BigDecimal turn = pi().multiply(BigDecimal.valueOf(2));
    BigDecimal turns = x.divide(turn, context).setScale(0, RoundingMode.HALF_EVEN);
    return x.subtract(turns.multiply(turn), context);
  }

  /** (cos x - sin x / x) / x, with room for what cancels near 0. */
  BigDecimal dsinc(BigDecimal x) {
    if (isTiny(x)) {
      return x.negate().divide(BigDecimal.valueOf(3), context);
    }
    Arithmetic inner = wider(5 - 2 * Math.min(0, magnitude(x)));
    BigDecimal difference = inner.cos(x).subtract(inner.over(inner.sin(x), x));
    return over(difference, x);
  }

  BigDecimal sinh(BigDecimal x) {
    BigDecimal e = expm1(x.abs());
    BigDecimal falling = over(e, e.add(BigDecimal.ONE, context));
    BigDecimal size = e.add(falling, context).multiply(HALF, context);
    return x.signum() < 0 ? size.negate() : size;
  }

  BigDecimal cosh(BigDecimal x) {
    BigDecimal e = exp(x);
    return e.add(over(BigDecimal.ONE, e), context).multiply(HALF, context);
  }

  /** expm1(2 x) / (expm1(2 x) + 2). */
  BigDecimal tanh(BigDecimal x) {
    BigDecimal e = expm1(x.add(x));
    return over(e, e.add(BigDecimal.valueOf(2), context));
  }

  BigDecimal asinh(BigDecimal x) {
    if (isTiny(x)) {
      return x.round(context);
    }
    BigDecimal size = x.abs();
    BigDecimal square = size.multiply(size, wide());
    BigDecimal root = wider(GUARD).sqrt(square.add(BigDecimal.ONE, wide()));
    BigDecimal above = root.add(BigDecimal.ONE, wide());
    BigDecimal result = log1p(size.add(wider(GUARD).over(square, above), wide()));
    return x.signum() < 0 ? result.negate() : result;
  }

  BigDecimal atan(BigDecimal x) {
    if (isTiny(x)) {
      return x.round(context);
    }
    return BigDecimalMath.atan(x, wider(5 - magnitude(x)).context).round(context);
  }

  /** 1 / (1 + e^-x). */
  BigDecimal sigmoid(BigDecimal x) {
    return over(BigDecimal.ONE, BigDecimal.ONE.add(exp(x.negate()), context));
  }

  BigDecimal softplus(BigDecimal x) {
    return log1p(exp(x.abs().negate())).add(x.max(BigDecimal.ZERO), context);
  }

  BigDecimal erf(BigDecimal x) {
    if (x.abs().compareTo(FRACTION_FROM) < 0) {
      return erfByItsSeries(x);
    }
    BigDecimal rest = BigDecimal.ONE.subtract(tail(x.abs()), context);
    return x.signum() < 0 ? rest.negate() : rest;
  }

  /** The normal distribution function, erfc(-x / sqrt(2)) / 2. */
  BigDecimal normal(BigDecimal x) {
    BigDecimal z = x.divide(wider(5).sqrt(BigDecimal.valueOf(2)), wider(5).context).negate();
    if (z.compareTo(FRACTION_FROM) >= 0) {
      return tail(z).multiply(HALF, context);
    }
    return BigDecimal.ONE.subtract(wider(GUARD).erf(z), wide()).multiply(HALF, context);
  }

  /** erf(x) = 2 / sqrt(pi) e^(-x^2) sum over n of 2^n x^(2n+1) / (1 * 3 * ... * (2n+1)). */
  private BigDecimal erfByItsSeries(BigDecimal x) {
    if (x.signum() == 0) {
      return BigDecimal.ZERO;
    }
    Arithmetic inner = wider(GUARD);
    BigDecimal ratio = x.multiply(x, inner.context).multiply(BigDecimal.valueOf(2));
    BigDecimal term = x.round(inner.context);
    BigDecimal sum = term;
    for (long odd = 3; magnitude(term) > magnitude(sum) - inner.context.getPrecision(); odd += 2) {
      term = term.multiply(ratio).divide(BigDecimal.valueOf(odd), inner.context);
      sum = sum.add(term, inner.context);
    }
    return inner.timesBell(sum.multiply(BigDecimal.valueOf(2)), x).round(context);
  }

  /**
   * erfc(x) for x of at least 3 by its continued fraction, x / (x^2 + 1/2 - (1 * 1/2) / (x^2 + 5/2
   * - (2 * 3/2) / (x^2 + 9/2 - ...))) from the bottom up; 0 where it is below all reach.
   */
  private BigDecimal tail(BigDecimal x) {
    if (x.multiply(x).compareTo(EXPONENT_REACH) > 0) {
      return BigDecimal.ZERO;
    }
    Arithmetic inner = wider(GUARD);
    BigDecimal square = x.multiply(x, inner.context);
    double digits = inner.context.getPrecision() * Math.log(10);
    int terms = (int) Math.ceil(Math.pow(digits / x.doubleValue(), 2) / 8) + 10;
    BigDecimal fraction = square.add(BigDecimal.valueOf(2.0 * terms + 0.5));
    for (int k = terms; k >= 1; k--) {
      BigDecimal numerator = BigDecimal.valueOf(k).multiply(BigDecimal.valueOf(k - 0.5));
      fraction =
          square
              .add(BigDecimal.valueOf(2.0 * (k - 1) + 0.5))
              .subtract(numerator.divide(fraction, inner.context), inner.context);
    }
    return inner.timesBell(x.divide(fraction, inner.context), x).round(context);
  }

  /** factor e^(-x^2) / sqrt(pi). */
  private BigDecimal timesBell(BigDecimal factor, BigDecimal x) {
    return over(factor.multiply(exp(x.multiply(x).negate())), sqrt(pi()));
  }

  /** Whether the square is beyond the digits kept. */
  private boolean isTiny(BigDecimal x) {
    return x.signum() == 0 || magnitude(x) < -context.getPrecision();
  }

  BigDecimal over(BigDecimal a, BigDecimal b) {
    return a.divide(b, context);
  }

  /** The exponent of the leading decimal digit; 0 for 0. */
  static int magnitude(BigDecimal x) {
    return x.signum() == 0 ? 0 : x.precision() - x.scale() - 1;
  }
}
