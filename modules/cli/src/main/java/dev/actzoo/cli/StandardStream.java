package dev.actzoo.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An output of this process that remembers why what was printed to it got lost: a {@link
 * PrintWriter} passes over every error of what it writes to.
 */
final class StandardStream extends OutputStream {
  private final OutputStream stream;
  private final PrintWriter writer = new PrintWriter(this, true, StandardCharsets.UTF_8);
  private @Nullable IOException loss;

  StandardStream(FileDescriptor descriptor) {
    this(new FileOutputStream(descriptor));
  }

  StandardStream(OutputStream stream) {
    this.stream = stream;
  }

  PrintWriter writer() {
    return writer;
  }

  /**
   * Why not everything arrived, such as "No space left on device"; null if all did, or if the
   * reader of a pipe has left, which is its own choice.
   */
  @Nullable String loss() {
    writer.flush();
    if (loss == null) {
      return null;
    }
    String reason = loss.getMessage();
    boolean readerLeft = reason != null && reason.contains("Broken pipe");
    return readerLeft ? null : reason == null ? loss.getClass().getSimpleName() : reason;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      stream.write(bytes, offset, length);
    } catch (IOException e) {
      loss = loss == null ? e : loss;
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      stream.flush();
    } catch (IOException e) {
      loss = loss == null ? e : loss;
      throw e;
    }
  }
}
