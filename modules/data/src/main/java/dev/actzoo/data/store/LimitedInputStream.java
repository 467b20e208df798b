package dev.actzoo.data.store;

import dev.actzoo.input.BadInputException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that refuses to give more bytes than it may. */
final class LimitedInputStream extends FilterInputStream {
  private final long limit;
  private final String what;
  private long given;

  /**
   * @param limit the most bytes there may be
   * @param what names the stream in the error
   */
  LimitedInputStream(InputStream stream, long limit, String what) {
    super(stream);
    this.limit = limit;
    this.what = what;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    if (next >= 0) {
      count(1);
    }
    return next;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    count(Math.max(read, 0));
    return read;
  }

  @Override
  public long skip(long length) throws IOException {
    long skipped = super.skip(length);
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long more) {
    given += more;
    if (given > limit) {
      throw new BadInputException(
          "%s unpacks to more than the %d bytes it may; nothing of it is used"
              .formatted(what, limit));
    }
  }
}
