package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import dev.actzoo.input.Quoted;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rows of a file of columns, whose names are in its first row or known beforehand. */
abstract class ColumnRows extends TextRows {
  private List<String> columns = List.of();
  private List<String> heading = List.of();
  private int label;
  private List<Integer> text = List.of();

  ColumnRows(BinaryFile file) {
    super(file);
  }

  /** The values of the next row, or null after the last; a blank line has one blank value. */
  abstract @Nullable List<String> values();

  /** The line that the row read last starts on. */
  abstract int from();

  /** Reads the heading, if the layout leaves the columns' names to it. */
  final ColumnRows begun(TextLayout layout) {
    columns = layout.columns().isEmpty() ? heading() : layout.columns();
    heading = layout.columns().isEmpty() ? normal(columns) : List.of();
    try {
      label = layout.labelPlace(columns);
      text = layout.textPlaces(columns);
    } catch (BadInputException e) {
      throw bad(Math.max(1, from()), e.getMessage());
    }
    return this;
  }

  /** The first row. */
  final List<String> heading() {
    List<String> first = shown();
    if (first == null) {
      throw bad(1, "the file is empty; its first row names the columns");
    }
    if (!lines.wellFormed(from(), lines.line())) {
      throw bad(from(), NOT_UTF_8);
    }
    return List.copyOf(first);
  }

  /** The values of the next row that is no blank line. */
  private @Nullable List<String> shown() {
    List<String> values = values();
    while (values != null && values.size() == 1 && values.get(0).isBlank()) {
      values = values();
    }
    return values;
  }

  @Override
  final @Nullable TextRow next() {
    List<String> values = shown();
    return values == null ? null : row(from(), values);
  }

  private TextRow row(int line, List<String> values) {
    if (!lines.wellFormed(line, lines.line())) {
      return TextRow.faulty(line, NOT_UTF_8);
    }
    if (values.size() != columns.size()) {
      return TextRow.faulty(
          line,
          "%d columns; a row has %d: %s"
              .formatted(values.size(), columns.size(), Quoted.of(columns)));
    }
    if (isHeading(line, values)) {
      return TextRow.faulty(line, "the heading once more, as where files are joined");
    }
    return row(line, values.get(label), text.stream().map(values::get).toList());
  }

  private boolean isHeading(int line, List<String> values) {
    if (heading.isEmpty()
        || !heading.contains(ClassName.of(values.get(0)).toLowerCase(Locale.ROOT))) {
      return false;
    }
    List<String> found = normal(values);
    if (found.equals(heading)) {
      return true;
    }
    if (found.stream().sorted().toList().equals(heading.stream().sorted().toList())) {
      throw bad(
          line,
          "a heading with the columns in another order, %s; the first one has %s"
              .formatted(Quoted.of(values), Quoted.of(columns)));
    }
    return false;
  }

  private static List<String> normal(List<String> names) {
    return names.stream().map(name -> ClassName.of(name).toLowerCase(Locale.ROOT)).toList();
  }
}
