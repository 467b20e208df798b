package dev.actzoo.activations;

/**
 * A function of the distance of the input to a centre, f(|x - c| / width).
 *
 * @param profile the function of the distance r in widths, r at least 0, and its derivative: the
 *     reference that every kernel is measured against
 */
public record Radial(Entry entry, Curve profile) implements Activation {
  @Override
  public Family family() {
    return Family.RADIAL;
  }

  /** f(r). */
  public double value(double r) {
    return profile.value(r);
  }

  /** f'(r), at 0 the slope on the right. */
  public double derivative(double r) {
    return profile.derivative(r);
  }
}
