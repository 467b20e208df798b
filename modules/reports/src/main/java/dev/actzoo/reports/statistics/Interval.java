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
}
