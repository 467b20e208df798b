package dev.actzoo.cli;

import dev.actzoo.input.BadInputException;
import dev.actzoo.input.FileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that long work writes at its end; what would hinder that is told before the work. */
final class LaterOutput {
  private LaterOutput() {}

  /**
   * Makes the folders on the way to a file, and tries the last by a file that is deleted at once.
   *
   * @throws BadInputException if the file could not be written
   */
  static void require(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || folder == null) {
      throw unwritable(file, "a folder is in its place");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      return; // a device or a pipe
    }
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "actzoo", ".probe"));
    } catch (IOException e) {
      throw unwritable(file, FileFault.reason(e));
    }
    if (Files.exists(file) && !Files.isWritable(file)) {
      throw unwritable(file, "no right to do so");
    }
  }

  private static BadInputException unwritable(Path file, String reason) {
    return new BadInputException(
        "cannot write '%s' (%s); name a file in a folder that can be written to"
            .formatted(file, reason));
  }
}
