package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.io.Closeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one file of text, read from start to end; blank lines are none. A faulty row comes as
 * what is wrong with it; a file that cannot be read any further ends in a {@link
 * BadInputException}.
 */
abstract class TextRows implements Closeable {
  static final String NOT_UTF_8 =
      "not UTF-8; what was saved as Windows-1252 or Latin-1 becomes it by: iconv -f WINDOWS-1252 -t"
          + " UTF-8";

  final BinaryFile file;
  final TextLines lines;

  TextRows(BinaryFile file) {
    this.file = file;
    this.lines = new TextLines(file);
  }

  /** Opens a file, and reads its heading if it has one; takes over the file. */
  static TextRows open(BinaryFile file, TextLayout layout) {
    int columns = layout.columns().size();
    try {
      return switch (layout.format()) {
        case TSV -> new TabRows(file, columns == 0 ? -1 : columns).begun(layout);
        case CSV -> new CommaRows(file).begun(layout);
        case JSON_LINES -> new JsonRows(file, layout);
      };
    } catch (BadInputException e) {
      file.close();
      throw e;
    }
  }

  /** The next row, or null after the last. */
  abstract @Nullable TextRow next();

  /** A fault of the whole file, or of a row of it. */
  final BadInputException bad(int line, String fault) {
    return file.bad(line, fault);
  }

  @Override
  public final void close() {
    file.close();
  }

  /** A row of a class and the parts of a text, as the file has them. */
  static TextRow row(int line, String label, List<String> parts) {
    String text = String.join(" ", parts);
    if (text.isBlank()) {
      return TextRow.faulty(line, "the text is empty");
    }
    String name = ClassName.of(label);
    if (ClassName.isMissing(name)) {
      return TextRow.faulty(
          line,
          name.isEmpty()
              ? "the label is empty"
              : "the label is '%s', which is none".formatted(name));
    }
    return new TextRow(line, name, text, null);
  }
}
