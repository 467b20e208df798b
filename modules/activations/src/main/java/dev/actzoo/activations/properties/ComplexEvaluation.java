package dev.actzoo.activations.properties;

import dev.actzoo.activations.formula.BinaryOperation;
import dev.actzoo.activations.formula.Comparison;
import dev.actzoo.activations.formula.Expression;
import dev.actzoo.activations.formula.UnaryFunction;
import java.math.BigDecimal;
import java.util.function.UnaryOperator;
import org.apache.commons.numbers.complex.Complex;

/**
 * The analytic continuation of an expression about 0: principal values of functions, the branch of
 * conditionals, minima, maxima and absolute values that holds at 0.
 */
final class ComplexEvaluation implements Expression.Algebra<UnaryOperator<Complex>> {
  private static final Complex ONE = Complex.ONE;
  private static final int TERMS = 400;

  private ComplexEvaluation() {}

  static UnaryOperator<Complex> of(Expression expression) {
    return expression.fold(new ComplexEvaluation());
  }

  private static UnaryOperator<Complex> real(double value) {
    Complex constant = Complex.ofCartesian(value, 0);
    return z -> constant;
  }

  private static double atZero(UnaryOperator<Complex> f) {
    return f.apply(Complex.ZERO).real();
  }

  @Override
  public UnaryOperator<Complex> constant(BigDecimal value) {
    return real(value.doubleValue());
  }

  @Override
  public UnaryOperator<Complex> named(Expression.Named number) {
    return real(number.value());
  }

  @Override
  public UnaryOperator<Complex> variable() {
    return z -> z;
  }

  @Override
  public UnaryOperator<Complex> learned(String name) {
    throw new IllegalArgumentException("no value for " + name);
  }

  @Override
  public UnaryOperator<Complex> unary(UnaryFunction function, UnaryOperator<Complex> argument) {
    double start = atZero(argument);
    return switch (function) {
      case SIGN, STEP -> real(function.apply(start));
      case ABS -> start < 0 ? z -> argument.apply(z).negate() : argument;
      case RELU -> start < 0 ? real(0) : argument;
      case RELU6 -> start < 0 ? real(0) : start > 6 ? real(6) : argument;
      default -> z -> analytic(function, argument.apply(z));
    };
  }

  private static Complex analytic(UnaryFunction function, Complex u) {
    return switch (function) {
      case NEGATE -> u.negate();
      case EXP -> u.exp();
      case LOG -> u.log();
      case LOG1P -> u.add(1).log();
      case EXPM1 -> u.exp().subtract(1);
      case SQRT -> u.sqrt();
      case SIN -> u.sin();
      case COS -> u.cos();
      case TAN -> u.tan();
      case SINH -> u.sinh();
      case COSH -> u.cosh();
      case TANH -> u.tanh();
      case ASINH -> u.asinh();
      case ATAN -> u.atan();
      case ERF -> erf(u);
      case PHI -> erf(u.divide(Math.sqrt(2))).add(1).divide(2);
      case SIGMOID -> ONE.divide(u.negate().exp().add(1));
      case SOFTPLUS -> u.exp().add(1).log();
      case SINC -> u.equals(Complex.ZERO) ? ONE : u.sin().divide(u);
      case DSINC ->
          u.equals(Complex.ZERO) ? Complex.ZERO : u.cos().subtract(u.sin().divide(u)).divide(u);
      case ABS, SIGN, STEP, RELU, RELU6 ->
          throw new IllegalArgumentException(function + " is not analytic");
    };
  }

  /** erf(z) = 2 / sqrt(pi) e^(-z^2) sum over n of 2^n z^(2n+1) / (1 * 3 * ... * (2n+1)). */
  private static Complex erf(Complex z) {
    Complex ratio = z.multiply(z).multiply(2);
    Complex term = z;
    Complex sum = z;
    for (int n = 1; n < TERMS && term.abs() > 1e-17 * sum.abs(); n++) {
      term = term.multiply(ratio).divide(2 * n + 1);
      sum = sum.add(term);
    }
    return sum.multiply(z.multiply(z).negate().exp()).multiply(2 / Math.sqrt(Math.PI));
  }

  @Override
  public UnaryOperator<Complex> binary(
      BinaryOperation operation, UnaryOperator<Complex> left, UnaryOperator<Complex> right) {
    return switch (operation) {
      case ADD -> z -> left.apply(z).add(right.apply(z));
      case SUBTRACT -> z -> left.apply(z).subtract(right.apply(z));
      case MULTIPLY -> z -> left.apply(z).multiply(right.apply(z));
      case DIVIDE -> z -> left.apply(z).divide(right.apply(z));
      case POWER -> z -> power(left.apply(z), right.apply(z));
      case MIN -> atZero(left) <= atZero(right) ? left : right;
      case MAX -> atZero(left) >= atZero(right) ? left : right;
    };
  }

  private static Complex power(Complex base, Complex exponent) {
    double real = exponent.real();
    if (exponent.imag() != 0 || real != Math.rint(real) || Math.abs(real) > 64) {
      return base.pow(exponent);
    }
    Complex product = ONE;
    for (int i = 0; i < Math.abs(real); i++) {
      product = product.multiply(base);
    }
    return real < 0 ? ONE.divide(product) : product;
  }

  @Override
  public UnaryOperator<Complex> conditional(
      UnaryOperator<Complex> then,
      Comparison comparison,
      UnaryOperator<Complex> left,
      UnaryOperator<Complex> right,
      UnaryOperator<Complex> otherwise) {
    return comparison.holds(atZero(left), atZero(right)) ? then : otherwise;
  }
}
