package dev.actzoo.kernels;

import java.util.function.DoubleUnaryOperator;

/*
 * Elementary functions of blocks of floats, each a few plain loops that the virtual machine turns
 * into vector instructions: no branch, no call, no conversion between floats and ints inside a
 * loop: a polynomial in a method of its own might not be inlined, and the loop then stays scalar.
 * Where bits are needed a whole block is copied between a view as floats and one as ints.
 *
 * Rounding to a whole number is the addition of 1.5 * 2^23, which leaves it in the low bits of the
 * sum. Arguments are reduced by constants in two or three parts (Cody and Waite 1980, Software
 * Manual for the Elementary Functions). Polynomials are near-minimax, fitted at Chebyshev nodes.
 */

/**
 * Loops over the first n floats of arrays. The result may be written to the array it is computed
 * from. Infinities and NaN give what they give in the function itself.
 */
final class FloatLoops {
  static final float ROUND = 12582912f;
  static final float HALF_LOG2_E = 0.721347520444f;
  static final float TWO_LN2_HIGH = 1.3862915f;
  static final float TWO_LN2_LOW = (float) (2 * 0.6931471805599453 - 1.3862915f);
  static final float LN2_HIGH = 0.693145751953125f;
  static final float LN2_LOW = (float) (0.6931471805599453 - 0.693145751953125);
  static final float HUGE = 0x1p127f;
  static final float PI_HIGH = 3.140625f;
  static final float PI_MIDDLE = (float) (Math.PI - 3.140625f);
  static final float PI_LOW =
      (float) (Math.PI - 3.140625f - (double) (float) (Math.PI - 3.140625f));

  /** Above this a reduced argument of a sine loses digits. */
  static final float FAR = 20000f;

  private FloatLoops() {}

  static void add(float[] a, float[] b, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] + b[i];
    }
  }

  static void subtract(float[] a, float[] b, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] - b[i];
    }
  }

  static void multiply(float[] a, float[] b, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] * b[i];
    }
  }

  static void divide(float[] a, float[] b, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] / b[i];
    }
  }

  static void min(float[] a, float[] b, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.min(a[i], b[i]);
    }
  }

  static void max(float[] a, float[] b, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.max(a[i], b[i]);
    }
  }

  static void power(float[] a, float[] b, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = (float) Math.pow(a[i], b[i]);
    }
  }

  static void negate(float[] a, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = -a[i];
    }
  }

  static void abs(float[] a, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.abs(a[i]);
    }
  }

  static void sqrt(float[] a, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = (float) Math.sqrt(a[i]);
    }
  }

  static void relu(float[] a, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.max(0, a[i]);
    }
  }

  static void relu6(float[] a, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.min(Math.max(0, a[i]), 6);
    }
  }

  /** 1 for positive floats: even the least of them times 2^254 is above 1. */
  static void step(float[] a, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.min(Math.max(0, a[i]) * HUGE * HUGE, 1);
    }
  }

  static void sign(float[] a, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.max(-1, Math.min(a[i] * HUGE * HUGE, 1));
    }
  }

  /** a where the condition is 1, b where it is anything else. */
  static void select(
      float[] condition, float[] a, float[] b, float[] out, int n, FloatBlock block) {
    int[] mask = block.bits;
    int[] other = block.otherBits;
    block.toBits(condition, mask, n);
    for (int i = 0; i < n; i++) {
      mask[i] = -((mask[i] >> 29) & ~(mask[i] >> 30) & 1);
    }
    block.toBits(a, other, n);
    for (int i = 0; i < n; i++) {
      other[i] &= mask[i];
    }
    int[] third = block.moreBits;
    block.toBits(b, third, n);
    for (int i = 0; i < n; i++) {
      mask[i] = other[i] | (third[i] & ~mask[i]);
    }
    block.toFloats(mask, out, n);
  }

  /** Puts e^r into {@code out} and 2^k into {@code block.first}, with a = 2 k ln 2 + r. */
  private static void exponential(float[] a, float[] out, int n, FloatBlock block) {
    float[] shifted = block.first;
    for (int i = 0; i < n; i++) {
      float x = Math.max(-104f, Math.min(a[i], 89f));
      float t = Math.fma(x, HALF_LOG2_E, ROUND);
      float k = t - ROUND;
      float r = Math.fma(k, -TWO_LN2_LOW, Math.fma(k, -TWO_LN2_HIGH, x));
      shifted[i] = t;
      float p = 2.50343444935e-5f;
      p = Math.fma(p, r, 0.000200742390966f);
      p = Math.fma(p, r, 0.00138883289815f);
      p = Math.fma(p, r, 0.0083327727633f);
      p = Math.fma(p, r, 0.0416666700308f);
      p = Math.fma(p, r, 0.166666700351f);
      p = Math.fma(p, r, 0.5f);
      out[i] = Math.fma(r * r, p, r);
    }
    scales(shifted, n, block);
  }

  /** Turns k in the low bits of 1.5 * 2^23 + k into 2^k. */
  private static void scales(float[] shifted, int n, FloatBlock block) {
    int[] bits = block.bits;
    block.toBits(shifted, bits, n);
    for (int i = 0; i < n; i++) {
      bits[i] = (bits[i] << 23) + 0x3f800000;
    }
    block.toFloats(bits, shifted, n);
  }

  static void exp(float[] a, float[] out, int n, FloatBlock block) {
    exponential(a, out, n, block);
    float[] scale = block.first;
    for (int i = 0; i < n; i++) {
      out[i] = (out[i] + 1) * scale[i] * scale[i];
    }
  }

  static void expm1(float[] a, float[] out, int n, FloatBlock block) {
    exponential(a, out, n, block);
    float[] scale = block.first;
    for (int i = 0; i < n; i++) {
      float s = scale[i];
      out[i] = s * Math.fma(s, out[i], s - 1 / s);
    }
  }

  /** 1 / (1 + e) for e = e^-u. */
  static void gate(float[] e, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = 1 / (1 + e[i]);
    }
  }

  /** sigmoid(-u) for e = e^-u and s = sigmoid(u), which are infinite and 0 far out on the left. */
  static void shut(float[] e, float[] s, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.min(e[i], HUGE) * Math.max(s[i], 0x1p-127f);
    }
  }

  /** max(0, a) + ln(1 + t) for t = e^-|a|, where ln(1 + t) = 2 artanh(t / (2 + t)). */
  static void softplus(float[] a, float[] out, int n, FloatBlock block) {
    float[] e = block.second;
    for (int i = 0; i < n; i++) {
      e[i] = -Math.abs(a[i]);
    }
    exp(e, e, n, block);
    for (int i = 0; i < n; i++) {
      float s = e[i] / (2 + e[i]);
      float z = s * s;
      float p = 0.11612164612f;
      p = Math.fma(p, z, 0.108532879004f);
      p = Math.fma(p, z, 0.142961789972f);
      p = Math.fma(p, z, 0.19999853166f);
      p = Math.fma(p, z, 0.333333336603f);
      out[i] = Math.max(0, a[i]) + 2 * Math.fma(s * z, p, s);
    }
  }

  static void tanh(float[] a, float[] out, int n, FloatBlock block) {
    float[] e = block.second;
    for (int i = 0; i < n; i++) {
      e[i] = 2 * Math.max(-10f, Math.min(a[i], 10f));
    }
    expm1(e, e, n, block);
    for (int i = 0; i < n; i++) {
      out[i] = e[i] / (e[i] + 2);
    }
  }

  static void cosh(float[] a, float[] out, int n, FloatBlock block) {
    float[] e = block.second;
    for (int i = 0; i < n; i++) {
      e[i] = Math.abs(a[i]) * 0.5f;
    }
    exp(e, e, n, block);
    for (int i = 0; i < n; i++) {
      float half = 0.5f * e[i];
      out[i] = Math.fma(half, e[i], 0.5f / (e[i] * e[i]));
    }
  }

  /** With m = e^|a| - 1, (m + m / (1 + m)) / 2 with the sign of a. */
  static void sinh(float[] a, float[] out, int n, FloatBlock block) {
    float[] m = block.second;
    for (int i = 0; i < n; i++) {
      m[i] = Math.abs(a[i]);
    }
    expm1(m, m, n, block);
    for (int i = 0; i < n; i++) {
      float sign = Math.max(-1, Math.min(a[i] * HUGE * HUGE, 1));
      out[i] = sign * (0.5f * m[i] + 0.5f / (1 + 1 / m[i]));
    }
  }

  static void log(float[] a, float[] out, int n, FloatBlock block) {
    float[] given = block.second;
    System.arraycopy(a, 0, given, 0, n);
    parts(given, out, n, block);
    for (int i = 0; i < n; i++) {
      out[i] = out[i] - 1;
    }
    logarithm(out, n, block);
    for (int i = 0; i < n; i++) {
      if (!(given[i] >= Float.MIN_NORMAL && given[i] <= Float.MAX_VALUE)) {
        out[i] = (float) Math.log(given[i]);
      }
    }
  }

  /**
   * Normal floats as 2^k m, m around 1: puts m into {@code out}, 1.5 * 2^23 + k into {@code
   * block.first} and 2^-k into {@code block.fourth}, minus infinity where that is too small.
   */
  private static void parts(float[] a, float[] out, int n, FloatBlock block) {
    int[] bits = block.bits;
    int[] exponents = block.otherBits;
    int[] powers = block.moreBits;
    block.toBits(a, bits, n);
    for (int i = 0; i < n; i++) {
      int k = (bits[i] - 0x3f3504f3) >> 23;
      exponents[i] = 0x4b400000 + k;
      powers[i] = 0x3f800000 - (k << 23);
      bits[i] -= k << 23;
    }
    block.toFloats(exponents, block.first, n);
    block.toFloats(powers, block.fourth, n);
    block.toFloats(bits, out, n);
  }

  /** k ln 2 + ln(1 + u), k as {@code parts} left it: ln(1 + u) = 2 artanh(u / (u + 2)). */
  private static void logarithm(float[] u, int n, FloatBlock block) {
    float[] exponent = block.first;
    for (int i = 0; i < n; i++) {
      float k = exponent[i] - ROUND;
      float s = u[i] / (u[i] + 2);
      float z = s * s;
      float p = 0.116664564022f;
      p = Math.fma(p, z, 0.142753654224f);
      p = Math.fma(p, z, 0.200000613168f);
      p = Math.fma(p, z, 0.333333332768f);
      float rest = Math.fma(k, LN2_LOW, s * Math.fma(2 * z, p, -u[i]));
      u[i] = Math.fma(k, LN2_HIGH, u[i] + rest);
    }
  }

  /** ln(1 + a), what is lost in the sum being added to the part of it that is not a power of 2. */
  static void log1p(float[] a, float[] out, int n, FloatBlock block) {
    float[] given = block.second;
    System.arraycopy(a, 0, given, 0, n);
    float[] whole = block.third;
    for (int i = 0; i < n; i++) {
      whole[i] = 1 + given[i];
    }
    parts(whole, out, n, block);
    float[] inverse = block.fourth;
    for (int i = 0; i < n; i++) {
      float scale = Math.max(0, inverse[i]);
      out[i] = Math.fma(given[i] - (whole[i] - 1), scale, out[i] - 1);
    }
    logarithm(out, n, block);
    for (int i = 0; i < n; i++) {
      if (!(given[i] > -1 && given[i] <= Float.MAX_VALUE && Math.abs(given[i]) > 1e-35f)) {
        out[i] = (float) Math.log1p(given[i]);
      }
    }
  }

  /**
   * The normal distribution function. With a = |x|, its tail is e^(-a^2 / 2) P(t) / (1 + 2 a) for a
   * polynomial in t = (a - 3) / (a + 3) (after Shepherd and Laframboise 1981, Chebyshev
   * Approximation of (1 + 2x) exp(x^2) erfc x). One division serves both quotients.
   */
  static void normal(float[] x, float[] out, int n, FloatBlock block) {
    float[] e = block.second;
    float[] given = block.third;
    System.arraycopy(x, 0, given, 0, n);
    for (int i = 0; i < n; i++) {
      float a = Math.min(Math.abs(given[i]), 15f);
      e[i] = a * a * -0.5f;
    }
    exp(e, e, n, block);
    for (int i = 0; i < n; i++) {
      float a = Math.min(Math.abs(given[i]), 15f);
      float rounding = Math.fma(a, a, -(a * a));
      float sum = a + 3;
      float twice = 2 * a + 1;
      float inverse = 1 / (sum * twice);
      float t = (a - 3) * twice * inverse;
      float p = -2.49524743071e-5f;
      p = Math.fma(p, t, 9.58681600972e-6f);
      p = Math.fma(p, t, 0.000206431903743f);
      p = Math.fma(p, t, 7.04811067459e-6f);
      p = Math.fma(p, t, -0.00116209789937f);
      p = Math.fma(p, t, -0.000385638587529f);
      p = Math.fma(p, t, 0.00700679064473f);
      p = Math.fma(p, t, -0.000578351165072f);
      p = Math.fma(p, t, -0.0515922078963f);
      p = Math.fma(p, t, 0.136540514935f);
      p = Math.fma(p, t, -0.156089323239f);
      p = Math.fma(p, t, 0.0133491216522f);
      p = Math.fma(p, t, 0.850597638489f);
      float tail = e[i] * Math.fma(-0.5f, rounding, 1) * p * (sum * inverse);
      float right = Math.min(Math.max(0, given[i]) * HUGE * HUGE, 1);
      out[i] = Math.fma(Math.fma(-2f, right, 1), tail, right);
    }
  }

  /** A polynomial up to 1, beyond 1 - 2 tail(sqrt(2) x). */
  static void erf(float[] x, float[] out, int n, FloatBlock block) {
    float[] scaled = block.fourth;
    float[] given = block.fifth;
    System.arraycopy(x, 0, given, 0, n);
    for (int i = 0; i < n; i++) {
      scaled[i] = -1.41421356f * Math.abs(given[i]);
    }
    normal(scaled, scaled, n, block);
    for (int i = 0; i < n; i++) {
      float a = Math.abs(given[i]);
      float sign = Math.max(-1, Math.min(given[i] * HUGE * HUGE, 1));
      float far = Math.min(Math.max(0, a - 1) * HUGE * HUGE, 1);
      float near = Math.max(-1, Math.min(given[i], 1));
      float z = near * near;
      float p = 7.87587506269e-5f;
      p = Math.fma(p, z, -0.000801686428717f);
      p = Math.fma(p, z, 0.00518908742343f);
      p = Math.fma(p, z, -0.0268542120106f);
      p = Math.fma(p, z, 0.112835947152f);
      p = Math.fma(p, z, -0.376126266667f);
      p = Math.fma(p, z, 1.12837916585f);
      out[i] = far * sign * Math.fma(-2f, scaled[i], 1) + (1 - far) * near * p;
    }
  }

  static void sin(float[] a, float[] out, int n, FloatBlock block) {
    sine(a, 0, out, n, block);
    float[] given = block.second;
    for (int i = 0; i < n; i++) {
      if (!(Math.abs(given[i]) < FAR)) {
        out[i] = (float) Math.sin(given[i]);
      }
    }
  }

  static void cos(float[] a, float[] out, int n, FloatBlock block) {
    sine(a, 0.5f, out, n, block);
    float[] given = block.second;
    for (int i = 0; i < n; i++) {
      if (!(Math.abs(given[i]) < FAR)) {
        out[i] = (float) Math.cos(given[i]);
      }
    }
  }

  /** sin(a + quarter pi), a kept in {@code block.second}: (-1)^k sin(a - (k - quarter) pi). */
  private static void sine(float[] a, float quarter, float[] out, int n, FloatBlock block) {
    float[] given = block.second;
    System.arraycopy(a, 0, given, 0, n);
    for (int i = 0; i < n; i++) {
      float turns = Math.fma(given[i], 0.318309886f, quarter) + ROUND - ROUND;
      float half = turns * 0.5f;
      float odd = Math.abs(half - (half + ROUND - ROUND));
      float sign = Math.fma(odd, -4f, 1);
      float k = turns - quarter;
      float r = Math.fma(k, -PI_HIGH, given[i]);
      r = Math.fma(k, -PI_MIDDLE, r);
      r = Math.fma(k, -PI_LOW, r);
      float z = r * r;
      float p = -2.40611285183e-8f;
      p = Math.fma(p, z, 2.75356318946e-6f);
      p = Math.fma(p, z, -0.000198410754517f);
      p = Math.fma(p, z, 0.00833332272257f);
      p = Math.fma(p, z, -0.166666666636f);
      out[i] = sign * Math.fma(r * z, p, r);
    }
  }

  /** A polynomial up to 1, beyond pi / 2 less that of 1 / a. */
  static void atan(float[] a, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      float size = Math.abs(a[i]);
      float far = Math.min(Math.max(0, size - 1) * HUGE * HUGE, 1);
      float s = Math.min(size, 1 / size);
      float z = s * s;
      float p = -0.00238699731672f;
      p = Math.fma(p, z, 0.013507771427f);
      p = Math.fma(p, z, -0.035871538982f);
      p = Math.fma(p, z, 0.0625016944475f);
      p = Math.fma(p, z, -0.0865688043015f);
      p = Math.fma(p, z, 0.110337641153f);
      p = Math.fma(p, z, -0.142785687482f);
      p = Math.fma(p, z, 0.199997393298f);
      p = Math.fma(p, z, -0.333333317331f);
      float near = Math.fma(s * z, p, s);
      float sign = Math.max(-1, Math.min(a[i] * HUGE * HUGE, 1));
      out[i] = sign * Math.fma(far, 1.57079633f, Math.fma(-2f, far, 1) * near);
    }
  }

  /** The function in double, one element after the other. */
  static void each(float[] a, float[] out, int n, DoubleUnaryOperator function) {
    for (int i = 0; i < n; i++) {
      out[i] = (float) function.applyAsDouble(a[i]);
    }
  }
}
