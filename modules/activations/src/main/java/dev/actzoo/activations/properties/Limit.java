package dev.actzoo.activations.properties;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a function goes far out on one side, or near a place on one side of it.
 *
 * @param value the limit, which may be infinite; NaN if there is none
 * @param unbounded whether the function grows without bound there, limit or not
 */
record Limit(double value, boolean unbounded) {
  /** So far out that every algebraic tail is gone. */
  private static final double[] VAST = {1e40, 1.7e42, 3.1e45, 2.3e48, 7.9e52, 4.3e57};

  /** For formulas whose exponentials leave infinity over infinity there. */
  private static final double[] FAR = {200, 311, 397, 503, 601, 687};

  /** From a place, which may itself be known to 1e-48 only. */
  private static final List<BigDecimal> NEAR =
      Stream.of("1e-5", "1e-10", "1e-20", "1e-40").map(BigDecimal::new).toList();

  /** How much of the step before one of twice the size is at least where a function grows on. */
  private static final double GROWTH = 0.99;

  private static final double TOLERANCE = 1e-15;
  private static final double LARGE = 1e6;
  private static final double FALLEN = 0.1;
  private static final double NOISE = 1e-12;

  /**
   * The limit of a function.
   *
   * @param side 1 for the right, -1 for the left
   */
  static Limit of(RealFunction f, int side) {
    double[] values = values(f, side, VAST);
    for (double value : values) {
      if (Double.isNaN(value)) {
        values = values(f, side, FAR);
        break;
      }
    }
    return of(values);
  }

  /**
   * The limit of a function at a place. It is infinite where the function, from one distance to its
   * square and on to the square of that, grows by steps that do not become smaller, as the slowest
   * pole, a logarithm of a logarithm, does.
   *
   * @param side from where: 1 from the right, -1 from the left
   */
  static Limit beside(RealFunction f, BigDecimal place, int side) {
    double[] values =
        NEAR.stream()
            .mapToDouble(d -> f.at(place.add(d.multiply(BigDecimal.valueOf(side)))))
            .toArray();
    double last = values[3];
    if (Double.isInfinite(last)) {
      return new Limit(last, true);
    }
    double before = Math.abs(values[2]) - Math.abs(values[1]);
    double step = Math.abs(last) - Math.abs(values[2]);
    boolean growing = step > NOISE * Math.abs(last) && step > GROWTH * before && before > 0;
    boolean oneSign = values[1] * last > 0 && values[2] * last > 0;
    if (growing && oneSign) {
      return new Limit(Math.copySign(Double.POSITIVE_INFINITY, last), true);
    }
    return Math.abs(last) > LARGE && growing || Math.abs(values[2]) > LARGE
        ? new Limit(Double.NaN, true)
        : new Limit(last, false);
  }

  private static double[] values(RealFunction f, int side, double[] places) {
    double[] values = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      values[i] = f.at(side * places[i]);
    }
    return values;
  }

  private static Limit of(double[] values) {
    double last = values[values.length - 1];
    boolean settled = true;
    boolean growing = true;
    boolean falling = Math.abs(last) < FALLEN * Math.abs(values[0]);
    boolean large = false;
    for (int i = 0; i < values.length - 1; i++) {
      double here = values[i];
      settled &= Math.abs(here - last) <= TOLERANCE * Math.max(1, Math.abs(last));
      growing &= here * values[i + 1] > 0 && Math.abs(values[i + 1]) >= Math.abs(here);
      falling &= here * values[i + 1] > 0 && Math.abs(values[i + 1]) < Math.abs(here);
      large |= Math.abs(here) > LARGE;
    }
    if (settled) {
      return new Limit(Math.abs(last) < TOLERANCE ? 0 : last, false);
    }
    if (falling) {
      return new Limit(0, false);
    }
    return growing
        ? new Limit(Math.copySign(Double.POSITIVE_INFINITY, last), true)
        : new Limit(Double.NaN, large);
  }
}
