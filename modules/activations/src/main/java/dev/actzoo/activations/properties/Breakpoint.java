package dev.actzoo.activations.properties;

import dev.actzoo.activations.formula.Expression;
import dev.actzoo.activations.formula.UnaryFunction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A place where a derivative of a function, or the function, is not continuous. Such places are
 * looked for in [-20, 20], and less closely to 10,000, where the expression changes its branch or
 * leaves the domain of a part.
 *
 * @param at the place, exact or to 40 digits
 * @param continuous how many derivatives are continuous there; -1 if the function is not
 */
record Breakpoint(BigDecimal at, int continuous) {
  static final double REACH = 20;
  static final double STEP = 1.0 / 64;

  /** What agrees up to this derivative is taken for smooth. */
  private static final int HIGHEST = 5;

  static final BigDecimal NEAR = new BigDecimal("1e-25");
  static final BigDecimal NEARER = new BigDecimal("1e-50");
  private static final double TOLERANCE = 1e-8;
  private static final double FARTHEST = 1e4;
  private static final double GROWTH = 1.05;

  /** With so many zeros nearer ones are not looked for farther out: there are more of them. */
  private static final int ENOUGH = 8;

  /**
   * Below this at a place of the grid, in its steps, there may be a zero without a change of sign.
   */
  private static final double LOW = 1;

  private static final double TOUCH = 1e-24;
  private static final MathContext WIDE = new MathContext(60);
  private static final int HALVINGS = 160;
  private static final int DECIMALS = 9;

  /** The breakpoints of a function, leftmost first. */
  static List<Breakpoint> of(RealFunction f) {
    return Subexpressions.of(f.expression()).stream()
        .flatMap(Breakpoint::conditions)
        .filter(Subexpressions::haveInput)
        .distinct()
        .map(f::with)
        .flatMap(g -> roots(g).stream())
        .map(BigDecimal::stripTrailingZeros)
        .distinct()
        .sorted()
        .map(place -> new Breakpoint(place, order(f, place)))
        .filter(breakpoint -> breakpoint.continuous < HIGHEST)
        .toList();
  }

  /** The expressions at whose zeros the expression may not be smooth. */
  private static Stream<Expression> conditions(Expression part) {
    if (part instanceof Expression.Unary unary) {
      Expression u = unary.argument();
      return switch (unary.function()) {
        case ABS, SIGN, STEP, RELU, LOG, SQRT -> Stream.of(u);
        case RELU6 -> Stream.of(u, u.minus(Expression.constant(6)));
        case LOG1P -> Stream.of(u.plus(Expression.Constant.ONE));
        case TAN -> Stream.of(u.then(UnaryFunction.COS));
        default -> Stream.of();
      };
    }
    if (part instanceof Expression.Conditional conditional) {
      return Stream.of(conditional.left().minus(conditional.right()));
    }
    if (part instanceof Expression.Binary binary) {
      return switch (binary.operation()) {
        case MIN, MAX -> Stream.of(binary.left().minus(binary.right()));
        case DIVIDE -> Stream.of(binary.right());
        case POWER -> isWhole(binary.right()) ? Stream.of() : Stream.of(binary.left());
        default -> Stream.of();
      };
    }
    return Stream.of();
  }

  /** Whether it is a constant whole power of which every number has one. */
  static boolean isWhole(Expression exponent) {
    return exponent instanceof Expression.Constant constant
        && constant.value().signum() >= 0
        && constant.value().scale() <= 0;
  }

  /**
   * The zeros of a function at which its sign changes, which the grid meets or which it touches. In
   * [-20, 20] they are looked for on a fine grid, farther out on one that grows with the distance.
   */
  private static List<BigDecimal> roots(RealFunction g) {
    List<BigDecimal> roots = new ArrayList<>();
    int steps = (int) (REACH / STEP);
    for (int i = -steps; i <= steps; i++) {
      addRoot(g, i * STEP, (i + 1) * STEP, roots);
    }
    for (double x = REACH; x < FARTHEST && roots.size() < ENOUGH; x *= GROWTH) {
      addRoot(g, x, x * GROWTH, roots);
      addRoot(g, -x * GROWTH, -x, roots);
    }
    return roots;
  }

  private static void addRoot(RealFunction g, double x, double end, List<BigDecimal> roots) {
    double here = g.fast(x);
    double next = g.fast(end);
    if (here == 0 && g.sign(x) == 0) {
      roots.add(new BigDecimal(x));
    } else if (here * next < 0) {
      roots.add(root(g, new BigDecimal(x), new BigDecimal(end)));
    } else if (Math.abs(here) < LOW * Math.abs(x - end) && next != 0) {
      RealFunction slope = g.derivative();
      if (slope.fast(x) * slope.fast(end) < 0) {
        BigDecimal bottom = root(slope, new BigDecimal(x), new BigDecimal(end));
        if (Math.abs(g.at(bottom)) < TOUCH) {
          roots.add(bottom);
        }
      }
    }
  }

  private static BigDecimal root(RealFunction g, BigDecimal from, BigDecimal to) {
    double side = g.at(from);
    BigDecimal low = from;
    BigDecimal high = to;
    for (int i = 0; i < HALVINGS; i++) {
      BigDecimal middle = low.add(high).divide(BigDecimal.valueOf(2), WIDE);
      if (g.at(middle) * side > 0) {
        low = middle;
      } else {
        high = middle;
      }
      if (i == HALVINGS / 4) {
        BigDecimal plain = middle.setScale(DECIMALS, RoundingMode.HALF_EVEN);
        if (g.at(plain) == 0) {
          return plain;
        }
      }
    }
    return high;
  }

  /** How many derivatives are continuous at a place. */
  private static int order(RealFunction f, BigDecimal place) {
    RealFunction g = f;
    for (int k = 0; k <= HIGHEST; k++) {
      double left = g.at(place.subtract(NEAR));
      double right = g.at(place.add(NEAR));
      boolean continuous =
          same(left, right)
              && same(left, g.at(place.subtract(NEARER)))
              && same(right, g.at(place.add(NEARER)))
              && (k > 0 || same(left, g.at(place)));
      if (!continuous) {
        return k - 1;
      }
      g = g.derivative();
    }
    return HIGHEST;
  }

  static boolean same(double a, double b) {
    return Double.isFinite(a)
        && Double.isFinite(b)
        && Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a));
  }
}
