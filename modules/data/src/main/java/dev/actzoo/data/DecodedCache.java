package dev.actzoo.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * Decoded data kept in a folder and mapped into memory: what a key stands for is decoded once, by
 * the first process that asks for it, and shared by every process after it.
 *
 * <p>A file is a head (magic number, number of parts, size of each part, CRC-32C of all parts) and
 * the parts one after the other, all little-endian. The checksum is compared each time a file is
 * opened; a file that is not whole is decoded again. Files appear whole, by renaming, and a key
 * always stands for the same bytes, so any number of processes may use one folder at once. A folder
 * that cannot be written costs time and memory, not the run.
 */
final class DecodedCache {
  private static final System.Logger LOG = System.getLogger(DecodedCache.class.getName());
  private static final long MAGIC = 0x3144_4F43_4544_5A41L; // "AZDECOD1"
  private static final int MOST_PARTS = 16;

  private final Path folder;

  DecodedCache(Path folder) {
    this.folder = folder;
  }

  /**
   * The parts of a key, read-only and little-endian, mapped from its file or else decoded and
   * written there.
   *
   * @param key a file name, without its ending, that says all that the parts follow from
   */
  List<ByteBuffer> parts(String key, Supplier<List<ByteBuffer>> decode) {
    Path file = folder.resolve(key + ".bin");
    return read(file)
        .orElseGet(
            () -> {
              List<ByteBuffer> decoded = decode.get().stream().map(DecodedCache::readOnly).toList();
              write(decoded, file);
              return read(file).orElse(decoded);
            });
  }

  private static Optional<List<ByteBuffer>> read(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() > Integer.MAX_VALUE) {
        return Optional.empty();
      }
      MappedByteBuffer all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      return parts(all.order(ByteOrder.LITTLE_ENDIAN));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "cannot read decoded data " + file, e);
      return Optional.empty();
    }
  }

  /** The parts of a file's bytes; none if they are not what was once written. */
  private static Optional<List<ByteBuffer>> parts(ByteBuffer all) {
    if (all.remaining() < Long.BYTES + Integer.BYTES || all.getLong() != MAGIC) {
      return Optional.empty();
    }
    int count = all.getInt();
    if (count < 1 || count > MOST_PARTS || all.remaining() < (count + 1) * Long.BYTES) {
      return Optional.empty();
    }
    long[] sizes = new long[count];
    long left = all.remaining() - (count + 1L) * Long.BYTES;
    for (int i = 0; i < count; i++) {
      sizes[i] = all.getLong();
      if (sizes[i] < 0 || sizes[i] > left) {
        return Optional.empty();
      }
      left -= sizes[i];
    }
    long checksum = all.getLong();
    if (left != 0 || checksum(List.of(all)) != checksum) {
      return Optional.empty();
    }
    List<ByteBuffer> parts = new ArrayList<>();
    int start = all.position();
    for (long size : sizes) {
      parts.add(all.slice(start, (int) size).order(ByteOrder.LITTLE_ENDIAN));
      start += (int) size;
    }
    return Optional.of(parts);
  }

  private void write(List<ByteBuffer> parts, Path file) {
    ByteBuffer head =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES + (parts.size() + 1) * Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(MAGIC)
            .putInt(parts.size());
    parts.forEach(part -> head.putLong(part.remaining()));
    head.putLong(checksum(parts)).flip();
    try {
      Files.createDirectories(folder);
      Path whole = Files.createTempFile(folder, "decoded", ".part");
      try {
        try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
          writeAll(channel, head);
          for (ByteBuffer part : parts) {
            writeAll(channel, part.duplicate());
          }
        }
        Files.move(
            whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "cannot keep decoded data " + file, e);
    }
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static long checksum(List<ByteBuffer> parts) {
    CRC32C checksum = new CRC32C();
    parts.forEach(part -> checksum.update(part.duplicate()));
    return checksum.getValue();
  }

  private static ByteBuffer readOnly(ByteBuffer part) {
    return part.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }
}
