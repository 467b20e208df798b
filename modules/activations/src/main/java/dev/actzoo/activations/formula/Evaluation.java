package dev.actzoo.activations.formula;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Evaluates expressions in double precision, operation by operation as they are written; or in
 * single, each result rounded to it.
 */
public final class Evaluation implements Expression.Algebra<ToDoubleFunction<double[]>> {
  private final List<LearnedParameter> learned;
  private final boolean single;

  private Evaluation(List<LearnedParameter> learned, boolean single) {
    this.learned = learned;
    this.single = single;
  }

  /**
   * The function of an array that holds x, then the learned parameters in their order.
   *
   * @param learned every parameter of the expression
   */
  public static ToDoubleFunction<double[]> of(
      Expression expression, List<LearnedParameter> learned) {
    return expression.fold(new Evaluation(learned, false));
  }

  /** The same with every number and every result rounded to single precision. */
  static ToDoubleFunction<double[]> inSingle(
      Expression expression, List<LearnedParameter> learned) {
    return expression.fold(new Evaluation(learned, true));
  }

  private double rounded(double value) {
    return single ? (float) value : value;
  }

  /** The value at x of an expression without learned parameters. */
  public static double at(Expression expression, double x) {
    return of(expression, List.of()).applyAsDouble(new double[] {x});
  }

  @Override
  public ToDoubleFunction<double[]> constant(BigDecimal value) {
    double nearest = rounded(value.doubleValue());
    return arguments -> nearest;
  }

  @Override
  public ToDoubleFunction<double[]> named(Expression.Named number) {
    double nearest = rounded(number.value());
    return arguments -> nearest;
  }

  @Override
  public ToDoubleFunction<double[]> variable() {
    return arguments -> arguments[0];
  }

  @Override
  public ToDoubleFunction<double[]> learned(String name) {
    for (int i = 0; i < learned.size(); i++) {
      if (learned.get(i).name().equals(name)) {
        int place = i + 1;
        return arguments -> arguments[place];
      }
    }
    throw new IllegalArgumentException("no learned parameter " + name);
  }

  @Override
  public ToDoubleFunction<double[]> unary(
      UnaryFunction function, ToDoubleFunction<double[]> argument) {
    return arguments -> rounded(function.apply(argument.applyAsDouble(arguments)));
  }

  @Override
  public ToDoubleFunction<double[]> binary(
      BinaryOperation operation,
      ToDoubleFunction<double[]> left,
      ToDoubleFunction<double[]> right) {
    return arguments ->
        rounded(operation.apply(left.applyAsDouble(arguments), right.applyAsDouble(arguments)));
  }

  @Override
  public ToDoubleFunction<double[]> conditional(
      ToDoubleFunction<double[]> then,
      Comparison comparison,
      ToDoubleFunction<double[]> left,
      ToDoubleFunction<double[]> right,
      ToDoubleFunction<double[]> otherwise) {
    return arguments ->
        comparison.holds(left.applyAsDouble(arguments), right.applyAsDouble(arguments))
            ? then.applyAsDouble(arguments)
            : otherwise.applyAsDouble(arguments);
  }
}
