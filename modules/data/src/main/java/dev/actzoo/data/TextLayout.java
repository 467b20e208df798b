package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import dev.actzoo.input.Quoted;
import java.util.List;

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
      place(format, columns, label);
      for (String column : text) {
        place(format, columns, column);
      }
    }
  }

  /**
   * The place of the column of the class.
   *
   * @throws BadInputException if it is not there, or several are
   */
  int labelPlace(List<String> found) {
    return place(format, found, label);
  }

  /**
   * The places of the columns of the text.
   *
   * @throws BadInputException if one is not there, or several are
   */
  List<Integer> textPlaces(List<String> found) {
    return text.stream().map(name -> place(format, found, name)).toList();
  }

  private static int place(TextFormat format, List<String> found, String name) {
    return ColumnNames.place(found, name)
        .orElseThrow(
            () ->
                new BadInputException(
                    "no column '%s'; columns: %s%s"
                        .formatted(
                            Quoted.of(name), Quoted.of(found), ColumnNames.cause(format, found))));
  }
}
