package dev.actzoo.kernels;

import dev.actzoo.kernels.VectorCode.Kind;

/*
 * The arithmetic of FloatLoops in the same order, so that both give the same floats. Where those
 * turn to a loop in double, the case is written out here, or the vector given up.
 */

/** Elementary functions as {@link VectorCode}: each adds instructions and gives their result. */
final class VectorFunctions {
  private static final int SIGN = 0x80000000;
  private static final int SIZE = 0x7fffffff;

  /** Beyond this the inverse hyperbolic sine is ln 2a to a float. */
  private static final double ASINH_FAR = 1e8;

  /** Up to this the derivative of sin(x) / x is a series. */
  private static final double SERIES_END = 1.5;

  /** Exponents of e beyond this are left to the loops. */
  private static final double FAR_POWER = 85;

  private final VectorCode code;

  VectorFunctions(VectorCode code) {
    this.code = code;
  }

  private int number(double value) {
    return code.constant((float) value);
  }

  private int plus(int a, double b) {
    return code.add(a, number(b));
  }

  private int times(int a, double b) {
    return code.multiply(a, number(b));
  }

  private int polynomial(int x, float... coefficients) {
    int p = number(coefficients[0]);
    for (int i = 1; i < coefficients.length; i++) {
      p = code.fma(p, x, number(coefficients[i]));
    }
    return p;
  }

  int min(int a, int b) {
    return extreme(Kind.MIN, a, b);
  }

  int max(int a, int b) {
    return extreme(Kind.MAX, a, b);
  }

  /**
   * An instruction gives its second source where either is not a number: both ways round, joined,
   * they give one that is none wherever there is one.
   */
  private int extreme(Kind kind, int a, int b) {
    if (code.isNumber(a)) {
      return code.of(kind, a, b);
    }
    int turned = code.of(kind, b, a);
    return code.isNumber(b) ? turned : code.of(Kind.OR, code.of(kind, a, b), turned);
  }

  /** otherwise where the value is not a number. */
  int ifNumber(int value, int then, int otherwise) {
    return code.ifGreater(abs(value), number(-1), then, otherwise);
  }

  int abs(int a) {
    return code.of(Kind.AND, a, code.bits(SIZE));
  }

  int negate(int a) {
    return code.of(Kind.XOR, a, code.bits(SIGN));
  }

  /** A value that is not negative, with the sign of another. */
  private int signed(int size, int a) {
    return code.of(Kind.OR, size, code.of(Kind.AND, a, code.bits(SIGN)));
  }

  int sqrt(int a) {
    return code.of(Kind.SQRT, a);
  }

  int relu(int a) {
    return max(number(0), a);
  }

  int relu6(int a) {
    return min(number(6), relu(a));
  }

  int step(int a) {
    return min(number(1), times(times(relu(a), FloatLoops.HUGE), FloatLoops.HUGE));
  }

  int sign(int a) {
    return max(number(-1), min(number(1), times(times(a, FloatLoops.HUGE), FloatLoops.HUGE)));
  }

  /** e^r - 1 and 2^k, with a = 2 k ln 2 + r. */
  private record Exponential(int rest, int scale) {}

  /** Of an argument from -104 to 89. */
  private Exponential exponential(int x) {
    int t = code.fma(x, number(FloatLoops.HALF_LOG2_E), number(FloatLoops.ROUND));
    int k = code.subtract(t, number(FloatLoops.ROUND));
    int r = code.fma(k, number(-FloatLoops.TWO_LN2_HIGH), x);
    r = code.fma(k, number(-FloatLoops.TWO_LN2_LOW), r);
    int p =
        polynomial(
            r,
            2.50343444935e-5f,
            0.000200742390966f,
            0.00138883289815f,
            0.0083327727633f,
            0.0416666700308f,
            0.166666700351f,
            0.5f);
    int rest = code.fma(code.multiply(r, r), p, r);
    int scale = code.of(Kind.ADD_BITS, code.shifted(Kind.LEFT, t, 23), code.bits(0x3f800000));
    return new Exponential(rest, scale);
  }

  private int notBelow(int a) {
    return max(number(-104), a);
  }

  private int notAbove(int a) {
    return min(number(89), a);
  }

  int exp(int a) {
    return scaled(exponential(notBelow(notAbove(a))));
  }

  private int scaled(Exponential e) {
    return code.multiply(code.fma(e.rest, e.scale, e.scale), e.scale);
  }

  int expm1(int a) {
    return lessOne(exponential(notBelow(notAbove(a))));
  }

  private int lessOne(Exponential e) {
    int inverse = code.of(Kind.SUBTRACT_BITS, code.bits(0x7f000000), e.scale);
    int less = code.subtract(e.scale, inverse);
    return code.multiply(e.scale, code.fma(e.scale, e.rest, less));
  }

  int gate(int e) {
    return code.divide(number(1), plus(e, 1));
  }

  int shut(int e, int s) {
    return code.multiply(min(number(FloatLoops.HUGE), e), max(number(0x1p-127), s));
  }

  int softplus(int a) {
    int e = scaled(exponential(notBelow(code.of(Kind.OR, a, code.bits(SIGN)))));
    int s = code.divide(e, plus(e, 2));
    int z = code.multiply(s, s);
    int p =
        polynomial(
            z, 0.11612164612f, 0.108532879004f, 0.142961789972f, 0.19999853166f, 0.333333336603f);
    int half = code.fma(code.multiply(s, z), p, s);
    return code.fma(half, number(2), relu(a));
  }

  int tanh(int a) {
    int e = lessOne(exponential(times(max(number(-10), min(number(10), a)), 2)));
    return code.divide(e, plus(e, 2));
  }

  int cosh(int a) {
    int e = scaled(exponential(notAbove(times(abs(a), 0.5))));
    return code.fma(times(e, 0.5), e, code.divide(number(0.5), code.multiply(e, e)));
  }

  int sinh(int a) {
    int m = lessOne(exponential(notAbove(abs(a))));
    int inverse = plus(code.divide(number(1), m), 1);
    return signed(code.add(times(m, 0.5), code.divide(number(0.5), inverse)), a);
  }

  int log(int a) {
    int isNormal = number(Float.MIN_NORMAL);
    int normal = code.ifGreater(isNormal, a, times(a, 0x1p23), a);
    int lowered = code.ifGreater(isNormal, a, number(23), number(0));
    Parts parts = parts(normal);
    int ln = logarithm(code.subtract(parts.k, lowered), plus(parts.m, -1));
    int atEnd = code.ifGreater(number(Double.POSITIVE_INFINITY), a, ln, a);
    int left = code.ifGreater(number(0), a, number(Double.NaN), unlessNotANumber(a));
    return code.ifGreater(a, number(0), atEnd, left);
  }

  /** Minus infinity, but a where that is not a number. */
  private int unlessNotANumber(int a) {
    return ifNumber(a, number(Double.NEGATIVE_INFINITY), a);
  }

  /** Normal floats as 2^k m, m around 1, with bits of the 2^k. */
  private record Parts(int k, int m, int power) {}

  private Parts parts(int a) {
    int shifted =
        code.shifted(Kind.RIGHT, code.of(Kind.SUBTRACT_BITS, a, code.bits(0x3f3504f3)), 23);
    int exponent = code.of(Kind.ADD_BITS, shifted, code.bits(0x4b400000));
    int power = code.shifted(Kind.LEFT, shifted, 23);
    return new Parts(
        code.subtract(exponent, number(FloatLoops.ROUND)),
        code.of(Kind.SUBTRACT_BITS, a, power),
        power);
  }

  /** k ln 2 + ln(1 + less). */
  private int logarithm(int k, int less) {
    int s = code.divide(less, plus(less, 2));
    int z = code.multiply(s, s);
    int p = polynomial(z, 0.116664564022f, 0.142753654224f, 0.200000613168f, 0.333333332768f);
    int inner = code.fma(times(z, 2), p, negate(less));
    int rest = code.fma(k, number(FloatLoops.LN2_LOW), code.multiply(s, inner));
    return code.fma(k, number(FloatLoops.LN2_HIGH), code.add(less, rest));
  }

  /**
   * b ln(a) as a sum of two floats, for it is the error of an exponent that counts, and e to it.
   * Powers of what is negative or infinite, and those far out, are given up.
   */
  int power(int a, int b) {
    code.requireGreater(a, number(-Float.MIN_VALUE));
    code.requireGreater(number(Double.POSITIVE_INFINITY), a);
    int isNormal = number(Float.MIN_NORMAL);
    Parts parts = parts(code.ifGreater(isNormal, a, times(a, 0x1p23), a));
    int k = code.subtract(parts.k, code.ifGreater(isNormal, a, number(23), number(0)));
    int less = plus(parts.m, -1);
    int sum = plus(parts.m, 1);
    int lost = code.subtract(parts.m, plus(sum, -1));
    int s = code.divide(less, sum);
    int missed = code.fma(negate(s), lost, code.fma(negate(s), sum, less));
    int z = code.multiply(s, s);
    int p = polynomial(z, 0.116664564022f, 0.142753654224f, 0.200000613168f, 0.333333332768f);
    int rest = code.fma(times(code.multiply(s, z), 2), p, times(code.divide(missed, sum), 2));
    int most = times(k, FloatLoops.LN2_HIGH);
    int twice = times(s, 2);
    int high = code.add(most, twice);
    int low = code.subtract(twice, code.subtract(high, most));
    low = code.add(low, code.fma(k, number(FloatLoops.LN2_LOW), rest));
    int ln = code.add(high, low);
    low = code.subtract(low, code.subtract(ln, high));
    int exponent = code.multiply(b, code.ifGreater(a, number(0), ln, number(0)));
    code.requireGreater(number(FAR_POWER), abs(exponent));
    int correction = code.fma(b, low, code.fma(b, ln, negate(exponent)));
    int e = exp(exponent);
    int positive = code.fma(e, correction, e);
    int none = code.ifGreater(number(0), b, number(Double.POSITIVE_INFINITY), number(1));
    return code.ifGreater(a, number(0), positive, code.ifGreater(b, number(0), number(0), none));
  }

  int log1p(int a) {
    int whole = plus(a, 1);
    Parts parts = parts(whole);
    int lost = code.subtract(a, plus(whole, -1));
    int inverse = code.of(Kind.SUBTRACT_BITS, code.bits(0x3f800000), parts.power);
    inverse = max(number(0), inverse);
    int value = logarithm(parts.k, code.fma(lost, inverse, plus(parts.m, -1)));
    value = code.ifGreater(abs(a), number(1e-35f), value, a);
    value = code.ifGreater(number(Double.POSITIVE_INFINITY), a, value, a);
    int left = code.ifGreater(number(-1), a, number(Double.NaN), unlessNotANumber(a));
    return code.ifGreater(a, number(-1), value, left);
  }

  int asinh(int a) {
    int size = abs(a);
    int near = min(number(ASINH_FAR), size);
    int root = sqrt(code.fma(near, near, number(1)));
    int excess = code.divide(code.multiply(near, near), plus(root, 1));
    int argument = code.ifGreater(size, number(ASINH_FAR), size, code.add(near, excess));
    int doubled = code.ifGreater(size, number(ASINH_FAR), number(Math.log(2)), number(0));
    return signed(code.add(log1p(argument), doubled), a);
  }

  int normal(int x) {
    int tail = tail(abs(x));
    return code.ifGreater(x, number(0), code.subtract(number(1), tail), tail);
  }

  /** The normal distribution function of -size. */
  private int tail(int size) {
    int a = min(number(15), size);
    int square = code.multiply(a, a);
    int e = scaled(exponential(notBelow(times(square, -0.5))));
    int rounding = code.fma(a, a, negate(square));
    int sum = plus(a, 3);
    int twice = plus(times(a, 2), 1);
    int inverse = code.divide(number(1), code.multiply(sum, twice));
    int t = code.multiply(code.multiply(plus(a, -3), twice), inverse);
    int p =
        polynomial(
            t,
            -2.49524743071e-5f,
            9.58681600972e-6f,
            0.000206431903743f,
            7.04811067459e-6f,
            -0.00116209789937f,
            -0.000385638587529f,
            0.00700679064473f,
            -0.000578351165072f,
            -0.0515922078963f,
            0.136540514935f,
            -0.156089323239f,
            0.0133491216522f,
            0.850597638489f);
    int corrected = code.multiply(e, code.fma(rounding, number(-0.5), number(1)));
    return code.multiply(code.multiply(corrected, p), code.multiply(sum, inverse));
  }

  int erf(int x) {
    int a = abs(x);
    int tail = tail(times(a, 1.41421356f));
    int far = signed(code.fma(tail, number(-2), number(1)), x);
    int near = max(number(-1), min(number(1), x));
    int p =
        polynomial(
            code.multiply(near, near),
            7.87587506269e-5f,
            -0.000801686428717f,
            0.00518908742343f,
            -0.0268542120106f,
            0.112835947152f,
            -0.376126266667f,
            1.12837916585f);
    return code.ifGreater(a, number(1), far, code.multiply(near, p));
  }

  int sin(int a) {
    return sine(a, 0);
  }

  int cos(int a) {
    return sine(a, 0.5f);
  }

  int tan(int a) {
    return code.divide(sin(a), cos(a));
  }

  /** sin(a + quarter pi). */
  private int sine(int a, float quarter) {
    code.requireGreater(number(FloatLoops.FAR), abs(a));
    int round = number(FloatLoops.ROUND);
    int turns = code.fma(a, number(0.318309886f), number(quarter));
    turns = code.subtract(code.add(turns, round), round);
    int half = times(turns, 0.5);
    int odd = abs(code.subtract(half, code.subtract(code.add(half, round), round)));
    int sign = code.fma(odd, number(-4), number(1));
    int k = plus(turns, -quarter);
    int r = code.fma(k, number(-FloatLoops.PI_HIGH), a);
    r = code.fma(k, number(-FloatLoops.PI_MIDDLE), r);
    r = code.fma(k, number(-FloatLoops.PI_LOW), r);
    int z = code.multiply(r, r);
    int p =
        polynomial(
            z,
            -2.40611285183e-8f,
            2.75356318946e-6f,
            -0.000198410754517f,
            0.00833332272257f,
            -0.166666666636f);
    return code.multiply(sign, code.fma(code.multiply(r, z), p, r));
  }

  int sinc(int a) {
    int quotient = code.divide(sin(a), a);
    return code.ifGreater(abs(a), number(0), quotient, number(1));
  }

  /** (cos(x) - sin(x) / x) / x, near zero the sum of (-1)^n 2n x^(2n - 1) / (2n + 1)!. */
  int dsinc(int a) {
    int far = code.divide(code.subtract(cos(a), code.divide(sin(a), a)), a);
    int z = code.multiply(a, a);
    int p =
        polynomial(
            z,
            (float) (12 / 6227020800.0),
            (float) (-10 / 39916800.0),
            (float) (8 / 362880.0),
            (float) (-6 / 5040.0),
            (float) (4 / 120.0),
            (float) (-2 / 6.0));
    return code.ifGreater(abs(a), number(SERIES_END), far, code.multiply(a, p));
  }

  int atan(int a) {
    int size = abs(a);
    int s = min(size, code.divide(number(1), size));
    int z = code.multiply(s, s);
    int p =
        polynomial(
            z,
            -0.00238699731672f,
            0.013507771427f,
            -0.035871538982f,
            0.0625016944475f,
            -0.0865688043015f,
            0.110337641153f,
            -0.142785687482f,
            0.199997393298f,
            -0.333333317331f);
    int near = code.fma(code.multiply(s, z), p, s);
    int far = code.subtract(number(1.57079633f), near);
    return signed(code.ifGreater(size, number(1), far, near), a);
  }
}
