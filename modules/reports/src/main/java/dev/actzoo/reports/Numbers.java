package dev.actzoo.reports;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as a report prints them: the same in every locale, with a dash for what is not known. */
public final class Numbers {
  public static final String NONE = "–";

  private static final int SIGNIFICANT = 3;
  private static final MathContext STORED = new MathContext(12);
  private static final double SMALLEST_P_VALUE = 0.001;

  private Numbers() {}

  /** A fraction in per cent, two decimals, without the sign: 0.8543 is "85.43". */
  public static String percent(@Nullable Double fraction) {
    return fraction == null ? NONE : fixed(100 * fraction, 2);
  }

  /** A difference of fractions in percentage points, always signed: "+0.42", "−1.00". */
  public static String points(@Nullable Double difference) {
    return difference == null ? NONE : signed(100 * difference, 2);
  }

  /** A size in percentage points without a sign: "0.5". */
  public static String radius(double fraction) {
    return BigDecimal.valueOf(fraction).movePointRight(2).stripTrailingZeros().toPlainString();
  }

  /** A value that is at least 0, to three significant digits, never in powers of ten. */
  public static String significant(@Nullable Double value) {
    if (value == null || !Double.isFinite(value)) {
      return NONE;
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(SIGNIFICANT, RoundingMode.HALF_EVEN));
    int decimals = Math.max(0, SIGNIFICANT - rounded.precision() + rounded.scale());
    return rounded.setScale(Math.min(decimals, 6), RoundingMode.HALF_EVEN).toPlainString();
  }

  /** A ratio as a relative change in whole per cent: 1.08 is "+8 %". */
  public static String change(@Nullable Double ratio) {
    return ratio == null ? NONE : signed(100 * (ratio - 1), 0) + " %";
  }

  public static String ratio(@Nullable Double ratio) {
    return ratio == null ? NONE : fixed(ratio, 2);
  }

  public static String pValue(@Nullable Double value) {
    if (value == null) {
      return NONE;
    }
    return value < SMALLEST_P_VALUE ? "< 0.001" : fixed(value, 3);
  }

  public static String signed(@Nullable Double value, int decimals) {
    if (value == null) {
      return NONE;
    }
    String text = fixed(value, decimals);
    return text.startsWith("−") || Double.parseDouble(text) == 0 ? text : "+" + text;
  }

  /** A whole number with thin spaces between thousands: "272 474". */
  public static String count(@Nullable Long value) {
    return value == null
        ? NONE
        : String.format(Locale.ROOT, "%,d", value).replace(',', '\u202f').replace('-', '−');
  }

  /** A number of things, in words a sentence can use: "1 seed", "3 seeds". */
  public static String of(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** A finite value in plain decimals, to six significant digits at most: "0.25", "−1". */
  public static String plain(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
    return rounded.toPlainString().replace('-', '−');
  }

  /** A finite value as files hold it: at most twelve significant digits, no trailing zeros. */
  static BigDecimal shortened(double value) {
    BigDecimal rounded = new BigDecimal(value).round(STORED).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }

  public static String fixed(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return rounded.toPlainString().replace('-', '−');
  }
}
