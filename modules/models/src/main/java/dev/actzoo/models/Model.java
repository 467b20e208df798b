package dev.actzoo.models;

import dev.actzoo.input.BadInputException;
import dev.actzoo.input.NameTable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * A model of the zoo: a family at one size, its activation still open.
 *
 * @param name the name it is looked up by, such as {@code resnet-20}
 * @param description one sentence for people
 * @param reads what it is fed
 * @param leastSide the least height and width of its images, in pixels; 1 if it reads none
 * @param options the numbers that may be set
 * @param recipe builds the network
 */
public record Model(
    String name,
    String description,
    Reads reads,
    int leastSide,
    List<ModelOption> options,
    Recipe recipe) {

  /** What a model is fed. */
  public enum Reads {
    IMAGES,
    /** Images as one row of numbers, or points, as images of one pixel. */
    VECTORS,
    TEXT
  }

  /** Builds the configuration of a network. */
  @FunctionalInterface
  public interface Recipe {
    ComputationGraphConfiguration configuration(
        ModelInput input, int classes, String activation, Map<String, Double> options, long seed);
  }

  public Model {
    options = List.copyOf(options);
  }

  /**
   * All options of this model: those given, and the standard value of every other.
   *
   * @throws BadInputException if an option is unknown or its value out of range
   */
  public Map<String, Double> resolve(Map<String, Double> given) {
    NameTable<ModelOption> table = new NameTable<>("option of " + name);
    options.forEach(option -> table.add(option.name(), option));
    Map<String, Double> resolved = new TreeMap<>();
    options.forEach(option -> resolved.put(option.name(), option.standard()));
    given.forEach(
        (key, value) -> {
          ModelOption option = table.get(key);
          resolved.put(option.name(), option.checked(name, value));
        });
    return Collections.unmodifiableMap(resolved);
  }

  /**
   * Tries an activation on the smallest network of these options.
   *
   * @param options as {@link #resolve} gives them
   * @throws BadInputException if this model cannot take it
   */
  public void requireTakes(String activation, Map<String, Double> options) {
    ModelInput least =
        switch (reads) {
          case IMAGES, VECTORS -> new ImageInput(leastSide, leastSide, 1);
          case TEXT -> new TextInput(1, 1);
        };
    configuration(least, 1, activation, options, 0);
  }

  /**
   * Refuses images that are too small for this model.
   *
   * @throws BadInputException if they are
   */
  public void requireFits(ImageInput images) {
    if (images.height() < leastSide || images.width() < leastSide) {
      throw new BadInputException(
          "model %s needs images of at least %dx%d pixels; these are %dx%d"
              .formatted(name, leastSide, leastSide, images.width(), images.height()));
    }
  }

  /**
   * The configuration of a network of this model, ready for {@code new ComputationGraph(...)}.
   *
   * @param options as {@link #resolve} gives them
   * @throws BadInputException if this model cannot take the activation or the input
   */
  public ComputationGraphConfiguration configuration(
      ModelInput input, int classes, String activation, Map<String, Double> options, long seed) {
    if (input instanceof ImageInput images) {
      requireFits(images);
    }
    return recipe.configuration(input, classes, activation, resolve(options), seed);
  }
}
