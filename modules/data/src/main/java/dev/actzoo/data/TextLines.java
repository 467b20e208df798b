package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file in UTF-8, counted from 1. They end in LF or CRLF, or, if the first one does,
 * in CR alone. A line that is not UTF-8 is remembered by its number and read with U+FFFD in place
 * of what is wrong. A byte order mark before a line, as where files are joined, is left out.
 */
final class TextLines implements Closeable {
  /** The most bytes of a line, and of a row of several lines. */
  static final int MOST_BYTES = 1 << 24;

  /** The most bytes of all lines: rows are read into memory. */
  static final long MOST_BYTES_IN_ALL = 1L << 30;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** In place of a byte that was read ahead. */
  private static final int NONE = -2;

  private final BinaryFile file;
  private final CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TreeSet<Integer> malformed = new TreeSet<>();
  private int line;
  private boolean endedByCr;
  private int ahead = NONE;
  private int rowLine;
  private long rowBytes;
  private long allBytes;

  /**
   * @param file closed with these lines
   */
  TextLines(BinaryFile file) {
    this.file = file;
  }

  /** The number of the line read last; 0 before the first. */
  int line() {
    return line;
  }

  /** Begins a row, whose lines together are bounded. */
  void beginRow() {
    rowLine = line + 1;
    rowBytes = 0;
  }

  /** Whether all lines of a range, both ends included, were UTF-8. */
  boolean wellFormed(int from, int to) {
    Integer first = malformed.ceiling(from);
    return first == null || first > to;
  }

  /** The next line with its end, which is LF where it was CR, or null after the last. */
  private @Nullable String withEnd() {
    if (line == 0) {
      TextSignature.requireText(file);
    }
    bytes.reset();
    int next = read();
    if (next < 0) {
      return null;
    }
    while (next >= 0) {
      boolean end = next == '\n' || (next == '\r' && endsAtCr());
      bytes.write(end ? '\n' : next);
      if (end) {
        break;
      }
      if (rowBytes + bytes.size() > MOST_BYTES) {
        throw tooLong();
      }
      next = read();
    }
    line++;
    rowBytes += bytes.size();
    allBytes += bytes.size();
    if (allBytes > MOST_BYTES_IN_ALL) {
      throw file.bad(
          line, "the file holds more than 1 GiB of text; rows are read into memory: divide it");
    }
    String text = decoded();
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  /** Whether a CR just read ends the line on its own. */
  private boolean endsAtCr() {
    if (line > 0 && !endedByCr) {
      return false;
    }
    ahead = read();
    boolean alone = ahead != '\n';
    endedByCr |= alone;
    return alone;
  }

  private int read() {
    int next = ahead == NONE ? file.read() : ahead;
    ahead = NONE;
    return next;
  }

  private BadInputException tooLong() {
    boolean several = rowBytes > 0;
    return file.bad(
        several ? rowLine : line + 1,
        several
            ? "the row is longer than 16 MiB; is a quotation mark in it never closed?"
            : "the line is longer than 16 MiB; is this a file of rows?");
  }

  private String decoded() {
    try {
      return strict.decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      malformed.add(line);
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }

  /** The next line without its end, or null after the last. */
  @Nullable String next() {
    beginRow();
    String text = withEnd();
    if (text == null) {
      return null;
    }
    int end = text.length();
    if (text.endsWith("\n")) {
      end--;
    }
    if (end > 0 && text.charAt(end - 1) == '\r') {
      end--;
    }
    return text.substring(0, end);
  }

  /** The lines not yet read, as one text. */
  Reader rest() {
    return new Reader() {
      private CharBuffer pending = CharBuffer.allocate(0);

      @Override
      public int read(char[] target, int offset, int length) {
        while (!pending.hasRemaining()) {
          String text = withEnd();
          if (text == null) {
            return -1;
          }
          pending = CharBuffer.wrap(text);
        }
        int count = Math.min(length, pending.remaining());
        pending.get(target, offset, count);
        return count;
      }

      @Override
      public void close() {
        file.close();
      }
    };
  }

  @Override
  public void close() {
    file.close();
  }
}
