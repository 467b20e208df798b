package dev.actzoo.experiments;

import dev.actzoo.input.BadInputException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model by name with the options that differ from its own defaults.
 *
 * @param name a name of the model zoo, such as {@code resnet-8}
 * @param options model options by name, such as {@code width: 8}; sorted by name, each finite
 */
public record ModelSpec(String name, Map<String, Double> options) {
  public ModelSpec {
    TreeMap<String, Double> sorted = new TreeMap<>();
    options.forEach((option, value) -> sorted.put(option, finite(option, value)));
    options = Collections.unmodifiableMap(sorted);
  }

  public ModelSpec(String name) {
    this(name, Map.of());
  }

  /** The value itself, with the negative zero taken for zero. */
  private static double finite(String option, double value) {
    if (!Double.isFinite(value)) {
      throw new BadInputException(
          "options.%s is %s; it must be a finite number".formatted(option, value));
    }
    return value + 0.0;
  }
}
