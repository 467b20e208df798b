package dev.actzoo.reports.catalogue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Figures of an audit for people: errors in powers of ten, inputs to four digits. */
public final class Figures {
  private static final MathContext DIGITS = new MathContext(4);
  private static final int LONGEST = 6;

  private Figures() {}

  /** An error to two digits: "2.0e-7" with a true minus, "0", "∞". */
  public static String error(double error) {
    if (error == 0) {
      return "0";
    }
    if (!Double.isFinite(error)) {
      return "∞";
    }
    if (error >= 0.01 && error < 1000) {
      return String.format(Locale.ROOT, error < 1 ? "%.4f" : "%.1f", error);
    }
    return scientific(error, 1);
  }

  /** A number to four digits. */
  public static String number(double x) {
    if (Double.isNaN(x)) {
      return "NaN";
    }
    if (Double.isInfinite(x)) {
      return x < 0 ? "−∞" : "∞";
    }
    double size = Math.abs(x);
    if (size != 0 && (size < 1e-4 || size >= Math.pow(10, LONGEST))) {
      return scientific(x, 2);
    }
    BigDecimal rounded = new BigDecimal(x).round(DIGITS).stripTrailingZeros();
    return (rounded.signum() == 0 ? "0" : rounded.toPlainString()).replace('-', '−');
  }

  private static String scientific(double x, int decimals) {
    String text = String.format(Locale.ROOT, "%." + decimals + "e", x);
    return text.replaceAll("e([+-])0?", "e$1").replace("e+", "e").replace('-', '−');
  }
}
