package dev.actzoo.activations.formula;

import static dev.actzoo.activations.formula.Real.Special.NEGATIVE_INFINITY;
import static dev.actzoo.activations.formula.Real.Special.NOT_A_NUMBER;
import static dev.actzoo.activations.formula.Real.Special.POSITIVE_INFINITY;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Evaluates expressions in decimal numbers of any length, operation by operation as they are
 * written. The working precision is doubled until two results agree to the digits asked for, so
 * cancellation between operations does no harm.
 *
 * <p>e^z beyond z = 1e9 counts as infinite, below -1e9 as 0, and so do numbers above 10^(1e9) and
 * below 10^(-1e9). Results below 1e-400, far under the smallest double, may have fewer right
 * digits.
 */
public final class PreciseEvaluation implements Expression.Algebra<Real> {
  private static final int GUARD = 10;

  /** What is zero with so many digits is taken for zero. */
  private static final int DIGITS_FOR_ZERO = 420;

  private static final int MOST_DIGITS = 4000;

  private static final BigDecimal NEGLIGIBLE = new BigDecimal("1e-400");

  /** Powers with whole exponents up to this are products. */
  private static final BigDecimal LARGEST_PRODUCT = BigDecimal.valueOf(999);

  /** The exponents of ten that numbers may have; products of two of them fit into an int. */
  private static final int GREATEST_MAGNITUDE = 1_000_000_000;

  private final Arithmetic arithmetic;
  private final Real x;
  private final Map<String, BigDecimal> learned;
  private final Effort effort;

  private PreciseEvaluation(int digits, Real x, Map<String, BigDecimal> learned, Effort effort) {
    this.arithmetic = new Arithmetic(digits);
    this.x = x;
    this.learned = learned;
    this.effort = effort;
  }

  /** The value at x of an expression without learned parameters, to so many digits. */
  public static Real value(Expression expression, Real x, int digits) {
    return value(expression, x, Map.of(), digits);
  }

  /**
   * The value at x, to so many digits.
   *
   * @param learned the value of every learned parameter
   */
  public static Real value(
      Expression expression, Real x, Map<String, BigDecimal> learned, int digits) {
    return value(expression, x, learned, digits, Effort.unlimited());
  }

  /**
   * The value at x, to so many digits, if the effort suffices for them.
   *
   * @throws Effort.SpentException if it does not
   */
  public static Real value(
      Expression expression, Real x, Map<String, BigDecimal> learned, int digits, Effort effort) {
    int working = digits + GUARD;
    Real before = once(expression, x, learned, working, effort);
    while (working < MOST_DIGITS) {
      working *= 2;
      Real after = once(expression, x, learned, working, effort);
      if (agree(before, after, digits, working)) {
        return after;
      }
      before = after;
    }
    return before;
  }

  /** The value computed once with so many digits, as near as the operations come to it. */
  public static Real once(
      Expression expression, Real x, Map<String, BigDecimal> learned, int digits) {
    return once(expression, x, learned, digits, Effort.unlimited());
  }

  /** The same, if the effort suffices for it. */
  public static Real once(
      Expression expression, Real x, Map<String, BigDecimal> learned, int digits, Effort effort) {
    return expression.fold(new PreciseEvaluation(digits, x, learned, effort));
  }

  private static boolean agree(Real before, Real after, int digits, int working) {
    if (!(before instanceof Real.Finite first) || !(after instanceof Real.Finite second)) {
      return before == after;
    }
    BigDecimal size = second.value().abs();
    if (size.compareTo(NEGLIGIBLE) < 0) {
      return working >= DIGITS_FOR_ZERO || size.signum() != 0;
    }
    BigDecimal difference = first.value().subtract(second.value(), new MathContext(digits)).abs();
    return difference.compareTo(size.scaleByPowerOfTen(-digits)) <= 0;
  }

  @Override
  public Real constant(BigDecimal value) {
    return new Real.Finite(value);
  }

  @Override
  public Real named(Expression.Named number) {
    return new Real.Finite(
        switch (number) {
          case PI -> arithmetic.pi();
          case E -> arithmetic.exp(BigDecimal.ONE);
        });
  }

  @Override
  public Real variable() {
    return x;
  }

  @Override
  public Real learned(String name) {
    return new Real.Finite(learned.get(name));
  }

  @Override
  public Real unary(UnaryFunction function, Real argument) {
    if (argument instanceof Real.Finite finite) {
      effort.spend(arithmetic.work(function, finite.value()));
      return ofFinite(function, finite.value());
    }
    return periodic(function) ? NOT_A_NUMBER : atInfinity(function, argument.toDouble());
  }

  private static boolean periodic(UnaryFunction function) {
    return function == UnaryFunction.SIN
        || function == UnaryFunction.COS
        || function == UnaryFunction.TAN;
  }

  /** The limit, which a double holds but for that of the arc tangent. */
  private Real atInfinity(UnaryFunction function, double infinity) {
    if (function == UnaryFunction.ATAN && Double.isInfinite(infinity)) {
      return new Real.Finite(
          arithmetic.pi().multiply(BigDecimal.valueOf(Math.signum(infinity) / 2)));
    }
    return Real.of(function.apply(infinity));
  }

  private Real ofFinite(UnaryFunction function, BigDecimal z) {
    return switch (function) {
      case NEGATE -> new Real.Finite(z.negate());
      case ABS -> new Real.Finite(z.abs());
      case SIGN -> new Real.Finite(BigDecimal.valueOf(z.signum()));
      case STEP -> z.signum() > 0 ? Real.Finite.ONE : Real.Finite.ZERO;
      case RELU -> new Real.Finite(z.max(BigDecimal.ZERO));
      case RELU6 -> new Real.Finite(z.max(BigDecimal.ZERO).min(BigDecimal.valueOf(6)));
      case LOG -> logarithm(z);
      case LOG1P ->
          z.compareTo(BigDecimal.ONE.negate()) <= 0
              ? logarithm(z.add(BigDecimal.ONE))
              : new Real.Finite(arithmetic.log1p(z));
      case SQRT -> z.signum() < 0 ? NOT_A_NUMBER : new Real.Finite(arithmetic.sqrt(z));
      case EXP -> within(function, z, arithmetic::exp);
      case EXPM1 -> within(function, z, arithmetic::expm1);
      case SIGMOID -> within(function, z, arithmetic::sigmoid);
      case SOFTPLUS -> within(function, z, arithmetic::softplus);
      case SINH -> within(function, z, arithmetic::sinh);
      case COSH -> within(function, z, arithmetic::cosh);
      case TANH -> within(function, z, arithmetic::tanh);
      case ERF -> within(function, z, arithmetic::erf);
      case PHI -> within(function, z, arithmetic::normal);
      case SIN -> withinFigures(z, arithmetic::sin);
      case COS -> withinFigures(z, arithmetic::cos);
      case TAN -> withinFigures(z, y -> arithmetic.over(arithmetic.sin(y), arithmetic.cos(y)));
      case SINC ->
          z.signum() == 0
              ? Real.Finite.ONE
              : withinFigures(z, y -> arithmetic.over(arithmetic.sin(y), y));
      case DSINC -> withinFigures(z, arithmetic::dsinc);
      case ASINH -> new Real.Finite(arithmetic.asinh(z));
      case ATAN -> new Real.Finite(arithmetic.atan(z));
    };
  }

  private Real logarithm(BigDecimal z) {
    if (z.signum() <= 0) {
      return z.signum() == 0 ? NEGATIVE_INFINITY : NOT_A_NUMBER;
    }
    return new Real.Finite(arithmetic.log(z));
  }

  /** The function, or its limit where its exponential is out of reach. */
  private Real within(UnaryFunction function, BigDecimal z, UnaryOperator<BigDecimal> compute) {
    if (z.abs().compareTo(Arithmetic.EXPONENT_REACH) <= 0) {
      return new Real.Finite(compute.apply(z));
    }
    if (function == UnaryFunction.SOFTPLUS && z.signum() > 0) {
      return new Real.Finite(z);
    }
    return atInfinity(function, z.signum() * Double.POSITIVE_INFINITY);
  }

  private static Real withinFigures(BigDecimal z, UnaryOperator<BigDecimal> compute) {
    return Arithmetic.magnitude(z) > Arithmetic.MOST_FIGURES
        ? NOT_A_NUMBER
        : new Real.Finite(compute.apply(z));
  }

  @Override
  public Real binary(BinaryOperation operation, Real left, Real right) {
    if (left instanceof Real.Finite a && right instanceof Real.Finite b) {
      effort.spend(arithmetic.work(operation));
      return ofFinite(operation, a.value(), b.value());
    }
    return switch (operation) {
      case POWER -> Real.of(Math.pow(left.toDouble(), right.toDouble()));
      case MIN, MAX -> extreme(operation, left, right);
      case ADD, SUBTRACT, MULTIPLY, DIVIDE ->
          Real.of(operation.apply(left.shadow(), right.shadow()));
    };
  }

  private static Real extreme(BinaryOperation operation, Real left, Real right) {
    double least = operation.apply(left.toDouble(), right.toDouble());
    if (Double.isNaN(least)) {
      return NOT_A_NUMBER;
    }
    return left.toDouble() == least ? left : right;
  }

  private Real ofFinite(BinaryOperation operation, BigDecimal a, BigDecimal b) {
    return switch (operation) {
      case ADD -> new Real.Finite(a.add(b, arithmetic.context));
      case SUBTRACT -> new Real.Finite(a.subtract(b, arithmetic.context));
      case MULTIPLY -> withinReach(a.multiply(b, arithmetic.context));
      case DIVIDE -> b.signum() == 0 ? quotientByZero(a) : withinReach(arithmetic.over(a, b));
      case MIN -> new Real.Finite(a.min(b));
      case MAX -> new Real.Finite(a.max(b));
      case POWER -> power(a, b);
    };
  }

  private static Real withinReach(BigDecimal number) {
    int magnitude = Arithmetic.magnitude(number);
    if (magnitude > GREATEST_MAGNITUDE) {
      return number.signum() > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
    }
    return magnitude < -GREATEST_MAGNITUDE ? Real.Finite.ZERO : new Real.Finite(number);
  }

  private static Real quotientByZero(BigDecimal a) {
    return switch (a.signum()) {
      case 0 -> NOT_A_NUMBER;
      case 1 -> POSITIVE_INFINITY;
      default -> NEGATIVE_INFINITY;
    };
  }

  private Real power(BigDecimal base, BigDecimal exponent) {
    BigDecimal figures = exponent.stripTrailingZeros();
    boolean whole = figures.scale() <= 0;
    if (exponent.signum() == 0) {
      return Real.Finite.ONE;
    }
    if (base.signum() == 0) {
      return exponent.signum() > 0 ? Real.Finite.ZERO : POSITIVE_INFINITY;
    }
    if (whole
        && exponent.abs().compareTo(LARGEST_PRODUCT) <= 0
        && Math.abs(Arithmetic.magnitude(base)) < GREATEST_MAGNITUDE / 1000) {
      return new Real.Finite(base.pow(exponent.intValueExact(), arithmetic.context));
    }
    if (base.signum() < 0 && !whole) {
      return NOT_A_NUMBER;
    }
    boolean odd = figures.scale() == 0 && figures.unscaledValue().testBit(0);
    BigDecimal z = exponent.multiply(arithmetic.log(base.abs()), arithmetic.wide());
    Real size = within(UnaryFunction.EXP, z, arithmetic::exp);
    return base.signum() < 0 && odd ? unary(UnaryFunction.NEGATE, size) : size;
  }

  @Override
  public Real conditional(Real then, Comparison comparison, Real left, Real right, Real otherwise) {
    boolean holds =
        left instanceof Real.Finite a && right instanceof Real.Finite b
            ? comparison.holds(a.value().compareTo(b.value()))
            : comparison.holds(left.toDouble(), right.toDouble());
    return holds ? then : otherwise;
  }
}
