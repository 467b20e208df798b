package dev.actzoo.experiments;

import dev.actzoo.experiments.yaml.YamlTree;
import dev.actzoo.input.BadInputException;
import dev.actzoo.input.Quoted;
import java.util.ArrayList;
import java.util.List;

/**
 * Formulas that YAML has cut at a comma because they stand in a list or mapping without quotes:
 * {@code [relu, max(x, 0.1*x)]} has three entries.
 */
final class CutFormulas {
  private CutFormulas() {}

  /**
   * @throws BadInputException if an entry is the first part of a formula, with the whole in quotes
   */
  static void refuse(List<YamlTree> items, String path) {
    for (int i = 0; i < items.size(); i++) {
      String text = text(items.get(i));
      boolean declares = i + 1 < items.size() && text.contains("~") && isDeclaration(items, i + 1);
      if (isOpen(text) || declares) {
        throw cut(items.get(i), path + "." + i, joined(items, i));
      }
    }
  }

  /** The text of an entry, the last of its formula where it has a name of its own. */
  private static String text(YamlTree item) {
    if (item instanceof YamlTree.Mapping named && named.fields().get("formula") != null) {
      return text(named.fields().get("formula"));
    }
    return item instanceof YamlTree.Scalar scalar && scalar.text() != null ? scalar.text() : "";
  }

  private static boolean isOpen(String text) {
    return depth(text) > 0;
  }

  private static long depth(String text) {
    return text.chars().filter(c -> c == '(').count() - text.chars().filter(c -> c == ')').count();
  }

  private static boolean isDeclaration(List<YamlTree> items, int i) {
    return text(items.get(i)).matches("\\s*\\w+\\s*(\\[channel])?\\s*~.*");
  }

  /** The parts up to the one that closes the parentheses, and declarations after it. */
  private static String joined(List<YamlTree> items, int from) {
    if (items.get(from) instanceof YamlTree.Mapping named) {
      List<String> parts = new ArrayList<>(List.of(text(named)));
      named.fields().keySet().stream().filter(key -> depth(key) < 0).forEach(parts::add);
      return String.join(", ", parts);
    }
    StringBuilder whole = new StringBuilder(text(items.get(from)));
    for (int i = from + 1;
        i < items.size() && (isOpen(whole.toString()) || isDeclaration(items, i));
        i++) {
      whole.append(", ").append(text(items.get(i)));
    }
    return whole.toString();
  }

  private static BadInputException cut(YamlTree item, String path, String whole) {
    return new BadInputException(
        depth(whole) > 0
            ? "%s: %s: '%s' has a parenthesis that is not closed"
                .formatted(item.where(), path, Quoted.of(whole))
            : "%s: %s: a formula that has a comma must stand in quotes: '%s'"
                .formatted(item.where(), path, Quoted.of(whole)));
  }
}
