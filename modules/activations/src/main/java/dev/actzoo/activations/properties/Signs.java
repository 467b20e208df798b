package dev.actzoo.activations.properties;

import java.util.List;

/**
 * Which signs a function takes away from breakpoints; zero counts where it is met at neighbouring
 * places, not at a single one.
 */
record Signs(boolean negative, boolean zero, boolean positive) {
  private static final double STEP = 1.0 / 16;

  /** Off the grid of places where slopes of usual functions are zero. */
  private static final double SHIFT = 1.0 / 37;

  /** The signs between a place and the right end of the reach. */
  static Signs of(RealFunction g, List<Breakpoint> breakpoints, double from) {
    Signs signs = new Signs(false, false, false);
    int before = 1;
    for (double x = from + SHIFT; x <= Breakpoint.REACH; x += STEP) {
      double place = x;
      if (breakpoints.stream().anyMatch(b -> b.at().doubleValue() == place)) {
        continue;
      }
      int sign = g.sign(x);
      signs =
          new Signs(
              signs.negative || sign < 0,
              signs.zero || sign == 0 && before == 0,
              signs.positive || sign > 0);
      before = sign;
    }
    return signs;
  }

  /** These and the sign of a jump. */
  Signs with(double jump) {
    return new Signs(negative || jump < 0, zero, positive || jump > 0);
  }
}
