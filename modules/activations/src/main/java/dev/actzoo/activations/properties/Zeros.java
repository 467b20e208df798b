package dev.actzoo.activations.properties;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The set of a function's zeros, points and intervals, within a reach of 0. */
final class Zeros {
  /** A value of a square of rounding errors: the function touches zero there. */
  private static final double TOUCH = 1e-24;

  private static final double LOW = 1e-2;
  private static final double CROSSED = 1e-9;

  private final RealFunction g;
  private final List<Breakpoint> breakpoints;
  private final int steps;
  private final List<RealSet.Interval> found = new ArrayList<>();

  private Zeros(RealFunction g, List<Breakpoint> breakpoints, double reach) {
    this.g = g;
    this.breakpoints = breakpoints;
    this.steps = (int) (reach / Breakpoint.STEP);
  }

  /**
   * The zeros of g in [-reach, reach]. An interval that goes to the end of it is taken to go on to
   * infinity.
   *
   * @param breakpoints of g
   */
  static RealSet of(RealFunction g, List<Breakpoint> breakpoints, double reach) {
    Zeros zeros = new Zeros(g, breakpoints, reach);
    zeros.search();
    return new RealSet(zeros.found);
  }

  private static double place(int i) {
    return i * Breakpoint.STEP;
  }

  private void search() {
    int before = 0;
    for (int i = -steps; i <= steps; i++) {
      int sign = g.sign(place(i));
      if (sign == 0 && Double.isNaN(g.nearly(place(i)))) {
        before = 0;
        continue;
      }
      if (sign != 0) {
        if (before != 0) {
          between(i - 1, before, i, sign);
        }
        before = sign;
        continue;
      }
      int end = i;
      while (end < steps && g.sign(place(end + 1)) == 0) {
        end++;
      }
      if (end > i) {
        interval(i, end);
      } else {
        found.add(RealSet.Interval.point(place(i)));
      }
      i = end;
      before = 0;
    }
  }

  /** Looks between neighbours where g is not zero. */
  private void between(int i, int sign, int j, int next) {
    double from = place(i);
    double to = place(j);
    if (sign != next) {
      double root = Extremes.root(g, from, to);
      if (Math.abs(g.at(root)) < CROSSED) {
        found.add(RealSet.Interval.point(root));
      }
      return;
    }
    RealFunction slope = g.derivative();
    if (Math.abs(g.fast(from)) < LOW && slope.fast(from) * slope.fast(to) < 0) {
      double bottom = Extremes.root(slope, from, to);
      if (Math.abs(g.at(bottom)) < TOUCH) {
        found.add(RealSet.Interval.point(bottom));
      }
    }
  }

  /**
   * Adds an interval, which an analytic function has only between breakpoints: any other is one in
   * which the digits do not suffice to tell the function from zero.
   */
  private void interval(int i, int j) {
    Breakpoint first = breakpoint(place(i) - Breakpoint.STEP, place(i));
    Breakpoint last = breakpoint(place(j), place(j) + Breakpoint.STEP);
    boolean fromFarLeft = i == -steps;
    boolean toFarRight = j == steps;
    if (first == null && !fromFarLeft || last == null && !toFarRight) {
      return;
    }
    found.add(
        new RealSet.Interval(
            Quantity.of(
                fromFarLeft
                    ? Double.NEGATIVE_INFINITY
                    : first == null ? place(i) : first.at().doubleValue()),
            !fromFarLeft && (first == null || g.at(first.at()) == 0),
            Quantity.of(
                toFarRight
                    ? Double.POSITIVE_INFINITY
                    : last == null ? place(j) : last.at().doubleValue()),
            !toFarRight && (last == null || g.at(last.at()) == 0)));
  }

  private @Nullable Breakpoint breakpoint(double from, double to) {
    return breakpoints.stream()
        .filter(b -> b.at().doubleValue() >= from && b.at().doubleValue() <= to)
        .findFirst()
        .orElse(null);
  }
}
