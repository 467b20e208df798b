package dev.actzoo.activations.properties;

import dev.actzoo.activations.formula.Expression;
import dev.actzoo.activations.formula.UnaryFunction;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.numbers.complex.Complex;

/**
 * The radius of the largest disc about 0 in which a function's Taylor series at 0 converges to it:
 * the distance to the nearest kink on the line or singularity in the plane.
 *
 * <p>Singularities are where a part of the expression has one: zeros of denominators, of arguments
 * of logarithms and roots, poles of tanh and so on. They are found by Newton's method from many
 * starting points, to about 1e-12. That the nearest is a singularity of the whole function is
 * checked by the decay of its Taylor coefficients, which are means over a circle within the disc;
 * if it is not, the next is taken.
 */
final class TaylorRadius {
  private static final double FARTHEST = 100;
  private static final int CIRCLES = 28;
  private static final int DIRECTIONS = 24;
  private static final int ITERATIONS = 40;
  private static final double FIRST_CIRCLE = 0.05;
  private static final double CONVERGED = 1e-13;

  /** How far beside a multiple zero Newton's method may end. */
  private static final double MULTIPLE = 1e-6;

  /** Zeros at distances that differ by less are one. */
  private static final double SAME = 1e-9;

  /** How much a complex evaluation costs more than one in doubles. */
  private static final int COMPLEX = 20;

  private static final int POINTS = 512;
  private static final double INSIDE = 0.8;
  private static final int EARLY = 24;
  private static final int LATE = 88;
  private static final int WINDOW = 8;
  private static final double ROOM = 0.1;

  private TaylorRadius() {}

  /** The radius; infinite for entire functions, NaN if the function is not analytic at 0. */
  static double of(RealFunction f, List<Breakpoint> breakpoints) {
    double kink =
        breakpoints.stream()
            .mapToDouble(b -> b.at().abs().doubleValue())
            .min()
            .orElse(Double.POSITIVE_INFINITY);
    if (kink == 0) {
      return Double.NaN;
    }
    List<UnaryOperator<Complex>> conditions =
        Subexpressions.of(f.expression()).stream()
            .flatMap(TaylorRadius::conditions)
            .filter(Subexpressions::haveInput)
            .distinct()
            .map(condition -> counted(condition, f))
            .toList();
    double nearest = nearestZero(conditions, 0);
    double before = kink * (1 - MULTIPLE);
    while (nearest < before && !isSingular(f, nearest)) {
      nearest = nearestZero(conditions, nearest * (1 + SAME));
    }
    return nearest < before ? nearest : kink;
  }

  /** The continuation of an expression, each evaluation of which is counted as work of f. */
  private static UnaryOperator<Complex> counted(Expression expression, RealFunction f) {
    UnaryOperator<Complex> continuation = ComplexEvaluation.of(expression);
    return z -> {
      f.spend(expression, COMPLEX);
      return continuation.apply(z);
    };
  }

  /** The expressions whose zeros are singularities of a part. */
  private static Stream<Expression> conditions(Expression part) {
    if (part instanceof Expression.Unary unary) {
      Expression u = unary.argument();
      Expression one = Expression.Constant.ONE;
      return switch (unary.function()) {
        case LOG, SQRT -> Stream.of(u);
        case LOG1P -> Stream.of(one.plus(u));
        case TAN -> Stream.of(u.then(UnaryFunction.COS));
        case TANH -> Stream.of(u.then(UnaryFunction.COSH));
        case SIGMOID, SOFTPLUS -> Stream.of(one.plus(u.then(UnaryFunction.EXP)));
        case ASINH, ATAN -> Stream.of(one.plus(u.times(u)));
        default -> Stream.of();
      };
    }
    if (part instanceof Expression.Binary binary) {
      return switch (binary.operation()) {
        case DIVIDE -> Stream.of(binary.right());
        case POWER -> Breakpoint.isWhole(binary.right()) ? Stream.of() : Stream.of(binary.left());
        default -> Stream.of();
      };
    }
    return Stream.of();
  }

  private static double nearestZero(List<UnaryOperator<Complex>> conditions, double beyond) {
    return conditions.stream()
        .mapToDouble(g -> nearestZero(g, beyond))
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** The distance of the nearest zero farther away than some other. */
  private static double nearestZero(UnaryOperator<Complex> g, double beyond) {
    double nearest = Double.POSITIVE_INFINITY;
    double growth = Math.pow(FARTHEST / FIRST_CIRCLE, 1.0 / (CIRCLES - 1));
    double radius = FIRST_CIRCLE;
    for (int circle = 0; circle < CIRCLES && radius < nearest * growth; circle++) {
      for (int i = 0; i < DIRECTIONS; i++) {
        Complex start = Complex.ofPolar(radius, Math.PI * (i + 0.25) / DIRECTIONS);
        double distance = zeroFrom(g, start);
        nearest = distance > beyond ? Math.min(nearest, distance) : nearest;
      }
      radius *= growth;
    }
    return nearest;
  }

  /** The distance from 0 of the zero that Newton's method reaches, infinite if it reaches none. */
  private static double zeroFrom(UnaryOperator<Complex> g, Complex start) {
    Complex z = start;
    for (int i = 0; i < ITERATIONS; i++) {
      Complex value = g.apply(z);
      double h = 1e-6 * Math.max(1e-3, z.abs());
      Complex slope = g.apply(z.add(h)).subtract(g.apply(z.subtract(h))).divide(2 * h);
      Complex step = value.divide(slope);
      if (!step.isFinite() || z.abs() > FARTHEST) {
        return value.equals(Complex.ZERO) ? z.abs() : Double.POSITIVE_INFINITY;
      }
      z = z.subtract(step);
      if (step.abs() <= CONVERGED * z.abs() || z.abs() < 1e-300) {
        return z.abs();
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /** Whether the Taylor coefficients fall as those of a function with that radius do. */
  private static boolean isSingular(RealFunction f, double radius) {
    UnaryOperator<Complex> g = counted(f.expression(), f);
    double within = INSIDE * radius;
    Complex[] values = new Complex[POINTS];
    for (int i = 0; i < POINTS; i++) {
      values[i] = g.apply(Complex.ofPolar(within, 2 * Math.PI * i / POINTS));
    }
    double decay = Math.pow(largest(values, LATE) / largest(values, EARLY), 1.0 / (LATE - EARLY));
    return decay > INSIDE * (1 - ROOM) && decay < INSIDE * (1 + ROOM);
  }

  /** The largest of a few consecutive coefficients a_n within^n. */
  private static double largest(Complex[] values, int from) {
    double largest = 0;
    for (int n = from; n < from + WINDOW; n++) {
      Complex sum = Complex.ZERO;
      for (int i = 0; i < values.length; i++) {
        double angle = -2 * Math.PI * ((long) i * n % values.length) / values.length;
        sum = sum.add(values[i].multiply(Complex.ofPolar(1, angle)));
      }
      largest = Math.max(largest, sum.abs() / values.length);
    }
    return largest;
  }
}
