package dev.actzoo.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.actzoo.input.BadInputException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one file of text, read from start to end. A faulty row comes as what is wrong with
 * it; a file that cannot be read any further ends in a {@link BadInputException}.
 */
abstract class TextRows implements Closeable {
  private final BinaryFile file;
  private final TextLayout layout;
  final TextLines lines;

  private TextRows(BinaryFile file, TextLayout layout) {
    this.file = file;
    this.layout = layout;
    this.lines = new TextLines(file);
  }

  /** Opens a file, and reads its heading if it has one; takes over the file. */
  static TextRows open(BinaryFile file, TextLayout layout) {
    return switch (layout.format()) {
      case TSV -> new Tabs(file, layout);
      case CSV -> new Commas(file, layout);
      case JSON_LINES -> new Objects(file, layout);
    };
  }

  /** The next row, or null after the last. */
  abstract @Nullable TextRow next();

  /** A fault of the whole file, or of a row of it. */
  BadInputException bad(int line, String fault) {
    return file.bad(line, fault);
  }

  @Override
  public final void close() {
    file.close();
  }

  /** The columns' names: those of the layout, or those found in the first row. */
  final List<String> columns(@Nullable List<String> heading) {
    if (!layout.columns().isEmpty()) {
      return layout.columns();
    }
    if (heading == null) {
      throw bad(1, "the file is empty; its first row names the columns");
    }
    try {
      layout.requireIn(heading);
    } catch (BadInputException e) {
      throw bad(1, e.getMessage());
    }
    return List.copyOf(heading);
  }

  /** A row of columns, checked. */
  final TextRow row(int from, List<String> columns, List<String> values) {
    if (!lines.wellFormed(from, lines.line())) {
      return TextRow.faulty(from, "not UTF-8");
    }
    if (values.size() != columns.size()) {
      return TextRow.faulty(
          from,
          "%d columns; a row has %d: %s"
              .formatted(values.size(), columns.size(), String.join(", ", columns)));
    }
    List<String> parts = new ArrayList<>();
    layout.text().forEach(column -> parts.add(values.get(columns.indexOf(column))));
    return row(from, values.get(columns.indexOf(layout.label())), parts);
  }

  private static TextRow row(int line, String label, List<String> parts) {
    String text = String.join(" ", parts);
    return text.isBlank()
        ? TextRow.faulty(line, "the text is empty")
        : new TextRow(line, label, text, null);
  }

  private static final class Tabs extends TextRows {
    private final List<String> columns;
    private final int most;

    Tabs(BinaryFile file, TextLayout layout) {
      super(file, layout);
      boolean headed = layout.columns().isEmpty();
      String heading = headed ? lines.next() : null;
      this.most = headed ? -1 : layout.columns().size();
      this.columns = columns(heading == null ? null : split(heading));
    }

    @Override
    @Nullable TextRow next() {
      String line = lines.next();
      return line == null ? null : row(lines.line(), columns, split(line));
    }

    private List<String> split(String line) {
      return Arrays.asList(line.split("\t", most));
    }
  }

  private static final class Commas extends TextRows {
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> columns;
    private int read;

    Commas(BinaryFile file, TextLayout layout) {
      super(file, layout);
      try {
        parser = CSVParser.builder().setFormat(CSVFormat.RFC4180).setReader(lines.rest()).get();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      records = parser.iterator();
      CSVRecord heading = layout.columns().isEmpty() ? record() : null;
      columns = columns(heading == null ? null : heading.toList());
    }

    @Override
    @Nullable TextRow next() {
      int from = read + 1;
      CSVRecord record = record();
      return record == null ? null : row(from, columns, record.toList());
    }

    private @Nullable CSVRecord record() {
      try {
        CSVRecord record = records.hasNext() ? records.next() : null;
        read = Math.toIntExact(parser.getCurrentLineNumber());
        return record;
      } catch (UncheckedIOException | IllegalStateException e) {
        throw bad(read + 1, "not CSV from here on: quotation marks do not match");
      }
    }
  }

  private static final class Objects extends TextRows {
    private static final ObjectReader JSON =
        new ObjectMapper(JsonMapper.builder().build().getFactory())
            .readerFor(JsonNode.class)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private final TextLayout layout;

    Objects(BinaryFile file, TextLayout layout) {
      super(file, layout);
      this.layout = layout;
    }

    @Override
    @Nullable TextRow next() {
      String line = lines.next();
      return line == null ? null : row(lines.line(), line);
    }

    private TextRow row(int number, String line) {
      if (!lines.wellFormed(number, number)) {
        return TextRow.faulty(number, "not UTF-8");
      }
      JsonNode tree;
      try {
        tree = JSON.readTree(line);
      } catch (JsonProcessingException e) {
        return TextRow.faulty(number, "not JSON: " + e.getOriginalMessage());
      }
      if (!tree.isObject()) {
        return TextRow.faulty(number, "not a JSON object");
      }
      List<String> fields = new ArrayList<>(layout.text());
      fields.add(layout.label());
      for (String field : fields) {
        if (!tree.path(field).isValueNode() || tree.path(field).isNull()) {
          return TextRow.faulty(number, "field '%s' is missing or no text".formatted(field));
        }
      }
      List<String> parts = layout.text().stream().map(field -> tree.get(field).asText()).toList();
      return TextRows.row(number, tree.get(layout.label()).asText(), parts);
    }
  }
}
