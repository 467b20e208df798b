package dev.actzoo.data.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The giving of names to whole files, so that a name never stands for half a file. */
final class Durable {
  private Durable() {}

  /** Brings a file's bytes to the disk and then, in one step, gives it its name. */
  static void rename(Path whole, Path name) throws IOException {
    try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(whole, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder(name.toAbsolutePath().getParent());
  }

  /** Writes a small text file as a whole. */
  static void write(Path name, String text) throws IOException {
    Path whole = name.resolveSibling(name.getFileName() + Staging.NEW);
    Files.writeString(whole, text, StandardCharsets.UTF_8);
    rename(whole, name);
  }

  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no folders; there the file system keeps the order of renames itself.
    }
  }
}
