package dev.actzoo.activations;

import java.util.List;

/**
 * An activation function: one entry of the {@link Catalogue}.
 *
 * @param name the canonical name, lower case with hyphens
 * @param aliases other names it is found under
 * @param family what the function takes
 * @param formula the formula, in plain text and in LaTeX
 * @param paper author, year, and title or arXiv number of the source
 * @param curve the function and its derivative: the reference that every kernel is measured against
 * @param note what a user must know beyond the formula, in one sentence; empty if nothing
 */
public record Activation(
    String name,
    List<String> aliases,
    Family family,
    Formula formula,
    String paper,
    Curve curve,
    String note) {
  public Activation {
    aliases = List.copyOf(aliases);
  }

  /** An activation that needs no note. */
  public Activation(
      String name,
      List<String> aliases,
      Family family,
      Formula formula,
      String paper,
      Curve curve) {
    this(name, aliases, family, formula, paper, curve, "");
  }

  /** f(x). */
  public double value(double x) {
    return curve.value(x);
  }

  /** f'(x); a subgradient at a kink. */
  public double derivative(double x) {
    return curve.derivative(x);
  }

  /** The gain for weight initialisers, see {@link Curve#gain()}. */
  public double gain() {
    return curve.gain();
  }
}
