package dev.actzoo.activations;

import dev.actzoo.activations.formula.Expression;
import dev.actzoo.activations.formula.FormulaParser;
import java.util.Optional;

/**
 * The gradient of the functions that are steps, whose slope is zero wherever they have one: that of
 * hard-tanh passes straight through them (Bengio, Léonard and Courville 2013, arXiv:1308.3432, in
 * the form of Hubara et al. 2016, arXiv:1602.02830).
 */
public final class StraightThrough {
  private static final Expression SLOPE =
      FormulaParser.parse("1 if abs(x) <= 1 else 0").canonical().expression();

  private StraightThrough() {}

  /** What takes the place of the derivative; empty where the derivative keeps it. */
  public static Optional<Expression> slope(Activation activation) {
    return Steps.ALL.contains(activation) ? Optional.of(SLOPE) : Optional.empty();
  }
}
