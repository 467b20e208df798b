package dev.actzoo.cli;

import dev.actzoo.input.FileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A folder that libraries unpack their machine code into, and run it from. It is looked into by a
 * file that is deleted at once; a folder that is not there yet, by way of the one that would hold
 * it.
 */
record UnpackFolder(Path path) {
  private static final int SOME_BYTES = 1 << 16;

  /** The folder for temporary files that Java was told of. */
  static UnpackFolder temporary() {
    return new UnpackFolder(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** Why nothing can be unpacked there and run; null if it can. */
  @Nullable String fault() {
    return probe(SOME_BYTES);
  }

  /** Why what was unpacked there already could not be used; null if it could, as on a full disk. */
  @Nullable String refusal() {
    return probe(0);
  }

  /** The bytes that can still be written there. */
  long room() {
    return existing().toFile().getUsableSpace();
  }

  private Path existing() {
    Path folder = path.toAbsolutePath().normalize();
    while (!Files.exists(folder) && folder.getParent() != null) {
      folder = folder.getParent();
    }
    return folder;
  }

  private @Nullable String probe(int bytes) {
    Path folder = existing();
    if (!Files.isDirectory(folder)) {
      return folder + " is not a folder";
    }
    try {
      Path file = Files.createTempFile(folder, "actzoo", ".probe");
      try {
        Files.write(file, new byte[bytes]);
        boolean runs = file.toFile().setExecutable(true) && Files.isExecutable(file);
        return runs ? null : "its disk is mounted noexec";
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      return FileFault.reason(e);
    }
  }
}
