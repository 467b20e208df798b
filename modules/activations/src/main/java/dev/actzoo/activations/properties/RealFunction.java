package dev.actzoo.activations.properties;

import dev.actzoo.activations.formula.Evaluation;
import dev.actzoo.activations.formula.Expression;
import dev.actzoo.activations.formula.ParsedFormula;
import dev.actzoo.activations.formula.PreciseEvaluation;
import dev.actzoo.activations.formula.Real;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * An expression in x alone, evaluated quickly in double precision to find places, and to 30 digits
 * for what is reported of them.
 */
final class RealFunction {
  private static final int DIGITS = 30;
  private static final int WORKING_DIGITS = 60;

  /** Below this the sign of a double may be that of its rounding errors. */
  private static final double DOUBTFUL = 1e-12;

  private final Expression expression;
  private final ToDoubleFunction<double[]> fast;
  private @Nullable RealFunction derivative;

  RealFunction(Expression expression) {
    this.expression = expression;
    this.fast = Evaluation.of(expression, List.of());
  }

  Expression expression() {
    return expression;
  }

  /** The value in double precision. */
  double fast(double x) {
    return fast.applyAsDouble(new double[] {x});
  }

  /** The value to 30 digits, rounded. */
  double at(double x) {
    return fast(x) == 0 && once(x).shadow() == 0
        ? 0
        : PreciseEvaluation.value(expression, Real.of(x), DIGITS).toDouble();
  }

  /** The value computed with 60 digits, right to fewer where they cancel. */
  double nearly(double x) {
    return once(x).toDouble();
  }

  private Real once(double x) {
    return PreciseEvaluation.once(expression, Real.of(x), Map.of(), WORKING_DIGITS);
  }

  /** The value to 30 digits, rounded. */
  double at(BigDecimal x) {
    return PreciseEvaluation.value(expression, new Real.Finite(x), DIGITS).toDouble();
  }

  /** -1, 0 or 1: the sign of the value, in extended precision where doubles leave it in doubt. */
  int sign(double x) {
    double value = fast(x);
    return (int) Math.signum(Math.abs(value) > DOUBTFUL ? value : once(x).shadow());
  }

  /** The derivative. */
  RealFunction derivative() {
    if (derivative == null) {
      derivative = new RealFunction(new ParsedFormula(expression, List.of()).derivative());
    }
    return derivative;
  }

  /** The function f(x) - x. */
  RealFunction minusInput() {
    return new RealFunction(expression.minus(Expression.Variable.X));
  }
}
