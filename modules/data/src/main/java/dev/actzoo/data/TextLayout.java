package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which columns of a file of text are read, and as what.
 *
 * @param format how rows lie in the file
 * @param columns the columns' names, in their order, where the file does not name them itself;
 *     empty if its first row does, as JSON objects always do; the last of such columns parted by
 *     tabs goes to the end of the line
 * @param label the column of the class
 * @param text the columns of the text, joined with a space
 */
record TextLayout(TextFormat format, List<String> columns, String label, List<String> text) {
  private static final String LABEL = "class";
  private static final String TEXT = "text";

  /** Lines {@code class<TAB>text} without a heading. */
  static final TextLayout CLASS_AND_TEXT =
      new TextLayout(TextFormat.TSV, List.of(LABEL, TEXT), LABEL, List.of(TEXT));

  TextLayout {
    columns = List.copyOf(columns);
    text = List.copyOf(text);
    if (text.isEmpty()) {
      throw new BadInputException("no column of text is named");
    }
    if (format == TextFormat.JSON_LINES && !columns.isEmpty()) {
      throw new BadInputException("columns of JSON lines have their names in the file");
    }
    if (!columns.isEmpty()) {
      requireIn(columns, label, text);
    }
  }

  /**
   * Refuses columns that do not hold what is to be read.
   *
   * @throws BadInputException if one is missing
   */
  void requireIn(List<String> found) {
    requireIn(found, label, text);
  }

  private static void requireIn(List<String> found, String label, List<String> text) {
    Stream.concat(Stream.of(label), text.stream())
        .filter(name -> !found.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new BadInputException(
                  "no column '%s'; columns: %s".formatted(name, String.join(", ", found)));
            });
  }
}
