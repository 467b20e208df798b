package dev.actzoo.activations;

import org.apache.commons.numbers.core.DD;

/**
 * The exponential function where one double is too coarse: in the far tails of the activations.
 *
 * <p>Rounding the exponent z to a double costs |z| / 2 units in the last place of e^z, so exponents
 * come as double-double numbers; and e^z may underflow where its product with a factor does not, so
 * down there it is applied in two halves.
 */
final class Exponential {
  /** Far enough out that every activation here equals its limit to double precision. */
  static final double FAR = 1000;

  /** Down to here e^z is a normal number, with room for a factor. */
  private static final double LEAST_NORMAL = -650;

  private Exponential() {}

  /** factor * e^z for a finite factor and z at most 0. */
  static double scaled(double factor, DD z) {
    if (z.hi() > LEAST_NORMAL) {
      return factor * Math.exp(z.hi()) * (1 + z.lo());
    }
    double root = Math.exp(z.hi() / 2);
    return factor * root * root * (1 + z.lo());
  }

  /** x, or the nearest bound of [-FAR, FAR]. */
  static double near(double x) {
    return within(FAR, x);
  }

  /** x, or the nearest bound of [-bound, bound]. */
  static double within(double bound, double x) {
    return Math.max(-bound, Math.min(bound, x));
  }
}
