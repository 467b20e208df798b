package dev.actzoo.experiments.yaml;

import dev.actzoo.input.BadInputException;
import java.util.regex.Pattern;

/** The reading of single YAML values as what a key asks for. */
public final class Scalars {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?");
  private static final Pattern WHOLE = Pattern.compile("[-+]?\\d+");

  private Scalars() {}

  public static String text(YamlTree tree, String path) {
    if (tree instanceof YamlTree.Scalar scalar
        && scalar.text() != null
        && !scalar.text().isBlank()) {
      return scalar.text().strip();
    }
    throw wrong(tree, path, "a word or a text");
  }

  /** Whether a text is a number that a key may ask for. */
  public static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  public static double number(YamlTree tree, String path) {
    if (tree instanceof YamlTree.Scalar scalar
        && scalar.text() != null
        && NUMBER.matcher(scalar.text()).matches()) {
      double number = Double.parseDouble(scalar.text());
      if (Double.isFinite(number)) {
        return number;
      }
    }
    throw wrong(tree, path, "a finite number such as 0.001 or 1e-3");
  }

  public static long whole(YamlTree tree, String path) {
    if (tree instanceof YamlTree.Scalar scalar
        && scalar.text() != null
        && WHOLE.matcher(scalar.text()).matches()) {
      try {
        return Long.parseLong(scalar.text());
      } catch (NumberFormatException e) {
        throw wrong(tree, path, "a whole number of at most 64 bits");
      }
    }
    throw wrong(tree, path, "a whole number such as 8");
  }

  public static int wholeInt(YamlTree tree, String path) {
    long whole = whole(tree, path);
    if (whole != (int) whole) {
      throw wrong(tree, path, "a whole number of at most 32 bits");
    }
    return (int) whole;
  }

  public static BadInputException wrong(YamlTree tree, String path, String valid) {
    return new BadInputException(
        "%s: %s is %s; it must be %s".formatted(tree.where(), path, tree.kind(), valid));
  }
}
