package dev.actzoo.activations.formula;

import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The room that an expression may take while it is simplified and differentiated. The formulas of
 * the catalogue and their first five derivatives take less than a fifth of any of it.
 */
final class Bounds {
  private static final int MOST_NODES = 20_000;
  private static final long LARGEST = 500_000;
  private static final int DEEPEST = 1000;
  private static final long MOST_BYTES = 50_000_000;
  private static final long BYTES_OF_ENTRY = 50;
  private static final int MOST_BITS = 8192;

  private int nodes;
  private long bytes;

  /** Takes room for another distinct node. */
  void take(Expression node) {
    nodes++;
    require(nodes <= MOST_NODES && node.size() <= LARGEST && node.depth() <= DEEPEST);
  }

  /** Takes room for a text. */
  void take(String text) {
    takeBytes(text.length());
  }

  /** Takes room for a table. */
  void take(int entries) {
    takeBytes(BYTES_OF_ENTRY * entries);
  }

  private void takeBytes(long more) {
    bytes += more;
    require(bytes <= MOST_BYTES);
  }

  /** A number that has not too many figures. */
  static BigFraction moderate(BigFraction number) {
    require(bits(number) <= MOST_BITS);
    return number;
  }

  /** A power that has not too many figures. */
  static BigFraction power(BigFraction number, int exponent) {
    require((bits(number) - 1L) * Math.abs((long) exponent) <= MOST_BITS);
    return number.pow(exponent);
  }

  static int bits(BigFraction number) {
    BigInteger numerator = number.getNumerator();
    return Math.max(numerator.bitLength(), number.getDenominator().bitLength());
  }

  private static void require(boolean within) {
    if (!within) {
      throw new ExceededException();
    }
  }

  /** An expression that needs more room. */
  static final class ExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
