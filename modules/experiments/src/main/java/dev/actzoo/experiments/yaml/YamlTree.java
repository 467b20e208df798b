package dev.actzoo.experiments.yaml;

import dev.actzoo.input.Quoted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A YAML value that knows where it was written, so that every complaint can say so. */
public sealed interface YamlTree {
  /** Where the value, or the key it belongs to, stands: "quick.yaml, line 3, column 5". */
  String where();

  /** What the value is, for messages. */
  String kind();

  /**
   * A single value as text: the schema, not YAML's guess, decides whether it is a number.
   *
   * @param text the text, or null for YAML's null, which an empty value is too
   */
  record Scalar(String where, @Nullable String text) implements YamlTree {
    @Override
    public String kind() {
      return text == null ? "empty" : "'" + Quoted.of(text) + "'";
    }
  }

  /**
   * The tree of plain values: maps become mappings, lists sequences, anything else its text.
   *
   * @param where what complaints about any part of it say of its place
   */
  static YamlTree of(String where, Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, YamlTree> fields = new LinkedHashMap<>();
      map.forEach((key, item) -> fields.put(String.valueOf(key), of(where, item)));
      return new Mapping(where, fields);
    }
    if (value instanceof List<?> list) {
      return new Sequence(where, list.stream().map(item -> of(where, item)).toList());
    }
    return new Scalar(where, String.valueOf(value));
  }

  /** A list. */
  record Sequence(String where, List<YamlTree> items) implements YamlTree {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }

    public Sequence with(int index, YamlTree item) {
      List<YamlTree> changed = new ArrayList<>(items);
      changed.set(index, item);
      return new Sequence(where, changed);
    }
  }

  /** A mapping, its keys in lower case with hyphens and in the order written. */
  record Mapping(String where, Map<String, YamlTree> fields) implements YamlTree {
    public Mapping {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public String kind() {
      return "a mapping";
    }

    public Mapping with(String key, YamlTree value) {
      Map<String, YamlTree> changed = new LinkedHashMap<>(fields);
      changed.put(key, value);
      return new Mapping(where, changed);
    }

    public Mapping without(String key) {
      Map<String, YamlTree> changed = new LinkedHashMap<>(fields);
      changed.remove(key);
      return new Mapping(where, changed);
    }
  }
}
