package dev.actzoo.activations.formula;

import java.math.BigDecimal;

/**
 * A parameter of a formula that training moves, from an initial value.
 *
 * @param name as the formula has it
 * @param initial the value before training
 * @param perChannel whether every channel (feature) has one of its own, else the layer has one
 */
public record LearnedParameter(String name, BigDecimal initial, boolean perChannel) {
  public LearnedParameter {
    initial = initial.signum() == 0 ? BigDecimal.ZERO : initial.stripTrailingZeros();
  }

  /** The declaration, such as {@code beta ~ 1} or {@code beta[channel] ~ 1}. */
  public String text() {
    return name + (perChannel ? "[channel]" : "") + " ~ " + TextPrinter.number(initial);
  }
}
