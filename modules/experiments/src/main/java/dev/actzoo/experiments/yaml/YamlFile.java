package dev.actzoo.experiments.yaml;

import dev.actzoo.input.BadInputException;
import dev.actzoo.input.FileFault;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** The text of a YAML file on disk. Failures are bad input, told in one line. */
public final class YamlFile {
  private YamlFile() {}

  /**
   * @throws BadInputException if the file is missing, too large, not UTF-8 or cannot be read
   */
  public static String read(Path file) {
    if (!Files.exists(file)) {
      throw new BadInputException(file + ": no such file");
    }
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + ": not a file");
    }
    try {
      if (Files.size(file) > YamlReader.MAX_CHARACTERS) {
        throw new BadInputException(
            "%s: larger than %d bytes".formatted(file, YamlReader.MAX_CHARACTERS));
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new BadInputException(file + ": not UTF-8 text", e);
    } catch (IOException e) {
      throw new BadInputException(
          "%s: cannot be read (%s)".formatted(file, FileFault.reason(e)), e);
    }
  }

  /**
   * Writes a text in place of what the file holds.
   *
   * @throws BadInputException if the file cannot be written
   */
  public static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new BadInputException(
          "%s: cannot be written (%s)".formatted(file, FileFault.reason(e)), e);
    }
  }

  /** Plain values as a YAML text, one key a line. */
  public static String text(Map<String, Object> fields) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    options.setDereferenceAliases(true);
    return new Yaml(options).dump(fields);
  }
}
