package dev.actzoo.experiments;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.experiments.yaml.Scalars;
import dev.actzoo.experiments.yaml.Section;
import dev.actzoo.experiments.yaml.YamlTree;
import dev.actzoo.input.BadInputException;
import dev.actzoo.input.NameTable;
import dev.actzoo.input.Quoted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The arms that a file lists: activations of the catalogue, formulas, and formulas that the file
 * has a name for, such as {@code {name: my-act, formula: 'x * sigmoid(beta * x); beta ~ 1'}}.
 *
 * @param names what the arms are called, in the order written
 * @param formulas the formulas of those whose name is the file's own, by that name
 */
public record ArmList(List<String> names, Map<String, String> formulas) {
  private static final NameTable<String> KEYS = Section.keys("name", "formula");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]{1,63}");

  public ArmList {
    names = List.copyOf(names);
    formulas = Collections.unmodifiableMap(new LinkedHashMap<>(formulas));
  }

  /**
   * The arms of a list.
   *
   * @param path the dotted path of the list in its file, for messages
   * @throws BadInputException if an item is neither a text nor a name with a formula, a name is
   *     malformed, the catalogue's or there already, a formula is none, or an item with a name
   *     stands for the same function as another
   */
  public static ArmList read(List<YamlTree> items, String path) {
    CutFormulas.refuse(items, path);
    List<String> names = new ArrayList<>();
    Map<String, String> formulas = new LinkedHashMap<>();
    for (YamlTree item : items) {
      if (item instanceof YamlTree.Mapping) {
        Section named = new Section(path + "." + names.size(), item, KEYS);
        String name = name(named);
        if (names.contains(name)) {
          throw wrong(
              named, "name", "'%s' is the name of another activation".formatted(Quoted.of(name)));
        }
        formulas.put(name, formula(named));
        names.add(name);
      } else {
        names.add(Scalars.text(item, path));
      }
    }
    requireDistinct(items, path, names, formulas);
    return new ArmList(names, formulas);
  }

  /** The items of such a list as plain values; reading them gives an equal one. */
  public static List<Object> write(List<String> names, Map<String, String> formulas) {
    List<Object> items = new ArrayList<>();
    for (String name : names) {
      String formula = formulas.get(name);
      if (formula == null) {
        items.add(name);
      } else {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("name", name);
        named.put("formula", formula);
        items.add(named);
      }
    }
    return items;
  }

  private static String name(Section named) {
    String name = named.text("name");
    if (!NAME.matcher(name).matches()) {
      throw wrong(
          named,
          "name",
          "'%s' must be 2 to 64 lower-case letters, digits, dots or hyphens, a letter first"
              .formatted(Quoted.of(name)));
    }
    return name;
  }

  private static String formula(Section named) {
    String name = named.text("name");
    String formula = named.text("formula");
    String function =
        Section.located(
            named.tree("formula").where() + ": " + named.path("formula") + ": ",
            () -> Catalogue.function(formula));
    if (Catalogue.isName(name) && !Catalogue.function(name).equals(function)) {
      throw wrong(
          named, "name", "'%s' is an activation of the catalogue; choose another".formatted(name));
    }
    return formula;
  }

  /** Trials are known by the function, so two names for one would be one arm. */
  private static void requireDistinct(
      List<YamlTree> items, String path, List<String> names, Map<String, String> formulas) {
    Map<String, String> firstOf = new LinkedHashMap<>();
    for (int i = 0; i < names.size() && !formulas.isEmpty(); i++) {
      String name = names.get(i);
      String text = formulas.getOrDefault(name, name);
      String function =
          Section.located(items.get(i).where() + ": ", () -> Catalogue.function(text));
      String first = firstOf.putIfAbsent(function, name);
      if (first != null && (formulas.containsKey(first) || formulas.containsKey(name))) {
        throw new BadInputException(
            "%s: %s.%d: '%s' and '%s' are the same function, %s; it can be an arm once"
                .formatted(
                    items.get(i).where(),
                    path,
                    i,
                    Quoted.of(first),
                    Quoted.of(name),
                    Quoted.of(function)));
      }
    }
  }

  private static BadInputException wrong(Section named, String key, String what) {
    return new BadInputException(
        "%s: %s: %s".formatted(named.tree(key).where(), named.path(key), what));
  }
}
