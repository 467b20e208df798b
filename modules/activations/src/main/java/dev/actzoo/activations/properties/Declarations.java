package dev.actzoo.activations.properties;

import dev.actzoo.activations.Activation;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The declared properties of all entries of the catalogue. */
final class Declarations {
  private static final String RESOURCE = "properties.properties";

  private final Map<String, String> texts;

  private Declarations(Map<String, String> texts) {
    this.texts = texts;
  }

  /** Those of the program. */
  static Declarations all() {
    try (InputStream stream =
            Objects.requireNonNull(Declarations.class.getResourceAsStream(RESOURCE));
        Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      java.util.Properties file = new java.util.Properties();
      file.load(reader);
      return new Declarations(
          file.stringPropertyNames().stream()
              .collect(Collectors.toMap(key -> key, key -> file.getProperty(key).strip())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The keys, each the name of an activation, a dot and the name of a property. */
  Set<String> keys() {
    return texts.keySet();
  }

  /** The key of a property. */
  static String key(Activation activation, Property property) {
    return activation.name() + "." + property.key();
  }

  /**
   * The declared properties of an activation.
   *
   * @throws IllegalStateException if one is missing
   */
  Map<Property, Value> of(Activation activation) {
    Map<Property, Value> properties = new EnumMap<>(Property.class);
    for (Property property : Property.of(activation.family())) {
      String key = key(activation, property);
      String text = texts.get(key);
      if (text == null) {
        throw new IllegalStateException("no declaration of " + key + " in " + RESOURCE);
      }
      properties.put(property, property.parse(text));
    }
    return properties;
  }
}
