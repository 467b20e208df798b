package dev.actzoo.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/** The finding of a file's columns of text and class by the names they usually have. */
public final class OwnColumns {
  private static final List<String> TEXTS =
      List.of("text", "sentence", "review", "content", "body", "tweet");
  private static final List<String> LABELS =
      List.of("label", "class", "category", "target", "sentiment", "tag");

  private OwnColumns() {}

  /**
   * The column of the class.
   *
   * @throws BadInputException if no column has a usual name
   */
  public static String label(Path file, OwnFormat format) {
    return usual(file, format, LABELS, "class", "label");
  }

  /**
   * The column of the text.
   *
   * @throws BadInputException if no column has a usual name
   */
  public static String text(Path file, OwnFormat format) {
    return usual(file, format, TEXTS, "text", "text");
  }

  private static String usual(
      Path file, OwnFormat format, List<String> names, String what, String key) {
    List<String> found = of(file, format);
    return names.stream()
        .filter(found::contains)
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "%s: which column is the %s? name it: --set datasets.NAME.%s=COLUMN; columns: %s"
                        .formatted(file, what, key, String.join(", ", found))));
  }

  /** The columns a file names in its first row. */
  static List<String> of(Path file, OwnFormat format) {
    try (BinaryFile bytes = BinaryFile.open(file.toUri(), Files.newInputStream(file))) {
      TextLines lines = new TextLines(bytes);
      return switch (format) {
        case CSV -> csv(lines);
        case TSV -> List.of(first(file, lines).split("\t", -1));
        case JSON_LINES -> json(file, first(file, lines));
        case IMAGE_FOLDER -> throw new IllegalStateException("pictures have no columns");
      };
    } catch (IOException | UncheckedIOException e) {
      throw new BadInputException("%s: cannot be read (%s)".formatted(file, e.getMessage()), e);
    }
  }

  private static List<String> csv(TextLines lines) throws IOException {
    try (CSVParser parser =
        CSVParser.builder().setFormat(CSVFormat.RFC4180).setReader(lines.rest()).get()) {
      return parser.stream().limit(1).flatMap(record -> record.toList().stream()).toList();
    }
  }

  private static String first(Path file, TextLines lines) {
    String line = lines.next();
    if (line == null) {
      throw new BadInputException(file + ": the file is empty");
    }
    return line;
  }

  private static List<String> json(Path file, String line) {
    try {
      List<String> names = new ArrayList<>();
      JsonMapper.builder().build().readTree(line).fieldNames().forEachRemaining(names::add);
      return names;
    } catch (JsonProcessingException e) {
      throw new BadInputException("%s:1: not JSON: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }
}
