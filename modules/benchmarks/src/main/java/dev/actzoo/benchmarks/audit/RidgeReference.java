package dev.actzoo.benchmarks.audit;

import dev.actzoo.activations.Ridge;
import dev.actzoo.activations.StraightThrough;
import dev.actzoo.activations.formula.Expression;
import dev.actzoo.activations.formula.FormulaParser;
import dev.actzoo.activations.formula.LearnedParameter;
import dev.actzoo.activations.formula.ParsedFormula;
import dev.actzoo.activations.formula.PreciseEvaluation;
import dev.actzoo.activations.formula.Real;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/**
 * What an elementwise function and its derivative are over the {@link AuditGrid}: the formula of
 * the catalogue and its symbolic derivative, in {@value #DIGITS} digits. At infinities, and where a
 * formula as it is written has no value in extended precision either (infinity times zero), it is
 * the limit that the catalogue's double reference takes.
 *
 * @param ridge the function
 * @param values f at each point
 * @param slopes f' at each point, or the gradient that stands for it; where it jumps, anything
 *     between its one-sided limits
 */
record RidgeReference(Ridge ridge, List<Target> values, List<Target> slopes) {
  static final int DIGITS = 50;

  /** How far beside a kink a one-sided slope is taken; beyond all floats' reach. */
  private static final BigDecimal BESIDE = new BigDecimal("1e-48");

  /** What the reference in double errs by where the slope does not jump. */
  private static final double SMOOTH = 1e-9;

  static RidgeReference of(Ridge ridge, float[] grid) {
    ParsedFormula formula = FormulaParser.parse(ridge.formula().text());
    Map<String, BigDecimal> learned =
        formula.learned().stream()
            .collect(Collectors.toMap(LearnedParameter::name, LearnedParameter::initial));
    Expression value = formula.expression();
    Expression slope = StraightThrough.slope(ridge).orElseGet(formula::derivative);
    List<Target> values = new ArrayList<>();
    List<Target> slopes = new ArrayList<>();
    for (float x : grid) {
      values.add(target(value, x, learned, ridge::value));
      slopes.add(
          AuditGrid.mayBeKink(x)
              ? withSides(Target.of(Real.of(ridge.derivative(x))), slope, x, learned)
              : target(slope, x, learned, ridge::derivative));
    }
    return new RidgeReference(ridge, values, slopes);
  }

  private static Target target(
      Expression expression,
      float x,
      Map<String, BigDecimal> learned,
      DoubleUnaryOperator inDouble) {
    if (Float.isFinite(x)) {
      Real precise = PreciseEvaluation.value(expression, Real.of(x), learned, DIGITS);
      if (precise.isFinite()) {
        return Target.of(precise);
      }
    }
    return Target.of(Real.of(inDouble.applyAsDouble(x)));
  }

  /**
   * Anything between the slopes on both sides, and the subgradient of the catalogue if it jumps.
   */
  private static Target withSides(
      Target subgradient, Expression slope, float x, Map<String, BigDecimal> learned) {
    Target left = beside(x, BESIDE.negate(), slope, learned);
    Target right = beside(x, BESIDE, slope, learned);
    Target both = left.to(right);
    return both.error(subgradient.nearest()) > SMOOTH * both.size() ? both.to(subgradient) : both;
  }

  private static Target beside(
      float x, BigDecimal step, Expression slope, Map<String, BigDecimal> learned) {
    Real point = new Real.Finite(new BigDecimal(x).add(step));
    return Target.of(PreciseEvaluation.value(slope, point, learned, DIGITS));
  }
}
