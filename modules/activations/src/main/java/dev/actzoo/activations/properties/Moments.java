package dev.actzoo.activations.properties;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * E[f(z)] and E[f(z)^2] for a standard normal z. Without breakpoints by the trapezoidal rule, whose
 * error for analytic functions falls exponentially with the number of points; otherwise piece by
 * piece by tanh-sinh quadrature (Takahasi & Mori 1974). Good to about 1e-14. At a pole that is too
 * steep for the integral the mean is NaN, the second moment infinite.
 */
record Moments(double mean, double second) {
  /** A standard normal variable lies outside this with probability below 1e-44. */
  private static final double REACH = 14;

  private static final double STEP = 1.0 / 16;

  /** From a place, where a pole is looked for. */
  private static final BigDecimal FAR = new BigDecimal("1e-20");

  private static final BigDecimal NEAR = new BigDecimal("1e-40");

  /** A bound that an integral with a finite value stays far below between the two. */
  private static final double HARDLY_LESS = 0.99;

  /** Of the tanh-sinh rule. */
  private static final double T_STEP = 1.0 / 24;

  private static final double T_REACH = 3.2;

  static Moments of(RealFunction f, List<Breakpoint> breakpoints) {
    double[] ends =
        DoubleStream.concat(
                DoubleStream.of(-REACH, REACH),
                breakpoints.stream().mapToDouble(b -> b.at().doubleValue()))
            .filter(x -> Math.abs(x) <= REACH)
            .sorted()
            .toArray();
    if (hasPole(f, breakpoints, 2)) {
      return new Moments(
          hasPole(f, breakpoints, 1) ? Double.NaN : integral(f, ends).first,
          Double.POSITIVE_INFINITY);
    }
    Sum sum = integral(f, ends);
    return new Moments(sum.first, sum.second);
  }

  /**
   * Whether that power of the function grows beside a place as fast as the reciprocal or faster.
   */
  private static boolean hasPole(RealFunction f, List<Breakpoint> breakpoints, int power) {
    return breakpoints.stream()
        .map(Breakpoint::at)
        .anyMatch(
            place ->
                hasPole(f, place, FAR, NEAR, power)
                    || hasPole(f, place, FAR.negate(), NEAR.negate(), power));
  }

  private static boolean hasPole(
      RealFunction f, BigDecimal place, BigDecimal far, BigDecimal near, int power) {
    double before = Math.pow(f.at(place.add(far)), power) * far.doubleValue();
    double beside = Math.pow(f.at(place.add(near)), power) * near.doubleValue();
    return Math.abs(beside) > HARDLY_LESS * Math.abs(before);
  }

  private static Sum integral(RealFunction f, double[] ends) {
    Sum sum = new Sum(f);
    if (ends.length == 2) {
      int steps = (int) (REACH / STEP);
      for (int i = -steps; i <= steps; i++) {
        sum.add(i * STEP, STEP);
      }
    } else {
      for (int i = 0; i + 1 < ends.length; i++) {
        sum.addPiece(ends[i], ends[i + 1]);
      }
    }
    return sum;
  }

  /** The two integrals so far. */
  private static final class Sum {
    private final DoubleUnaryOperator f;
    private double first;
    private double second;

    Sum(RealFunction f) {
      this.f = f::nearly;
    }

    void add(double x, double weight) {
      double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * weight;
      double y = f.applyAsDouble(x);
      first += y * density;
      second += y * y * density;
    }

    void addPiece(double from, double to) {
      double half = (to - from) / 2;
      int steps = (int) Math.round(T_REACH / T_STEP);
      for (int i = -steps; i <= steps; i++) {
        double t = i * T_STEP;
        double u = Math.PI / 2 * Math.sinh(t);
        double edge = half * 2 / (Math.exp(2 * Math.abs(u)) + 1);
        double x = t < 0 ? from + edge : to - edge;
        double cosh = Math.cosh(u);
        double weight = half * Math.PI / 2 * Math.cosh(t) / (cosh * cosh) * T_STEP;
        if (x > from && x < to) {
          add(x, weight);
        }
      }
    }
  }
}
