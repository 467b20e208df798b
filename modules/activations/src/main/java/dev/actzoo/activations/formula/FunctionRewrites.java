package dev.actzoo.activations.formula;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/** What a function of a canonical argument is rewritten to. */
final class FunctionRewrites {
  private static final Set<UnaryFunction> ODD =
      EnumSet.of(
          UnaryFunction.SIN,
          UnaryFunction.TAN,
          UnaryFunction.SINH,
          UnaryFunction.TANH,
          UnaryFunction.ASINH,
          UnaryFunction.ATAN,
          UnaryFunction.ERF,
          UnaryFunction.SIGN,
          UnaryFunction.DSINC);

  private static final Set<UnaryFunction> EVEN =
      EnumSet.of(UnaryFunction.COS, UnaryFunction.COSH, UnaryFunction.SINC, UnaryFunction.ABS);

  private final Canonical canonical;

  FunctionRewrites(Canonical canonical) {
    this.canonical = canonical;
  }

  Expression apply(UnaryFunction function, Expression argument) {
    Factors factors = canonical.factors(argument);
    BigFraction number = Canonical.rational(factors);
    Expression known = number == null ? null : ofNumber(function, number);
    if (known != null) {
      return known;
    }
    boolean negative = factors.coefficient().signum() < 0;
    if (negative && ODD.contains(function)) {
      return canonical.negate(apply(function, canonical.negate(argument)));
    }
    if (negative && EVEN.contains(function)) {
      return apply(function, canonical.negate(argument));
    }
    Expression simpler = simpler(function, argument, factors);
    return simpler == null ? canonical.plain(function, argument) : simpler;
  }

  /** The value at a number where that is rational. */
  private @Nullable Expression ofNumber(UnaryFunction function, BigFraction at) {
    if (at.signum() == 0) {
      return switch (function) {
        case LOG -> null;
        case EXP, COS, COSH, SINC -> canonical.number(BigFraction.ONE);
        case SIGMOID, PHI -> canonical.number(BigFraction.of(1, 2));
        case SOFTPLUS -> canonical.plain(UnaryFunction.LOG, canonical.number(BigFraction.of(2)));
        default -> canonical.number(BigFraction.ZERO);
      };
    }
    BigFraction six = BigFraction.of(6);
    return switch (function) {
      case ABS -> canonical.number(at.abs());
      case SIGN -> canonical.number(BigFraction.of(at.signum()));
      case STEP -> canonical.number(BigFraction.of(Math.max(0, at.signum())));
      case RELU -> canonical.number(at.signum() > 0 ? at : BigFraction.ZERO);
      case RELU6 ->
          canonical.number(at.signum() < 0 ? BigFraction.ZERO : at.compareTo(six) > 0 ? six : at);
      case LOG -> at.equals(BigFraction.ONE) ? canonical.number(BigFraction.ZERO) : null;
      case SQRT -> root(at);
      default -> null;
    };
  }

  private @Nullable Expression root(BigFraction square) {
    if (square.signum() < 0) {
      return null;
    }
    BigFraction root = BigFraction.of(square.getNumerator().sqrt(), square.getDenominator().sqrt());
    return root.multiply(root).equals(square) ? canonical.number(root) : null;
  }

  private @Nullable Expression simpler(
      UnaryFunction function, Expression argument, Factors factors) {
    Expression.Unary inner = argument instanceof Expression.Unary unary ? unary : null;
    return switch (function) {
      case LOG -> logarithm(argument, inner);
      case LOG1P ->
          is(inner, UnaryFunction.EXP)
              ? canonical.unary(UnaryFunction.SOFTPLUS, inner.argument())
              : null;
      case ABS -> {
        BigFraction coefficient = factors.coefficient();
        yield coefficient.equals(BigFraction.ONE)
            ? null
            : canonical.scale(
                canonical.unary(
                    UnaryFunction.ABS, canonical.product(BigFraction.ONE, factors.powers())),
                coefficient);
      }
      case RELU ->
          is(inner, UnaryFunction.RELU)
                  || is(inner, UnaryFunction.RELU6)
                  || is(inner, UnaryFunction.SIGMOID)
                  || is(inner, UnaryFunction.SOFTPLUS)
                  || is(inner, UnaryFunction.EXP)
                  || is(inner, UnaryFunction.ABS)
              ? argument
              : clipped(argument);
      default -> null;
    };
  }

  /** relu(min(6, u)) is relu6(u). */
  private @Nullable Expression clipped(Expression argument) {
    if (argument instanceof Expression.Binary least && least.operation() == BinaryOperation.MIN) {
      if (canonical.isNumber(least.left(), 6)) {
        return canonical.unary(UnaryFunction.RELU6, least.right());
      }
      if (canonical.isNumber(least.right(), 6)) {
        return canonical.unary(UnaryFunction.RELU6, least.left());
      }
    }
    return null;
  }

  private @Nullable Expression logarithm(Expression argument, Expression.@Nullable Unary inner) {
    if (argument == Expression.Named.E) {
      return canonical.constant(BigDecimal.ONE);
    }
    if (is(inner, UnaryFunction.EXP)) {
      return inner.argument();
    }
    if (is(inner, UnaryFunction.SIGMOID)) {
      return canonical.negate(
          canonical.unary(UnaryFunction.SOFTPLUS, canonical.negate(inner.argument())));
    }
    Expression rest = canonical.withoutOne(argument);
    return rest == null ? null : canonical.unary(UnaryFunction.LOG1P, rest);
  }

  private static boolean is(Expression.@Nullable Unary expression, UnaryFunction function) {
    return expression != null && expression.function() == function;
  }
}
