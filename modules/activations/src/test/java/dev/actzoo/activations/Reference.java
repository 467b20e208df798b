package dev.actzoo.activations;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A published formula and its slope, to 22 digits: the working precision is doubled until two
 * results agree, so cancellation in the formula does no harm.
 */
record Reference(PublishedFormula formula) {
  private static final int LEAST_DIGITS = 60;

  /** From here on what comes out as zero is zero to a double. */
  private static final int DIGITS_FOR_ZERO = 400;

  private static final BigDecimal AGREEMENT = new BigDecimal("1e-22");

  /** Far below the smallest double; what is smaller counts as zero, whatever its exponent. */
  private static final BigDecimal NEGLIGIBLE = new BigDecimal("1e-345");

  /** Relative step of the central difference; its error is of the order of the step squared. */
  private static final BigDecimal STEP = new BigDecimal("1e-25");

  private static final Map<Integer, Precise> PRECISE = new ConcurrentHashMap<>();

  BigDecimal value(double x) {
    BigDecimal exact = new BigDecimal(x);
    return settled(x, p -> formula.at(exact, p));
  }

  BigDecimal slope(double x) {
    BigDecimal exact = new BigDecimal(x);
    BigDecimal step = x == 0 ? STEP : exact.abs().multiply(STEP).round(new MathContext(3));
    return settled(
        x,
        p ->
            p.over(
                formula.at(exact.add(step), p).subtract(formula.at(exact.subtract(step), p)),
                step.add(step)));
  }

  private static BigDecimal settled(double x, Function<Precise, BigDecimal> compute) {
    int digits = LEAST_DIGITS + 2 * Math.max(0, (int) -Math.log10(Math.max(1e-323, Math.abs(x))));
    BigDecimal before = compute.apply(precise(digits));
    while (true) {
      digits *= 2;
      BigDecimal after = compute.apply(precise(digits));
      BigDecimal allowed = after.abs().multiply(AGREEMENT).max(NEGLIGIBLE);
      boolean agreed = after.subtract(before).abs().compareTo(allowed) <= 0;
      if (agreed && (after.signum() != 0 || digits >= DIGITS_FOR_ZERO)) {
        return after.abs().compareTo(NEGLIGIBLE) < 0 ? BigDecimal.ZERO : after;
      }
      before = after;
    }
  }

  private static Precise precise(int digits) {
    return PRECISE.computeIfAbsent(digits, Precise::new);
  }
}
