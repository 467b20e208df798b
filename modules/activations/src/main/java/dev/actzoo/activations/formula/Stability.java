package dev.actzoo.activations.formula;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Finds where a formula, computed in float32 operation by operation, stops being a finite number
 * though its input is one.
 */
public final class Stability {
  /** Inputs of networks that still learn are smaller. */
  private static final double REACH = 1e6;

  private static final double STEP = 1.02;
  private static final double START = 1e-3;

  private Stability() {}

  /**
   * One line for each of value and derivative that fails, saying from which x on; empty if neither
   * does. It is looked for in the formula as it is given: pass the canonical form for what is run.
   */
  public static List<String> warnings(ParsedFormula formula) {
    return List.of("value", "derivative").stream()
        .flatMap(
            what -> {
              Expression expression =
                  what.equals("value") ? formula.expression() : formula.derivative();
              return warning(what, expression, formula).stream();
            })
        .toList();
  }

  private static List<String> warning(String what, Expression expression, ParsedFormula formula) {
    ToDoubleFunction<double[]> single = Evaluation.inSingle(expression, formula.learned());
    double[] arguments = new double[1 + formula.learned().size()];
    System.arraycopy(formula.initial(), 0, arguments, 1, formula.learned().size());
    OptionalDouble right = first(single, arguments, 1);
    OptionalDouble left = first(single, arguments, -1);
    if (right.isEmpty() && left.isEmpty()) {
      return List.of();
    }
    boolean toRight =
        right.isPresent() && (left.isEmpty() || right.getAsDouble() <= -left.getAsDouble());
    double x = toRight ? right.getAsDouble() : left.orElseThrow();
    arguments[0] = x;
    String becomes =
        Double.isNaN(single.applyAsDouble(arguments)) ? "is not a number" : "overflows";
    return List.of(
        String.format(Locale.ROOT, "in float32 its %s %s from x = %.4g on", what, becomes, x));
  }

  /** The first point on that side where the value is not finite. */
  private static OptionalDouble first(
      ToDoubleFunction<double[]> single, double[] arguments, int side) {
    double before = 0;
    for (double size = START; size < REACH; size *= STEP) {
      if (!finite(single, arguments, side * size)) {
        double finite = before;
        double failing = size;
        while (failing - finite > 1e-6 * failing) {
          double middle = (finite + failing) / 2;
          if (finite(single, arguments, side * middle)) {
            finite = middle;
          } else {
            failing = middle;
          }
        }
        return OptionalDouble.of(side * failing);
      }
      before = size;
    }
    return OptionalDouble.empty();
  }

  private static boolean finite(ToDoubleFunction<double[]> single, double[] arguments, double x) {
    arguments[0] = (float) x;
    return Double.isFinite(single.applyAsDouble(arguments));
  }
}
