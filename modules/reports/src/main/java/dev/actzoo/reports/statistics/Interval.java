package dev.actzoo.reports.statistics;

/** A closed interval of the real line, such as a confidence interval. */
public record Interval(double lower, double upper) {
  public Interval {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException("not an interval: " + lower + " to " + upper);
    }
  }

  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }

  /** Whether the whole interval lies within the radius around zero. */
  public boolean within(double radius) {
    return -radius <= lower && upper <= radius;
  }

  /** The interval with both its arms from the centre lengthened, as legs of right triangles. */
  Interval widened(double centre, double radius) {
    return new Interval(
        centre - Math.hypot(centre - lower, radius), centre + Math.hypot(upper - centre, radius));
  }
}
