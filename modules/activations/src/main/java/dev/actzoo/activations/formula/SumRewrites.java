package dev.actzoo.activations.formula;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/** What a sum is rewritten to so that its parts do not cancel. */
final class SumRewrites {
  private final Canonical canonical;
  private final Expression one;
  private SortedMap<Expression, BigFraction> terms;

  SumRewrites(Canonical canonical, SortedMap<Expression, BigFraction> terms) {
    this.canonical = canonical;
    this.terms = terms;
    this.one = canonical.constant(BigDecimal.ONE);
  }

  SortedMap<Expression, BigFraction> apply() {
    while (rewritesOne()) {
      // until nothing is left to rewrite
    }
    return terms;
  }

  private boolean rewritesOne() {
    BigFraction number = terms.get(one);
    for (Map.Entry<Expression, BigFraction> entry : new ArrayList<>(terms.entrySet())) {
      if (!(entry.getKey() instanceof Expression.Unary unary)) {
        continue;
      }
      BigFraction coefficient = entry.getValue();
      if (number != null && coefficient.abs().equals(number.abs())) {
        Expression instead =
            withNumber(unary.function(), unary.argument(), coefficient.equals(number));
        if (instead != null) {
          replace(entry.getKey(), one, instead, number);
          return true;
        }
      }
      if (unary.function() == UnaryFunction.EXP && rewritesPair(unary, coefficient)) {
        return true;
      }
    }
    return false;
  }

  /** 1 + f(u), or 1 - f(u), in a form that does not cancel. */
  private @Nullable Expression withNumber(UnaryFunction function, Expression u, boolean added) {
    return switch (function) {
      case ERF -> {
        Expression argument = canonical.timesRootTwo(added ? u : canonical.negate(u));
        yield twice(canonical.unary(UnaryFunction.PHI, argument));
      }
      case TANH -> {
        Expression argument = twice(added ? u : canonical.negate(u));
        yield twice(canonical.unary(UnaryFunction.SIGMOID, argument));
      }
      case SIGMOID, PHI -> added ? null : canonical.unary(function, canonical.negate(u));
      case EXP -> added ? null : canonical.negate(canonical.unary(UnaryFunction.EXPM1, u));
      case EXPM1 -> added ? canonical.unary(UnaryFunction.EXP, u) : null;
      default -> null;
    };
  }

  private Expression twice(Expression expression) {
    return canonical.scale(expression, BigFraction.of(2));
  }

  /** e^u + e^-u is 2 cosh(u), e^u - e^-u is 2 sinh(u). */
  private boolean rewritesPair(Expression.Unary exponential, BigFraction coefficient) {
    Expression other = canonical.unary(UnaryFunction.EXP, canonical.negate(exponential.argument()));
    BigFraction second = terms.get(other);
    if (second == null
        || coefficient.signum() < 0
        || !second.abs().equals(coefficient)
        || exponential.equals(other)) {
      return false;
    }
    UnaryFunction function = second.signum() > 0 ? UnaryFunction.COSH : UnaryFunction.SINH;
    replace(
        exponential, other, twice(canonical.unary(function, exponential.argument())), coefficient);
    return true;
  }

  private void replace(Expression first, Expression second, Expression by, BigFraction times) {
    SortedMap<Expression, BigFraction> rest = new TreeMap<>(terms);
    rest.remove(first);
    rest.remove(second);
    Factors factors = canonical.factors(by);
    Expression term =
        factors.powers().isEmpty() ? one : canonical.product(BigFraction.ONE, factors.powers());
    BigFraction coefficient = factors.coefficient().multiply(times);
    rest.merge(term, coefficient, BigFraction::add);
    if (rest.get(term).signum() == 0) {
      rest.remove(term);
    }
    terms = rest;
  }
}
