package dev.actzoo.activations;

import java.util.Locale;

/** The three families of activation functions, by what they take. */
public enum Family {
  /** A function of one linear combination of the inputs, f(w.x + b). */
  RIDGE,
  /** A function of the distance of the input to a centre, f(|x - c|). */
  RADIAL,
  /** An aggregation over several inputs, such as a maximum or a softmax. */
  FOLD;

  /** The family's name for people. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
