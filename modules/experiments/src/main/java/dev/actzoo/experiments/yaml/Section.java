package dev.actzoo.experiments.yaml;

import dev.actzoo.input.BadInputException;
import dev.actzoo.input.NameTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One mapping of a file, its keys checked against those it may have. Every accessor throws a {@link
 * BadInputException} that names the place, the key and what is valid.
 */
public final class Section {
  private static final int MAX_ITEMS = 1000;
  private static final Pattern IN_FILE = Pattern.compile(".*?, line (?=\\d+, column \\d+: )");

  private final String path;
  private final YamlTree.Mapping mapping;

  /**
   * @param path the dotted path of the mapping in its file, empty for the whole file
   * @param keys the keys the mapping may have
   */
  public Section(String path, YamlTree tree, NameTable<?> keys) {
    if (!(tree instanceof YamlTree.Mapping given)) {
      throw Scalars.wrong(tree, path.isEmpty() ? "the file" : path, "a mapping of keys to values");
    }
    this.path = path;
    this.mapping = given;
    given.fields().forEach((key, value) -> requireKnown(keys, key, value));
  }

  /** The table of keys that a mapping may have. */
  public static NameTable<String> keys(String... keys) {
    NameTable<String> table = new NameTable<>("key");
    for (String key : keys) {
      table.add(key, key);
    }
    return table;
  }

  /** The table of an enumeration's constants. */
  public static <E extends Enum<E>> NameTable<E> constants(String kind, E[] constants) {
    NameTable<E> table = new NameTable<>(kind);
    for (E constant : constants) {
      table.add(constant.name(), constant);
    }
    return table;
  }

  /** What the supplier makes; its complaint, if any, with the place before it if it has none. */
  public static <T> T located(String place, Supplier<T> records) {
    try {
      return records.get();
    } catch (BadInputException e) {
      if (isLocated(e.getMessage(), place)) {
        throw e;
      }
      throw new BadInputException(place + e.getMessage(), e);
    }
  }

  /** Whether a complaint names that place, or another one of the same file. */
  private static boolean isLocated(String complaint, String place) {
    Matcher inFile = IN_FILE.matcher(place);
    return complaint.startsWith(inFile.lookingAt() ? inFile.group() : place);
  }

  /** The keys, in the order written. */
  public List<String> given() {
    return List.copyOf(mapping.fields().keySet());
  }

  private void requireKnown(NameTable<?> keys, String key, YamlTree value) {
    try {
      keys.get(key);
    } catch (BadInputException e) {
      String within = path.isEmpty() ? "" : path + ": ";
      throw new BadInputException(value.where() + ": " + within + e.getMessage(), e);
    }
  }

  public boolean has(String key) {
    return mapping.fields().containsKey(key);
  }

  public String where() {
    return mapping.where();
  }

  public String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  public YamlTree tree(String key) {
    YamlTree tree = mapping.fields().get(key);
    if (tree == null) {
      throw new BadInputException("%s: %s is missing".formatted(where(), path(key)));
    }
    return tree;
  }

  public String text(String key) {
    return Scalars.text(tree(key), path(key));
  }

  public String text(String key, String otherwise) {
    return has(key) ? text(key) : otherwise;
  }

  public int whole(String key, int otherwise) {
    return has(key) ? Scalars.wholeInt(tree(key), path(key)) : otherwise;
  }

  public double number(String key, double otherwise) {
    return has(key) ? Scalars.number(tree(key), path(key)) : otherwise;
  }

  /** The entry of the table that the key's value names. */
  public <T> T named(String key, NameTable<T> table, T otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    try {
      return table.get(text(key));
    } catch (BadInputException e) {
      throw new BadInputException(
          "%s: %s: %s".formatted(tree(key).where(), path(key), e.getMessage()), e);
    }
  }

  public List<String> texts(String key) {
    return items(key, "a list of names such as [relu, gelu]").stream()
        .map(item -> Scalars.text(item, path(key)))
        .toList();
  }

  public List<Long> wholes(String key) {
    return items(key, "a list of whole numbers such as [1, 2, 3]").stream()
        .map(item -> Scalars.whole(item, path(key)))
        .toList();
  }

  public List<YamlTree> items(String key, String valid) {
    YamlTree tree = tree(key);
    if (!(tree instanceof YamlTree.Sequence list)) {
      throw Scalars.wrong(tree, path(key), valid);
    }
    int size = list.items().size();
    if (size == 0) {
      throw new BadInputException(
          "%s: %s is empty; at least one is needed".formatted(list.where(), path(key)));
    }
    if (size > MAX_ITEMS) {
      throw new BadInputException(
          "%s: %s has %d entries; at most %d are allowed"
              .formatted(list.where(), path(key), size, MAX_ITEMS));
    }
    return list.items();
  }

  /** A mapping from any name to a number; empty if the key is missing. */
  public Map<String, Double> numbers(String key) {
    Map<String, Double> numbers = new TreeMap<>();
    if (has(key)) {
      if (!(tree(key) instanceof YamlTree.Mapping named)) {
        throw Scalars.wrong(tree(key), path(key), "a mapping of names to numbers");
      }
      named
          .fields()
          .forEach(
              (name, value) -> numbers.put(name, Scalars.number(value, path(key) + "." + name)));
    }
    return numbers;
  }
}
