package dev.actzoo.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.actzoo.input.BadInputException;
import dev.actzoo.input.FileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The writing of figures as JSON. */
public final class JsonFile {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private JsonFile() {}

  /**
   * Writes a document, and the folders on the way to it.
   *
   * @throws BadInputException if the file cannot be written
   */
  public static void write(Path file, Object document) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, MAPPER.writeValueAsString(document) + "\n");
    } catch (IOException e) {
      throw new BadInputException(
          "cannot write '%s' (%s); name a file in a folder that can be written to"
              .formatted(file, FileFault.reason(e)),
          e);
    }
  }
}
