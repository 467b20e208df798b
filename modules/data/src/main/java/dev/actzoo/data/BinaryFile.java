package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A file being read from its beginning, gzip-compressed or not, whose every fault is a {@link
 * BadInputException} that names it.
 */
final class BinaryFile implements Closeable {
  private static final int GZIP_MAGIC = 0x1F8B;
  private static final int BUFFER = 1 << 16;

  private final URI location;
  private final InputStream stream;

  private BinaryFile(URI location, InputStream stream) {
    this.location = location;
    this.stream = stream;
  }

  /** Opens a file; takes over the stream and unpacks it if it starts as gzip does. */
  static BinaryFile open(URI location, InputStream raw) {
    try {
      BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER);
      buffered.mark(2);
      boolean packed = ((buffered.read() << 8) | buffered.read()) == GZIP_MAGIC;
      buffered.reset();
      InputStream stream =
          packed
              ? new BufferedInputStream(new GZIPInputStream(buffered, BUFFER), BUFFER)
              : buffered;
      return new BinaryFile(location, stream);
    } catch (IOException e) {
      throw unreadable(location, e);
    }
  }

  /** The next byte, 0 to 255, or -1 at the end. */
  int read() {
    try {
      return stream.read();
    } catch (IOException e) {
      throw unreadable(location, e);
    }
  }

  /** The bytes that come next, at most so many, without reading past them. */
  byte[] peek(int most) {
    try {
      stream.mark(most);
      byte[] bytes = stream.readNBytes(most);
      stream.reset();
      return bytes;
    } catch (IOException e) {
      throw unreadable(location, e);
    }
  }

  /** The next bytes, exactly so many. */
  byte[] bytes(int length, String what) {
    try {
      byte[] bytes = stream.readNBytes(length);
      if (bytes.length < length) {
        throw bad("ends in the middle of " + what);
      }
      return bytes;
    } catch (IOException e) {
      throw unreadable(location, e);
    }
  }

  /** The next 4 bytes, which must be a magic number. */
  void requireMagic(int magic, String format) {
    int found = ByteBuffer.wrap(bytes(Integer.BYTES, "its magic number")).getInt();
    if (found != magic) {
      throw bad("not an %s: magic number 0x%08X, expected 0x%08X".formatted(format, found, magic));
    }
  }

  /** The next 4 bytes, a size from 1 to a limit. */
  int size(String what, int limit) {
    int size = ByteBuffer.wrap(bytes(Integer.BYTES, "its " + what)).getInt();
    if (size < 1 || size > limit) {
      throw bad(
          "%s is %s; it must be 1 to %d".formatted(what, Integer.toUnsignedString(size), limit));
    }
    return size;
  }

  void requireEnd() {
    if (read() >= 0) {
      throw bad("bytes are left over after the last record");
    }
  }

  BadInputException bad(String fault) {
    return new BadInputException(name(location) + ": " + fault);
  }

  /** A fault of one line, counted from 1. */
  BadInputException bad(int line, String fault) {
    return new BadInputException("%s:%d: %s".formatted(name(location), line, fault));
  }

  private static BadInputException unreadable(URI location, IOException e) {
    return new BadInputException(
        "%s: cannot be read: %s".formatted(name(location), e.getMessage()), e);
  }

  /** How messages call a location: a file by its path. */
  static String name(URI location) {
    return "file".equals(location.getScheme()) ? Path.of(location).toString() : location.toString();
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
