package dev.actzoo.activations.formula;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Differentiates expressions symbolically, by x or by a learned parameter. The result is in
 * canonical form.
 *
 * <p>Kinks have a subgradient: the derivative of the part that holds there for conditionals, the
 * slope on the left for minima and maxima of lines, 0 for relu and abs. A jump's derivative is 0.
 */
final class Derivative implements Expression.Algebra<Derivative.Pair> {

  /** An expression in canonical form and its derivative. */
  record Pair(Expression value, Expression slope) {}

  private final Canonical canonical;
  private final @Nullable String by;

  private Derivative(Canonical canonical, @Nullable String by) {
    this.canonical = canonical;
    this.by = by;
  }

  /** The derivative by x. */
  static Expression byInput(Expression expression) {
    return expression.fold(new Derivative(Canonical.forDerivatives(), null)).slope();
  }

  /** The derivative by the learned parameter of that name. */
  static Expression by(String learned, Expression expression) {
    return expression.fold(new Derivative(new Canonical(), learned)).slope();
  }

  private Expression number(String value) {
    return canonical.constant(new BigDecimal(value));
  }

  private Expression zero() {
    return number("0");
  }

  private Expression f(UnaryFunction function, Expression argument) {
    return canonical.unary(function, argument);
  }

  private Expression times(Expression a, Expression b) {
    return canonical.multiply(a, b);
  }

  @Override
  public Pair constant(BigDecimal value) {
    return new Pair(canonical.constant(value), zero());
  }

  @Override
  public Pair named(Expression.Named number) {
    return new Pair(number, zero());
  }

  @Override
  public Pair variable() {
    return new Pair(Expression.Variable.X, number(by == null ? "1" : "0"));
  }

  @Override
  public Pair learned(String name) {
    return new Pair(canonical.learned(name), number(name.equals(by) ? "1" : "0"));
  }

  @Override
  public Pair unary(UnaryFunction function, Pair u) {
    Expression value = canonical.unary(function, u.value());
    if (canonical.isNumber(u.slope(), 0)) {
      return new Pair(value, u.slope());
    }
    return new Pair(value, times(outer(function, u.value(), value), u.slope()));
  }

  /** The derivative of the function at u, where it has that value. */
  private Expression outer(UnaryFunction function, Expression u, Expression value) {
    Expression one = number("1");
    Expression square = times(u, u);
    return switch (function) {
      case NEGATE -> number("-1");
      case EXP -> value;
      case LOG -> canonical.divide(one, u);
      case LOG1P -> canonical.divide(one, canonical.add(one, u));
      case EXPM1 -> f(UnaryFunction.EXP, u);
      case SQRT -> canonical.divide(number("0.5"), value);
      case ABS -> f(UnaryFunction.SIGN, u);
      case SIGN, STEP -> zero();
      case SIN -> f(UnaryFunction.COS, u);
      case COS -> canonical.negate(f(UnaryFunction.SIN, u));
      case TAN -> canonical.add(one, times(value, value));
      case SINH -> f(UnaryFunction.COSH, u);
      case COSH -> f(UnaryFunction.SINH, u);
      case TANH -> canonical.power(f(UnaryFunction.COSH, u), number("-2"));
      case ASINH -> canonical.divide(one, f(UnaryFunction.SQRT, canonical.add(one, square)));
      case ATAN -> canonical.divide(one, canonical.add(one, square));
      case ERF ->
          canonical.divide(
              times(number("2"), f(UnaryFunction.EXP, canonical.negate(square))),
              f(UnaryFunction.SQRT, Expression.Named.PI));
      case PHI ->
          canonical.divide(
              f(UnaryFunction.EXP, times(number("-0.5"), square)),
              f(UnaryFunction.SQRT, times(number("2"), Expression.Named.PI)));
      case SIGMOID -> times(value, f(UnaryFunction.SIGMOID, canonical.negate(u)));
      case SOFTPLUS -> f(UnaryFunction.SIGMOID, u);
      case RELU -> f(UnaryFunction.STEP, u);
      case RELU6 ->
          times(
              f(UnaryFunction.STEP, u),
              f(UnaryFunction.STEP, canonical.add(number("6"), canonical.negate(u))));
      case SINC -> f(UnaryFunction.DSINC, u);
      case DSINC ->
          canonical.conditional(
              canonical.negate(
                  canonical.add(
                      f(UnaryFunction.SINC, u), canonical.divide(times(number("2"), value), u))),
              Comparison.GREATER,
              f(UnaryFunction.ABS, u),
              zero(),
              canonical.divide(number("-1"), number("3")));
    };
  }

  @Override
  public Pair binary(BinaryOperation operation, Pair a, Pair b) {
    return new Pair(
        canonical.binary(operation, a.value(), b.value()),
        switch (operation) {
          case ADD, SUBTRACT -> canonical.binary(operation, a.slope(), b.slope());
          case MULTIPLY -> canonical.add(times(a.slope(), b.value()), times(a.value(), b.slope()));
          case DIVIDE -> quotient(a, b);
          case POWER -> power(a, b);
          case MIN -> choice(a, Comparison.LESS, b);
          case MAX -> choice(a, Comparison.GREATER, b);
        });
  }

  /** (a' - (a / b) b') / b. */
  private Expression quotient(Pair a, Pair b) {
    Expression ratio = canonical.divide(a.value(), b.value());
    return canonical.divide(
        canonical.add(a.slope(), canonical.negate(times(ratio, b.slope()))), b.value());
  }

  /** b a^(b - 1) a' + a^b ln(a) b'. */
  private Expression power(Pair a, Pair b) {
    Expression less = canonical.add(b.value(), number("-1"));
    Expression slope = times(times(b.value(), canonical.power(a.value(), less)), a.slope());
    if (canonical.isNumber(b.slope(), 0)) {
      return slope;
    }
    Expression growth =
        times(canonical.power(a.value(), b.value()), f(UnaryFunction.LOG, a.value()));
    return canonical.add(slope, times(growth, b.slope()));
  }

  /**
   * The slope of the one that holds; where they are equal, of the line that comes from the left.
   */
  private Expression choice(Pair a, Comparison comparison, Pair b) {
    Boolean steeper = canonical.isGreater(a.slope(), b.slope());
    boolean swap = steeper != null && steeper == (comparison == Comparison.LESS);
    Pair strict = swap ? b : a;
    Pair rest = swap ? a : b;
    return canonical.conditional(
        strict.slope(), comparison, strict.value(), rest.value(), rest.slope());
  }

  @Override
  public Pair conditional(Pair then, Comparison comparison, Pair left, Pair right, Pair otherwise) {
    return new Pair(
        canonical.conditional(
            then.value(), comparison, left.value(), right.value(), otherwise.value()),
        canonical.conditional(
            then.slope(), comparison, left.value(), right.value(), otherwise.slope()));
  }
}
