package dev.actzoo.input;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * A table of named things that fails helpfully: looking up an unknown name throws a {@link
 * BadInputException} that offers the nearest names first and then lists them all. Lookup ignores
 * case and takes underscores for hyphens; insertion order is kept.
 *
 * @param <T> what the names stand for
 */
public final class NameTable<T> {
  private static final int OFFERED = 3;

  private final String kind;
  private final Map<String, T> byName = new LinkedHashMap<>();
  private final Map<String, T> byAlias = new LinkedHashMap<>();

  /**
   * @param kind the field's word for one entry, for messages, such as "activation"
   */
  public NameTable(String kind) {
    this.kind = kind;
  }

  /**
   * Adds an entry.
   *
   * @throws IllegalArgumentException if the name or an alias is already taken
   */
  public NameTable<T> add(String name, T value, String... aliases) {
    if (byName.containsKey(normal(name)) || byAlias.containsKey(normal(name))) {
      throw new IllegalArgumentException(kind + " '" + name + "' is already in the table");
    }
    byName.put(normal(name), value);
    for (String alias : aliases) {
      if (byName.containsKey(normal(alias)) || byAlias.containsKey(normal(alias))) {
        throw new IllegalArgumentException(kind + " alias '" + alias + "' is already in the table");
      }
      byAlias.put(normal(alias), value);
    }
    return this;
  }

  /**
   * The entry of that name or alias.
   *
   * @throws BadInputException if there is none; the message lists the valid names, nearest first
   */
  public T get(String name) {
    String key = normal(name);
    T value = byName.get(key);
    if (value == null) {
      value = byAlias.get(key);
    }
    if (value == null) {
      throw new BadInputException(unknown(key, name));
    }
    return value;
  }

  public boolean contains(String name) {
    return byName.containsKey(normal(name)) || byAlias.containsKey(normal(name));
  }

  /** The names, without aliases, in insertion order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  public Collection<T> values() {
    return Collections.unmodifiableCollection(byName.values());
  }

  private String unknown(String key, String asTyped) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    int far = key.isEmpty() ? 0 : Math.max(2, key.length() / 2);
    List<String> candidates = new ArrayList<>(byName.keySet());
    candidates.addAll(byAlias.keySet());
    candidates.removeIf(name -> key.length() > 2 * name.length() + 2);
    List<String> near =
        candidates.stream()
            .filter(n -> distance.apply(n, key) <= far)
            .sorted(Comparator.comparing((String n) -> distance.apply(n, key)))
            .limit(OFFERED)
            .toList();
    String offer = near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?";
    return "unknown %s '%s'%s valid: %s"
        .formatted(
            kind,
            Quoted.of(asTyped),
            offer.isEmpty() ? ";" : offer,
            String.join(", ", byName.keySet()));
  }

  private static String normal(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
