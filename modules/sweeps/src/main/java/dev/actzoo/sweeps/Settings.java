package dev.actzoo.sweeps;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One choice of a value for every dimension of a space.
 *
 * @param values values as a file would give them, by the dotted path of the setting, in the order
 *     of the space
 */
public record Settings(Map<String, String> values) implements Serializable {
  public Settings {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
