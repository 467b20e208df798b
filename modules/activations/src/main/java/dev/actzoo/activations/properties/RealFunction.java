package dev.actzoo.activations.properties;

import dev.actzoo.activations.formula.Effort;
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

  /** The number of nodes that one unit of effort evaluates in double precision. */
  private static final int NODES_A_UNIT = 50;

  /** Below this the sign of a double may be that of its rounding errors. */
  private static final double DOUBTFUL = 1e-12;

  private final Expression expression;
  private final Effort effort;
  private final ToDoubleFunction<double[]> fast;
  private @Nullable RealFunction derivative;

  /**
   * @param effort what its evaluations may cost together
   */
  RealFunction(Expression expression, Effort effort) {
    this.expression = expression;
    this.effort = effort;
    this.fast = Evaluation.of(expression, List.of());
  }

  Expression expression() {
    return expression;
  }

  /** Another function that shares the allowance of work. */
  RealFunction with(Expression other) {
    return new RealFunction(other, effort);
  }

  /** Takes work for evaluating an expression so often. */
  void spend(Expression evaluated, long times) {
    effort.spend(times * evaluated.size() / NODES_A_UNIT);
  }

  /** The value in double precision. */
  double fast(double x) {
    effort.spend(expression.size() / NODES_A_UNIT);
    return fast.applyAsDouble(new double[] {x});
  }

  /** The value to 30 digits, rounded. */
  double at(double x) {
    return fast(x) == 0 && once(x).shadow() == 0
        ? 0
        : PreciseEvaluation.value(expression, Real.of(x), Map.of(), DIGITS, effort).toDouble();
  }

  /** The value computed with 60 digits, right to fewer where they cancel. */
  double nearly(double x) {
    return once(x).toDouble();
  }

  private Real once(double x) {
    return PreciseEvaluation.once(expression, Real.of(x), Map.of(), WORKING_DIGITS, effort);
  }

  /** The value to 30 digits, rounded. */
  double at(BigDecimal x) {
    return PreciseEvaluation.value(expression, new Real.Finite(x), Map.of(), DIGITS, effort)
        .toDouble();
  }

  /** -1, 0 or 1: the sign of the value, in extended precision where doubles leave it in doubt. */
  int sign(double x) {
    double value = fast(x);
    return (int) Math.signum(Math.abs(value) > DOUBTFUL ? value : once(x).shadow());
  }

  /** The derivative. */
  RealFunction derivative() {
    if (derivative == null) {
      derivative = with(new ParsedFormula(expression, List.of()).derivative());
    }
    return derivative;
  }

  /** The function f(x) - x. */
  RealFunction minusInput() {
    return with(expression.minus(Expression.Variable.X));
  }
}
