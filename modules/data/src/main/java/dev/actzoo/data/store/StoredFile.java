package dev.actzoo.data.store;

import dev.actzoo.input.BadInputException;
import dev.actzoo.input.FileFault;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The stream into a file of the folder of datasets. Where the bytes come from is read at the same
 * time and fails by {@link IOException}s of its own; a failure to write is bad input that names
 * this file, so that neither is taken for the other.
 */
final class StoredFile extends OutputStream {
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final OutputStream stream;

  StoredFile(Path file) {
    this.file = file;
    try {
      stream = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  @Override
  public void write(int value) {
    try {
      stream.write(value);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      stream.write(bytes, offset, length);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** What a person is told where such a file cannot be written. */
  static BadInputException unwritable(Path file, IOException e) {
    return new BadInputException(
        "%s cannot be written: %s; make room or name another folder with --data-dir"
            .formatted(file, FileFault.reason(e)),
        e);
  }
}
