package dev.actzoo.activations.properties;

/**
 * Where a function goes far out on one side.
 *
 * @param value the limit, which may be infinite; NaN if there is none
 * @param unbounded whether the function grows without bound there, limit or not
 */
record Limit(double value, boolean unbounded) {
  /** So far out that every algebraic tail is gone. */
  private static final double[] VAST = {1e40, 1.7e42, 3.1e45, 2.3e48, 7.9e52, 4.3e57};

  /** For formulas whose exponentials leave infinity over infinity there. */
  private static final double[] FAR = {200, 311, 397, 503, 601, 687};

  private static final double TOLERANCE = 1e-15;
  private static final double LARGE = 1e6;

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
    boolean large = false;
    for (int i = 0; i < values.length - 1; i++) {
      double here = values[i];
      settled &= Math.abs(here - last) <= TOLERANCE * Math.max(1, Math.abs(last));
      growing &= here * values[i + 1] > 0 && Math.abs(values[i + 1]) >= Math.abs(here);
      large |= Math.abs(here) > LARGE;
    }
    if (settled) {
      return new Limit(Math.abs(last) < TOLERANCE ? 0 : last, false);
    }
    return growing
        ? new Limit(Math.copySign(Double.POSITIVE_INFINITY, last), true)
        : new Limit(Double.NaN, large);
  }
}
