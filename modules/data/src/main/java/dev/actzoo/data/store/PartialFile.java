package dev.actzoo.data.store;

import dev.actzoo.input.FileFault;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has come of a download so far, in a file that ends in {@code .part}; beside it, where it
 * came from and how the server named that version. What goes wrong with it is the disk's fault and
 * ends the fetch: trying again would not help.
 */
final class PartialFile {
  static final String PART = ".part";
  static final String FROM = ".part.from";

  private final Path part;
  private final Path from;

  PartialFile(Path whole) {
    part = whole.resolveSibling(whole.getFileName() + PART);
    from = whole.resolveSibling(whole.getFileName() + FROM);
  }

  long size() {
    try {
      return Files.exists(part) ? Files.size(part) : 0;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** What the server at an address said of the bytes that are here; null if it said nothing. */
  @Nullable String validator(URI url) {
    try {
      List<String> lines = Files.exists(from) ? Files.readAllLines(from) : List.of();
      return lines.size() == 2 && lines.get(0).equals(url.toString()) ? lines.get(1) : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** Notes where the bytes come from. */
  void comesFrom(URI url, @Nullable String validator) {
    try {
      if (validator == null) {
        Files.deleteIfExists(from);
      } else {
        Files.writeString(from, url + "\n" + validator + "\n", StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Opens it to be written on from its end. */
  FileChannel append() {
    try {
      Files.createDirectories(part.getParent());
      return FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  void write(FileChannel channel, ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  void discard() {
    try {
      Files.deleteIfExists(part);
      Files.deleteIfExists(from);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  Fingerprint fingerprint() {
    try {
      return Fingerprint.of(part);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Gives it its name, now that it is whole and checked. */
  void become(Path whole) {
    try {
      Durable.rename(part, whole);
      Files.deleteIfExists(from);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private FetchException unwritable(IOException e) {
    return new FetchException(
        "%s cannot be written: %s; what came is kept, fetch again when there is room"
            .formatted(part, FileFault.reason(e)),
        e);
  }
}
