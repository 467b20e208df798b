package dev.actzoo.activations.properties;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The supremum and infimum of a function: of its values where the slope changes sign and at
 * breakpoints, its limits from either side there, infinite at poles, and those far out.
 *
 * @param low the infimum
 * @param lowAttained whether it is a value
 * @param high the supremum
 * @param highAttained whether it is a value
 */
record Extremes(double low, boolean lowAttained, double high, boolean highAttained) {
  /** Of the places that look highest in double precision, those computed to more digits. */
  private static final int REFINED = 3;

  private static final double TOLERANCE = 1e-14;

  /**
   * The extremes of a function.
   *
   * @param breakpoints of the function or of what it is the derivative of
   */
  static Extremes of(RealFunction f, List<Breakpoint> breakpoints) {
    List<Double> attained = new ArrayList<>();
    List<Double> approached = new ArrayList<>();
    List<Limit> limits = new ArrayList<>(List.of(Limit.of(f, -1), Limit.of(f, 1)));
    for (Breakpoint breakpoint : breakpoints) {
      attained.add(f.at(breakpoint.at()));
      limits.add(Limit.beside(f, breakpoint.at(), -1));
      limits.add(Limit.beside(f, breakpoint.at(), 1));
    }
    for (Limit limit : limits) {
      if (!Double.isNaN(limit.value())) {
        approached.add(limit.value());
      } else if (limit.unbounded()) {
        approached.addAll(List.of(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
      }
    }
    List<Double> places = criticalPoints(f);
    Comparator<Double> byValue = Comparator.comparingDouble(f::fast);
    places.stream().sorted(byValue).limit(REFINED).map(f::at).forEach(attained::add);
    places.stream().sorted(byValue.reversed()).limit(REFINED).map(f::at).forEach(attained::add);
    attained.removeIf(value -> !Double.isFinite(value));

    double lowest = least(attained);
    double low = Math.min(lowest, least(approached));
    double highest = greatest(attained);
    double high = Math.max(highest, greatest(approached));
    return new Extremes(low, lowest <= low + slack(low), high, highest >= high - slack(high));
  }

  private static double slack(double value) {
    return Double.isFinite(value) ? TOLERANCE * Math.max(1, Math.abs(value)) : 0;
  }

  private static double least(List<Double> values) {
    return values.stream().mapToDouble(v -> v).min().orElse(Double.POSITIVE_INFINITY);
  }

  private static double greatest(List<Double> values) {
    return values.stream().mapToDouble(v -> v).max().orElse(Double.NEGATIVE_INFINITY);
  }

  /**
   * Where the slope is zero or changes sign, in [-20, 20], and the place 0. A place to double
   * precision is enough: the value there errs by the square of that.
   */
  private static List<Double> criticalPoints(RealFunction f) {
    RealFunction slope = f.derivative();
    List<Double> places = new ArrayList<>(List.of(0.0));
    int steps = (int) (Breakpoint.REACH / Breakpoint.STEP);
    double before = Double.NaN;
    for (int i = -steps; i <= steps; i++) {
      double x = i * Breakpoint.STEP;
      double here = slope.fast(x);
      if (here == 0) {
        places.add(x);
      } else if (here * before < 0) {
        places.add(root(slope, x - Breakpoint.STEP, x));
      }
      before = here;
    }
    return places;
  }

  /** The zero of a function between two places where its signs differ, in double precision. */
  static double root(RealFunction g, double from, double to) {
    double side = g.fast(from);
    double low = from;
    double high = to;
    for (double middle = (low + high) / 2; low < middle && middle < high; ) {
      if (g.fast(middle) * side > 0) {
        low = middle;
      } else {
        high = middle;
      }
      middle = (low + high) / 2;
    }
    return high;
  }
}
