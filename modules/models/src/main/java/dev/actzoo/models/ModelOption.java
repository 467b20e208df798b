package dev.actzoo.models;

import dev.actzoo.input.BadInputException;

/**
 * A number that shapes a model, settable by name in an experiment.
 *
 * @param name its key, such as {@code width}
 * @param standard the value where none is given
 * @param least the smallest valid value
 * @param most the largest valid value
 * @param whole whether only whole numbers are valid
 * @param meaning one sentence for people
 */
public record ModelOption(
    String name, double standard, double least, double most, boolean whole, String meaning) {

  static ModelOption whole(String name, int standard, int least, int most, String meaning) {
    return new ModelOption(name, standard, least, most, true, meaning);
  }

  static ModelOption real(String name, double standard, double least, double most, String meaning) {
    return new ModelOption(name, standard, least, most, false, meaning);
  }

  /**
   * The value itself, if valid.
   *
   * @throws BadInputException if not
   */
  double checked(String model, double value) {
    if (!(value >= least && value <= most) || (whole && value != Math.rint(value))) {
      throw new BadInputException(
          "option %s of %s is %s; it must be a %snumber from %s to %s"
              .formatted(
                  name, model, plain(value), whole ? "whole " : "", plain(least), plain(most)));
    }
    return value;
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
