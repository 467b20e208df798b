package dev.actzoo.activations.formula;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/*
 * The canonical form of an expression. Sums are kept as rational multiples of distinct terms and
 * products as a rational number times whole powers of distinct factors, both in one order, so what
 * differs in the order, grouping and signs of operations alone comes out the same. Products are not
 * multiplied out.
 *
 * The same pass brings in the functions that keep their accuracy where the operations they stand
 * for overflow or cancel:
 *
 *   1 / (1 + e^u)            sigmoid(-u)         1 - sigmoid(u), 1 - Phi(u)   sigmoid(-u), Phi(-u)
 *   e^u sigmoid(-u)          sigmoid(u)          1 + erf(u)                   2 Phi(sqrt(2) u)
 *   ln(1 + u), ln(1 + e^u)   log1p, softplus     1 + tanh(u)                  2 sigmoid(2 u)
 *   e^u - 1                  expm1(u)            (e^u - e^-u) / (e^u + e^-u)  tanh(u)
 *
 * Every rewrite holds wherever both sides are defined; where the left side alone is not (0/0 in
 * x / x), the right side is its continuous extension.
 */

/** Makes expressions in canonical form: simplified, stable in floating point, and comparable. */
final class Canonical implements Expression.Algebra<Expression> {
  private static final Expression SQRT_TWO =
      new Expression.Unary(UnaryFunction.SQRT, Expression.constant(2));

  private static final int LARGEST_POWER = 64;

  /** Powers of powers are merged up to this. */
  private static final int LARGEST_MERGED = 1024;

  /** Powers of rational numbers with more bits than this stay operations. */
  private static final int MOST_BITS = 256;

  private final Bounds bounds = new Bounds();
  private final Map<Expression, Expression> interned = new HashMap<>();
  private final Map<Expression, String> texts = new IdentityHashMap<>();
  private final Map<Expression, SortedMap<Expression, BigFraction>> sums = new IdentityHashMap<>();
  private final Map<Expression, Factors> products = new IdentityHashMap<>();

  /** Names, then x, then the rest by what it prints as. */
  private final Comparator<Expression> order =
      Comparator.comparingInt(Canonical::rank).thenComparing(this::text);

  /** Whether the square of a sign is 1 at zero too. */
  private final boolean continuousSquares;

  Canonical() {
    this(false);
  }

  private Canonical(boolean continuousSquares) {
    this.continuousSquares = continuousSquares;
  }

  /**
   * One for derivatives, where the square of a sign is 1 everywhere: in that of sign(x) f(|x|) it
   * stands for two slopes that agree at zero.
   */
  static Canonical forDerivatives() {
    return new Canonical(true);
  }

  /** The canonical form. */
  static Expression of(Expression expression) {
    return expression.fold(new Canonical());
  }

  private static int rank(Expression expression) {
    if (expression instanceof Expression.Named) {
      return 0;
    }
    if (expression instanceof Expression.Learned) {
      return 1;
    }
    return expression instanceof Expression.Variable ? 2 : 3;
  }

  private String text(Expression expression) {
    String known = texts.get(expression);
    if (known != null) {
      return known;
    }
    String text = TextPrinter.print(expression);
    bounds.take(text);
    texts.put(expression, text);
    return text;
  }

  /** The one instance of an expression. */
  private Expression one(Expression expression) {
    Expression known = interned.putIfAbsent(expression, expression);
    if (known != null) {
      return known;
    }
    bounds.take(expression);
    return expression;
  }

  @Override
  public Expression constant(BigDecimal value) {
    return one(new Expression.Constant(value));
  }

  Expression number(BigFraction value) {
    BigDecimal decimal = decimal(value);
    if (decimal != null) {
      return constant(decimal);
    }
    Expression quotient =
        one(
            constant(new BigDecimal(value.getNumerator()))
                .over(constant(new BigDecimal(value.getDenominator()))));
    products.putIfAbsent(quotient, new Factors(value, factorTable()));
    return quotient;
  }

  /** The number as a decimal of moderate length, if there is one. */
  private static @Nullable BigDecimal decimal(BigFraction value) {
    BigInteger rest = value.getDenominator();
    int twos = rest.getLowestSetBit();
    rest = rest.shiftRight(twos);
    int fives = 0;
    BigInteger five = BigInteger.valueOf(5);
    while (rest.mod(five).signum() == 0) {
      rest = rest.divide(five);
      fives++;
    }
    return rest.equals(BigInteger.ONE) && Math.max(twos, fives) <= 60
        ? new BigDecimal(value.getNumerator()).divide(new BigDecimal(value.getDenominator()))
        : null;
  }

  @Override
  public Expression named(Expression.Named number) {
    return number;
  }

  @Override
  public Expression variable() {
    return Expression.Variable.X;
  }

  @Override
  public Expression learned(String name) {
    return one(new Expression.Learned(name));
  }

  /** The value if the expression is a rational number. */
  static @Nullable BigFraction rational(Factors factors) {
    return factors.powers().isEmpty() ? factors.coefficient() : null;
  }

  private @Nullable BigFraction rational(Expression expression) {
    return rational(factors(expression));
  }

  boolean isNumber(Expression expression, long value) {
    BigFraction number = rational(expression);
    return number != null && number.equals(BigFraction.of(value));
  }

  /** Whether one number is greater than another; null where they are not both numbers. */
  @Nullable Boolean isGreater(Expression a, Expression b) {
    BigFraction first = rational(a);
    BigFraction second = rational(b);
    return first == null || second == null ? null : first.compareTo(second) > 0;
  }

  private SortedMap<Expression, Integer> factorTable() {
    return new TreeMap<>(order);
  }

  private SortedMap<Expression, BigFraction> termTable() {
    return new TreeMap<>(order);
  }

  // sums

  /** The terms of a canonical expression; that of its number is {@link Expression.Constant#ONE}. */
  private SortedMap<Expression, BigFraction> terms(Expression expression) {
    SortedMap<Expression, BigFraction> known = sums.get(expression);
    if (known != null) {
      return known;
    }
    Factors factors = factors(expression);
    SortedMap<Expression, BigFraction> terms = termTable();
    if (factors.coefficient().signum() != 0) {
      Expression rest =
          factors.powers().isEmpty()
              ? constant(BigDecimal.ONE)
              : product(BigFraction.ONE, factors.powers());
      terms.put(rest, factors.coefficient());
    }
    return terms;
  }

  Expression add(Expression a, Expression b) {
    SortedMap<Expression, BigFraction> terms = termTable();
    terms.putAll(terms(a));
    terms(b).forEach((term, coefficient) -> addTerm(terms, term, coefficient));
    return sum(terms);
  }

  private static void addTerm(
      SortedMap<Expression, BigFraction> terms, Expression term, BigFraction coefficient) {
    terms.merge(term, coefficient, BigFraction::add);
    if (terms.get(term).signum() == 0) {
      terms.remove(term);
    }
  }

  private Expression sum(SortedMap<Expression, BigFraction> terms) {
    SortedMap<Expression, BigFraction> rewritten = new SumRewrites(this, terms).apply();
    if (rewritten.isEmpty()) {
      return constant(BigDecimal.ZERO);
    }
    if (rewritten.size() == 1) {
      Expression only = rewritten.firstKey();
      return scale(only, rewritten.get(only));
    }
    Expression sum = null;
    for (boolean positive : new boolean[] {true, false}) {
      for (Expression term : inOrder(rewritten)) {
        BigFraction coefficient = rewritten.get(term);
        if (coefficient.signum() > 0 == positive) {
          sum = plus(sum, term, coefficient);
        }
      }
    }
    bounds.take(rewritten.size());
    sums.put(sum, rewritten);
    return sum;
  }

  /** The terms in order, the number last. */
  private Iterable<Expression> inOrder(SortedMap<Expression, BigFraction> terms) {
    List<Expression> ordered = new ArrayList<>(terms.keySet());
    Expression one = constant(BigDecimal.ONE);
    if (ordered.remove(one)) {
      ordered.add(one);
    }
    return ordered;
  }

  /** What is left of a sum of 1 and other terms; null for what is none. */
  @Nullable Expression withoutOne(Expression expression) {
    SortedMap<Expression, BigFraction> terms = sums.get(expression);
    Expression one = constant(BigDecimal.ONE);
    if (terms == null || !BigFraction.ONE.equals(terms.get(one))) {
      return null;
    }
    SortedMap<Expression, BigFraction> rest = termTable();
    rest.putAll(terms);
    rest.remove(one);
    return sum(rest);
  }

  private Expression plus(@Nullable Expression sum, Expression term, BigFraction coefficient) {
    if (sum == null) {
      return scale(term, coefficient);
    }
    Expression size = scale(term, coefficient.abs());
    return one(coefficient.signum() > 0 ? sum.plus(size) : sum.minus(size));
  }

  // products

  /** The factors of a canonical expression; a sum gives up what its coefficients share. */
  Factors factors(Expression expression) {
    Factors known = products.get(expression);
    if (known != null) {
      return known;
    }
    Factors factors;
    if (expression instanceof Expression.Constant constant) {
      factors = new Factors(fraction(constant.value()), factorTable());
    } else {
      BigFraction shared = shared(expression);
      SortedMap<Expression, Integer> powers = factorTable();
      powers.put(
          shared.equals(BigFraction.ONE) ? expression : scaledSum(expression, shared.reciprocal()),
          1);
      factors = new Factors(shared, powers);
    }
    products.put(expression, factors);
    return factors;
  }

  private static BigFraction fraction(BigDecimal value) {
    return value.scale() > 0
        ? BigFraction.of(value.unscaledValue(), BigInteger.TEN.pow(value.scale()))
        : BigFraction.of(value.toBigIntegerExact());
  }

  /** Plus or minus the size of all coefficients of a sum where that is one; else 1. */
  private BigFraction shared(Expression expression) {
    SortedMap<Expression, BigFraction> terms = sums.get(expression);
    if (terms == null) {
      return BigFraction.ONE;
    }
    BigFraction first = terms.get(inOrder(terms).iterator().next());
    return terms.values().stream().allMatch(c -> c.abs().equals(first.abs()))
        ? first
        : BigFraction.ONE;
  }

  private Expression scaledSum(Expression sum, BigFraction by) {
    SortedMap<Expression, BigFraction> scaled = termTable();
    sums.get(sum).forEach((term, coefficient) -> scaled.put(term, coefficient.multiply(by)));
    return sum(scaled);
  }

  Expression scale(Expression expression, BigFraction by) {
    Factors factors = factors(expression);
    return product(factors.coefficient().multiply(by), factors.powers());
  }

  Expression negate(Expression expression) {
    return scale(expression, BigFraction.of(-1));
  }

  Expression multiply(Expression a, Expression b) {
    return product(raised(a, 1), raised(b, 1));
  }

  Expression divide(Expression a, Expression b) {
    if (isNumber(b, 0)) {
      return one(a.over(b));
    }
    return product(raised(a, 1), raised(b, -1));
  }

  private Expression product(Factors a, Factors b) {
    SortedMap<Expression, Integer> powers = factorTable();
    powers.putAll(a.powers());
    b.powers().forEach((factor, exponent) -> addFactor(powers, factor, exponent));
    return product(a.coefficient().multiply(b.coefficient()), powers);
  }

  static void addFactor(SortedMap<Expression, Integer> powers, Expression factor, int exponent) {
    powers.merge(factor, exponent, Integer::sum);
    if (powers.get(factor) == 0) {
      powers.remove(factor);
    }
  }

  /** The factors of a whole power. */
  private Factors raised(Expression base, int exponent) {
    Factors factors = factors(base);
    SortedMap<Expression, Integer> powers = factorTable();
    factors.powers().forEach((factor, power) -> powers.put(factor, power * exponent));
    return new Factors(Bounds.power(factors.coefficient(), exponent), powers);
  }

  Expression product(BigFraction coefficient, SortedMap<Expression, Integer> powers) {
    if (Bounds.moderate(coefficient).signum() == 0) {
      return constant(BigDecimal.ZERO);
    }
    bounds.take(powers.size());
    SortedMap<Expression, Integer> factors =
        continuousSquares ? withoutSquaredSigns(powers) : powers;
    ProductRewrites rewrites = new ProductRewrites(this, coefficient, factors, factorTable());
    Factors result = rewrites.apply();
    if (result.powers().isEmpty()) {
      return number(result.coefficient());
    }
    if (result.powers().size() == 1) {
      Expression only = result.powers().firstKey();
      if (result.powers().get(only) == 1) {
        if (result.coefficient().equals(BigFraction.ONE)) {
          return only;
        }
        if (sums.containsKey(only)) {
          return scaledSum(only, result.coefficient());
        }
      }
    }
    Expression product = written(result);
    products.put(product, result);
    return product;
  }

  private SortedMap<Expression, Integer> withoutSquaredSigns(
      SortedMap<Expression, Integer> powers) {
    SortedMap<Expression, Integer> rest = factorTable();
    powers.forEach(
        (factor, exponent) -> {
          boolean sign =
              factor instanceof Expression.Unary unary && unary.function() == UnaryFunction.SIGN;
          int left = sign ? exponent % 2 : exponent;
          if (left != 0) {
            rest.put(factor, left);
          }
        });
    return rest;
  }

  /** The tree: number, numerator, then the denominator; a minus is at the head. */
  private Expression written(Factors factors) {
    BigFraction size = factors.coefficient().abs();
    BigDecimal decimal = decimal(size);
    BigDecimal above = decimal == null ? new BigDecimal(size.getNumerator()) : decimal;
    BigDecimal below = decimal == null ? new BigDecimal(size.getDenominator()) : BigDecimal.ONE;
    Expression numerator = side(factors, above, 1);
    Expression denominator = side(factors, below, -1);
    boolean negative = factors.coefficient().signum() < 0;
    if (negative && (above.compareTo(BigDecimal.ONE) != 0 || isOne(numerator))) {
      numerator = side(factors, above.negate(), 1);
      negative = false;
    }
    Expression whole = isOne(denominator) ? numerator : one(numerator.over(denominator));
    return negative ? one(whole.negated()) : whole;
  }

  private static boolean isOne(Expression expression) {
    return expression instanceof Expression.Constant constant
        && constant.value().compareTo(BigDecimal.ONE) == 0;
  }

  private Expression side(Factors factors, BigDecimal number, int sign) {
    Expression side = number.compareTo(BigDecimal.ONE) == 0 ? null : constant(number);
    for (Map.Entry<Expression, Integer> entry : factors.powers().entrySet()) {
      int exponent = entry.getValue() * sign;
      if (exponent > 0) {
        Expression power =
            exponent == 1
                ? entry.getKey()
                : one(entry.getKey().power(constant(BigDecimal.valueOf(exponent))));
        side = side == null ? power : one(side.times(power));
      }
    }
    return side == null ? constant(BigDecimal.ONE) : side;
  }

  Expression power(Expression base, Expression exponent) {
    BigFraction number = rational(exponent);
    if (number != null && number.getDenominator().equals(BigInteger.ONE)) {
      Expression power = wholePower(base, number.getNumerator());
      if (power != null) {
        return power;
      }
    }
    if (number != null && number.equals(BigFraction.of(1, 2))) {
      return unary(UnaryFunction.SQRT, base);
    }
    if (base == Expression.Named.E) {
      return unary(UnaryFunction.EXP, exponent);
    }
    return one(base.power(exponent));
  }

  private @Nullable Expression wholePower(Expression base, BigInteger exponent) {
    if (exponent.abs().compareTo(BigInteger.valueOf(LARGEST_POWER)) > 0) {
      return null;
    }
    int n = exponent.intValueExact();
    Factors factors = factors(base);
    BigFraction number = factors.coefficient();
    if (Bounds.bits(number) * Math.abs(n) > MOST_BITS || (number.signum() == 0 && n <= 0)) {
      return null;
    }
    if (factors.powers().values().stream().anyMatch(p -> Math.abs(p * n) > LARGEST_MERGED)) {
      return null;
    }
    Factors raised = raised(base, n);
    return product(raised.coefficient(), raised.powers());
  }

  @Override
  public Expression binary(BinaryOperation operation, Expression left, Expression right) {
    return switch (operation) {
      case ADD -> add(left, right);
      case SUBTRACT -> add(left, negate(right));
      case MULTIPLY -> multiply(left, right);
      case DIVIDE -> divide(left, right);
      case POWER -> power(left, right);
      case MIN, MAX -> extreme(operation, left, right);
    };
  }

  private Expression extreme(BinaryOperation operation, Expression left, Expression right) {
    BigFraction a = rational(left);
    BigFraction b = rational(right);
    if (left == right) {
      return left;
    }
    if (a != null && b != null) {
      return (a.compareTo(b) > 0) == (operation == BinaryOperation.MAX) ? left : right;
    }
    if (isNumber(left, 0) || isNumber(right, 0)) {
      Expression other = isNumber(left, 0) ? right : left;
      return operation == BinaryOperation.MAX
          ? unary(UnaryFunction.RELU, other)
          : negate(unary(UnaryFunction.RELU, negate(other)));
    }
    Expression first = order.compare(left, right) <= 0 ? left : right;
    Expression second = first == left ? right : left;
    if (operation == BinaryOperation.MIN
        && isNumber(first instanceof Expression.Constant ? first : second, 6)) {
      Expression other = first instanceof Expression.Constant ? second : first;
      if (other instanceof Expression.Unary u && u.function() == UnaryFunction.RELU) {
        return unary(UnaryFunction.RELU6, u.argument());
      }
    }
    return one(new Expression.Binary(operation, first, second));
  }

  @Override
  public Expression unary(UnaryFunction function, Expression argument) {
    if (function == UnaryFunction.NEGATE) {
      return negate(argument);
    }
    return new FunctionRewrites(this).apply(function, argument);
  }

  /** The function of that argument, as it is. */
  Expression plain(UnaryFunction function, Expression argument) {
    return one(new Expression.Unary(function, argument));
  }

  @Override
  public Expression conditional(
      Expression then,
      Comparison comparison,
      Expression left,
      Expression right,
      Expression otherwise) {
    if (then == otherwise) {
      return then;
    }
    boolean greater = comparison == Comparison.GREATER || comparison == Comparison.GREATER_OR_EQUAL;
    boolean strict = comparison == Comparison.GREATER || comparison == Comparison.LESS;
    Expression difference = greater ? add(left, negate(right)) : add(right, negate(left));
    BigFraction number = rational(difference);
    if (number != null) {
      boolean holds = strict ? number.signum() > 0 : number.signum() >= 0;
      return holds ? then : otherwise;
    }
    Expression sign =
        sums.containsKey(difference)
            ? difference
            : scale(difference, factors(difference).coefficient().abs().reciprocal());
    return isNegative(sign)
        ? ifPositive(negate(sign), !strict, otherwise, then)
        : ifPositive(sign, strict, then, otherwise);
  }

  /** Whether the leading coefficient is negative. */
  private boolean isNegative(Expression expression) {
    SortedMap<Expression, BigFraction> terms = terms(expression);
    return terms.get(inOrder(terms).iterator().next()).signum() < 0;
  }

  /** then where the expression is positive, or where not strict also zero. */
  private Expression ifPositive(
      Expression difference, boolean strict, Expression then, Expression otherwise) {
    if (isNumber(otherwise, 0) && then == difference) {
      return unary(UnaryFunction.RELU, difference);
    }
    if (isNumber(then, 0) && otherwise == difference) {
      return negate(unary(UnaryFunction.RELU, negate(difference)));
    }
    if (strict && isNumber(then, 1) && isNumber(otherwise, 0)) {
      return plain(UnaryFunction.STEP, difference);
    }
    SortedMap<Expression, BigFraction> left = termTable();
    left.putAll(terms(difference));
    BigFraction number = left.remove(constant(BigDecimal.ONE));
    return one(
        new Expression.Conditional(
            then,
            strict ? Comparison.GREATER : Comparison.GREATER_OR_EQUAL,
            sum(left),
            number(number == null ? BigFraction.ZERO : number.negate()),
            otherwise));
  }

  /** sqrt(2) times the expression. */
  Expression timesRootTwo(Expression expression) {
    return multiply(one(SQRT_TWO), expression);
  }
}
