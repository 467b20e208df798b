package dev.actzoo.activations;

/**
 * A function of one linear combination of the inputs, f(w.x + b): applied element by element.
 *
 * @param curve the function and its derivative at the parameters' default values: the reference
 *     that every kernel is measured against
 */
public record Ridge(Entry entry, Curve curve) implements Activation {
  @Override
  public Family family() {
    return Family.RIDGE;
  }

  /** f(x). */
  public double value(double x) {
    return curve.value(x);
  }

  /** f'(x); a subgradient at a kink. */
  public double derivative(double x) {
    return curve.derivative(x);
  }

  /** The gain for an input of the root mean square that the entry asks for. */
  public double gainAtStart() {
    double scale = entry.start().inputScale();
    return scale == 1 ? gain() : curve.gain(scale);
  }

  /** The gain for weight initialisers, see {@link Curve#gain()}. */
  public double gain() {
    return curve.gain();
  }
}
