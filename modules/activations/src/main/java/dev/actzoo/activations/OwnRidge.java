package dev.actzoo.activations;

import dev.actzoo.input.BadInputException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What an activation has to be before the catalogue takes it from a person. */
final class OwnRidge {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]{1,63}");

  /** How far a function may be from its formula, as a part of 1 plus its size. */
  private static final double TOLERANCE = 1e-6;

  private OwnRidge() {}

  /**
   * @param formula the activation that the text of its formula stands for
   * @throws BadInputException if its name is malformed, or its function or slope is not that of its
   *     formula
   */
  static void check(Ridge own, Ridge formula) {
    if (!NAME.matcher(own.name()).matches()) {
      throw new BadInputException(
          "name '%s' must be 2 to 64 lower-case letters, digits, dots or hyphens, a letter first"
              .formatted(own.name()));
    }
    for (double x = -7.0421; x < 7; x += 0.3713) {
      compare(own, "value", x, formula.value(x), own.value(x));
      compare(own, "derivative", x, formula.derivative(x), own.derivative(x));
    }
  }

  private static void compare(Ridge own, String what, double x, double wanted, double given) {
    if (!(Math.abs(wanted - given) <= TOLERANCE * (1 + Math.abs(wanted)))) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "the %s of %s at x = %.4f is %.6g, but by its formula, %s, it is %.6g",
              what,
              own.name(),
              x,
              given,
              own.formula().text(),
              wanted));
    }
  }
}
