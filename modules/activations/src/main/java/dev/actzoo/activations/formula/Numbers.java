package dev.actzoo.activations.formula;

import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;

/** Collects the numbers an expression is written with. */
final class Numbers implements Expression.Algebra<Boolean> {
  private final Set<Double> numbers = new TreeSet<>(Set.of(0.0));

  private Numbers() {}

  /** The numbers, and 0. */
  static Set<Double> of(Expression expression) {
    Numbers collector = new Numbers();
    expression.fold(collector);
    return collector.numbers;
  }

  @Override
  public Boolean constant(BigDecimal value) {
    return numbers.add(Math.abs(value.doubleValue()));
  }

  @Override
  public Boolean named(Expression.Named number) {
    return true;
  }

  @Override
  public Boolean variable() {
    return true;
  }

  @Override
  public Boolean learned(String name) {
    return true;
  }

  @Override
  public Boolean unary(UnaryFunction function, Boolean argument) {
    return true;
  }

  @Override
  public Boolean binary(BinaryOperation operation, Boolean left, Boolean right) {
    return true;
  }

  @Override
  public Boolean conditional(
      Boolean then, Comparison comparison, Boolean left, Boolean right, Boolean otherwise) {
    return true;
  }
}
