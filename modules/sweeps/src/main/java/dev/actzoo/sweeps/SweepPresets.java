package dev.actzoo.sweeps;

import dev.actzoo.input.NameTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The sweeps that come built in, each a YAML resource. */
public final class SweepPresets {
  private static final NameTable<String> RESOURCES =
      new NameTable<String>("sweep preset")
          .add("smoke", "presets/smoke.yaml")
          .add("learning-rate", "presets/learning-rate.yaml");

  private SweepPresets() {}

  /** The names of the presets. */
  public static Set<String> names() {
    return RESOURCES.names();
  }

  /**
   * A preset as a sweep.
   *
   * @param settings {@code key=value} settings as in {@link SweepFile}
   * @throws dev.actzoo.input.BadInputException if there is no such preset or a setting is invalid
   */
  public static SweepSpec read(String name, List<String> settings) {
    String resource = RESOURCES.get(name);
    try (InputStream stream = SweepPresets.class.getResourceAsStream(resource)) {
      byte[] text = Objects.requireNonNull(stream, resource).readAllBytes();
      return SweepFile.parse(
          new String(text, StandardCharsets.UTF_8), "sweep preset " + name, settings);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the built-in " + resource, e);
    }
  }
}
