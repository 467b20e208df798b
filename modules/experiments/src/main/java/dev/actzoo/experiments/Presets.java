package dev.actzoo.experiments;

import dev.actzoo.experiments.yaml.YamlReader;
import dev.actzoo.input.NameTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The experiments that come built in, each a YAML resource. */
public final class Presets {
  private static final NameTable<String> RESOURCES =
      new NameTable<String>("preset")
          .add("quick", "presets/quick.yaml")
          .add("standard", "presets/standard.yaml")
          .add("smoke", "presets/smoke.yaml")
          .add("approximation", "presets/approximation.yaml")
          .add("gpu", "presets/gpu.yaml");

  private Presets() {}

  /** The names of the presets. */
  public static Set<String> names() {
    return RESOURCES.names();
  }

  /**
   * A preset as an experiment.
   *
   * @param settings {@code key=value} settings as in {@link ExperimentFile}
   * @throws dev.actzoo.input.BadInputException if there is no such preset or a setting is invalid
   */
  public static ExperimentSpec read(String name, List<String> settings) {
    String resource = RESOURCES.get(name);
    return ExperimentFile.parse(text(resource), "preset " + YamlReader.key(name), settings);
  }

  private static String text(String resource) {
    try (InputStream stream = Presets.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the built-in " + resource, e);
    }
  }
}
