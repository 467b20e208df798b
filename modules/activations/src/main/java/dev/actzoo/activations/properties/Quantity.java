package dev.actzoo.activations.properties;

import dev.actzoo.activations.formula.Expression;
import dev.actzoo.activations.formula.FormulaParser;
import dev.actzoo.activations.formula.PreciseEvaluation;
import dev.actzoo.activations.formula.Real;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Map;

/**
 * A property that is a number, an infinity, or none.
 *
 * @param text a formula without x, {@code inf}, {@code -inf} or {@code none}
 * @param value the nearest double; NaN for none
 */
public record Quantity(String text, double value) implements Value {
  private static final Map<String, Double> WORDS =
      Map.of("inf", Double.POSITIVE_INFINITY, "-inf", Double.NEGATIVE_INFINITY, "none", Double.NaN);

  private static final MathContext SHOWN = new MathContext(15);
  private static final int DIGITS = 25;

  /** The quantity declared with that text. */
  static Quantity parse(String text) {
    String trimmed = text.strip();
    Double word = WORDS.get(trimmed);
    if (word != null) {
      return new Quantity(trimmed, word);
    }
    Expression expression = FormulaParser.parse(trimmed).expression();
    return new Quantity(
        trimmed, PreciseEvaluation.value(expression, Real.Special.NOT_A_NUMBER, DIGITS).toDouble());
  }

  /** A quantity that was computed; NaN is none. */
  static Quantity of(double value) {
    if (Double.isNaN(value)) {
      return new Quantity("none", value);
    }
    if (Double.isInfinite(value)) {
      return new Quantity(value > 0 ? "inf" : "-inf", value);
    }
    BigDecimal rounded = new BigDecimal(value).round(SHOWN).stripTrailingZeros();
    int magnitude = rounded.precision() - rounded.scale();
    return new Quantity(
        Math.abs(magnitude) < 18 ? rounded.toPlainString() : rounded.toString(), value);
  }

  @Override
  public String shown() {
    boolean formula = Double.isFinite(value) && !text.matches("-?[0-9.]+(E-?[0-9]+)?");
    return formula ? String.format(Locale.ROOT, "%s = %.6g", text, value) : text;
  }

  /** Whether there is none. */
  public boolean isNone() {
    return Double.isNaN(value);
  }

  @Override
  public boolean agrees(Value other, double tolerance) {
    if (!(other instanceof Quantity quantity)) {
      return false;
    }
    if (!Double.isFinite(value) || !Double.isFinite(quantity.value)) {
      return Double.compare(value, quantity.value) == 0;
    }
    double size = Math.max(1, Math.max(Math.abs(value), Math.abs(quantity.value)));
    return Math.abs(value - quantity.value) <= tolerance * size;
  }
}
