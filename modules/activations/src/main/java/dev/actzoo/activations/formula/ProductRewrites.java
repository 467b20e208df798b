package dev.actzoo.activations.formula;

import java.util.ArrayList;
import java.util.Map;
import java.util.SortedMap;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/** What a product is rewritten to so that its factors do not overflow. */
final class ProductRewrites {
  private final Canonical canonical;
  private final SortedMap<Expression, Integer> powers;
  private BigFraction coefficient;

  /**
   * @param empty to be filled
   */
  ProductRewrites(
      Canonical canonical,
      BigFraction coefficient,
      SortedMap<Expression, Integer> powers,
      SortedMap<Expression, Integer> empty) {
    this.canonical = canonical;
    this.coefficient = coefficient;
    this.powers = empty;
    this.powers.putAll(powers);
  }

  Factors apply() {
    while (rewritesOne()) {
      // until nothing is left to rewrite
    }
    return new Factors(coefficient, powers);
  }

  private boolean rewritesOne() {
    return mergesExponentials() || rewritesFactor() || rewritesPair();
  }

  /** All powers of exponentials become one exponential. */
  private boolean mergesExponentials() {
    Expression exponent = null;
    int found = 0;
    boolean plain = true;
    for (Map.Entry<Expression, Integer> entry : new ArrayList<>(powers.entrySet())) {
      if (entry.getKey() instanceof Expression.Unary u && u.function() == UnaryFunction.EXP) {
        found++;
        plain &= entry.getValue() == 1;
        Expression scaled = canonical.scale(u.argument(), BigFraction.of(entry.getValue()));
        exponent = exponent == null ? scaled : canonical.add(exponent, scaled);
      }
    }
    if (exponent == null || (found == 1 && plain)) {
      return false;
    }
    powers
        .keySet()
        .removeIf(f -> f instanceof Expression.Unary u && u.function() == UnaryFunction.EXP);
    multiply(canonical.unary(UnaryFunction.EXP, exponent), 1);
    return true;
  }

  private boolean rewritesFactor() {
    for (Map.Entry<Expression, Integer> entry : new ArrayList<>(powers.entrySet())) {
      Expression factor = entry.getKey();
      int power = entry.getValue();
      Expression exponent = power < 0 ? exponentOfOnePlusExp(factor) : null;
      if (exponent != null) {
        powers.remove(factor);
        multiply(canonical.unary(UnaryFunction.SIGMOID, canonical.negate(exponent)), -power);
        return true;
      }
      if (factor instanceof Expression.Unary u && Math.abs(power) >= 2) {
        boolean root =
            u.function() == UnaryFunction.SQRT && u.argument() instanceof Expression.Constant;
        if (root || (u.function() == UnaryFunction.ABS && power % 2 == 0)) {
          int pairs = power / 2;
          powers.remove(factor);
          multiply(u.argument(), root ? pairs : power);
          multiply(factor, root ? power - 2 * pairs : 0);
          return true;
        }
      }
    }
    return false;
  }

  /** u where the factor is 1 + e^u. */
  private @Nullable Expression exponentOfOnePlusExp(Expression factor) {
    return factor instanceof Expression.Binary sum
            && sum.operation() == BinaryOperation.ADD
            && canonical.isNumber(sum.right(), 1)
            && sum.left() instanceof Expression.Unary u
            && u.function() == UnaryFunction.EXP
        ? u.argument()
        : null;
  }

  /** e^u sigmoid(-u)^k, (e^u - 1) sigmoid(-u) and sinh(u) / cosh(u). */
  private boolean rewritesPair() {
    for (Map.Entry<Expression, Integer> one : new ArrayList<>(powers.entrySet())) {
      if (!(one.getKey() instanceof Expression.Unary first)) {
        continue;
      }
      for (Map.Entry<Expression, Integer> two : new ArrayList<>(powers.entrySet())) {
        if (two.getKey() instanceof Expression.Unary second
            && (rewritesGate(first, one.getValue(), second, two.getValue())
                || rewritesHalf(first, one.getValue(), second, two.getValue())
                || rewritesRatio(first, one.getValue(), second, two.getValue()))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean rewritesGate(
      Expression.Unary exponential, int one, Expression.Unary gate, int power) {
    if (exponential.function() != UnaryFunction.EXP
        || gate.function() != UnaryFunction.SIGMOID
        || one != 1
        || power < 1) {
      return false;
    }
    Expression shut = canonical.negate(gate.argument());
    for (int k = 1; k <= Math.min(power, 8); k++) {
      Expression sum =
          canonical.add(
              exponential.argument(), canonical.scale(gate.argument(), BigFraction.of(k)));
      if (canonical.isNumber(sum, 0)) {
        powers.remove(exponential);
        multiply(gate, -k);
        multiply(canonical.unary(UnaryFunction.SIGMOID, shut), k);
        return true;
      }
    }
    return false;
  }

  /** (e^u - 1) sigmoid(-u) is tanh(u / 2). */
  private boolean rewritesHalf(Expression.Unary above, int one, Expression.Unary gate, int other) {
    if (above.function() != UnaryFunction.EXPM1
        || gate.function() != UnaryFunction.SIGMOID
        || one < 1
        || other < 1
        || !canonical.isNumber(canonical.add(above.argument(), gate.argument()), 0)) {
      return false;
    }
    int times = Math.min(one, other);
    multiply(above, -times);
    multiply(gate, -times);
    Expression half = canonical.scale(above.argument(), BigFraction.of(1, 2));
    multiply(canonical.unary(UnaryFunction.TANH, half), times);
    return true;
  }

  private boolean rewritesRatio(
      Expression.Unary above, int power, Expression.Unary below, int other) {
    if (above.function() != UnaryFunction.SINH
        || below.function() != UnaryFunction.COSH
        || above.argument() != below.argument()
        || power < 1
        || other > -1) {
      return false;
    }
    int times = Math.min(power, -other);
    multiply(above, -times);
    multiply(below, times);
    multiply(canonical.unary(UnaryFunction.TANH, above.argument()), times);
    return true;
  }

  private void multiply(Expression factor, int power) {
    if (power == 0) {
      return;
    }
    Factors factors = canonical.factors(factor);
    coefficient = coefficient.multiply(Bounds.power(factors.coefficient(), power));
    factors
        .powers()
        .forEach((base, exponent) -> Canonical.addFactor(powers, base, exponent * power));
  }
}
