package dev.actzoo.sweeps;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A range of real numbers whose values are short decimals that read well in a file: rounded to four
 * significant digits, or to as many more as tell ten thousand values of the range apart, and never
 * to one outside it.
 */
record DecimalRange(double low, double high) {
  private static final int LEAST_DIGITS = 4;

  /** Two doubles that differ have not the same 17 digits. */
  private static final int MOST_DIGITS = 17;

  /** The value nearest to a number of the range, as text. */
  String at(double number) {
    BigDecimal least = BigDecimal.valueOf(low);
    BigDecimal greatest = BigDecimal.valueOf(high);
    BigDecimal exact = new BigDecimal(Math.min(Math.max(number, low), high));
    int digits = magnitude(exact) - magnitude(greatest.subtract(least)) + LEAST_DIGITS;
    MathContext context = new MathContext(Math.max(LEAST_DIGITS, Math.min(digits, MOST_DIGITS)));
    return text(exact.round(context).max(least).min(greatest).stripTrailingZeros());
  }

  private static int magnitude(BigDecimal number) {
    return number.precision() - number.scale();
  }

  private static String text(BigDecimal value) {
    return value.scale() < 0 ? value.toPlainString() : value.toString();
  }
}
