package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import dev.actzoo.input.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * The columns that a file names in its first row.
 *
 * @param dataset what the dataset is called
 * @param file the file
 * @param format how its rows lie in it; rows, not pictures
 * @param found the names, in their order
 */
public record OwnColumns(String dataset, Path file, OwnFormat format, List<String> found) {
  private static final List<String> TEXTS =
      List.of("text", "sentence", "review", "content", "body", "tweet");
  private static final List<String> LABELS =
      List.of("label", "class", "category", "target", "sentiment", "tag");

  public OwnColumns {
    found = List.copyOf(found);
  }

  /**
   * Reads the names.
   *
   * @throws BadInputException if that cannot be
   */
  public static OwnColumns of(String dataset, Path file, OwnFormat format) {
    try (BinaryFile bytes = BinaryFile.open(file.toUri(), Files.newInputStream(file))) {
      List<String> found =
          switch (format) {
            case CSV -> new CommaRows(bytes).heading();
            case TSV -> new TabRows(bytes, -1).heading();
            case JSON_LINES -> JsonRows.names(bytes);
            case IMAGE_FOLDER -> throw new IllegalStateException("pictures have no columns");
          };
      return new OwnColumns(dataset, file, format, found);
    } catch (IOException e) {
      throw new BadInputException("%s: cannot be read (%s)".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * The column of the class as the file writes it.
   *
   * @param given what it is called, in any case; empty to go by the usual names
   * @throws BadInputException if nothing is given and no column has a usual name, or several have
   */
  public String label(String given) {
    return given.isEmpty() ? usual(LABELS, "class", "label") : asWritten(given);
  }

  /**
   * The columns of the text as the file writes them.
   *
   * @param given what they are called, in any case; empty to go by the usual names
   * @throws BadInputException if nothing is given and no column has a usual name, or several have
   */
  public List<String> text(List<String> given) {
    return given.isEmpty()
        ? List.of(usual(TEXTS, "text", "text"))
        : given.stream().map(this::asWritten).toList();
  }

  /** A name that is not there stays as it is, for the reading of the rows to tell. */
  private String asWritten(String given) {
    OptionalInt place = place(given);
    return place.isPresent() ? found.get(place.getAsInt()) : given;
  }

  private String usual(List<String> names, String what, String key) {
    return names.stream()
        .map(this::place)
        .flatMap(place -> place.stream().boxed())
        .findFirst()
        .map(found::get)
        .orElseThrow(
            () ->
                new BadInputException(
                    "%s: which column is the %s? name it: --set datasets.%s.%s=COLUMN; columns: %s%s"
                        .formatted(
                            file,
                            what,
                            dataset,
                            key,
                            Quoted.of(found),
                            ColumnNames.cause(format.text(), found))));
  }

  private OptionalInt place(String name) {
    try {
      return ColumnNames.place(found, name);
    } catch (BadInputException e) {
      throw new BadInputException(file + ": " + e.getMessage(), e);
    }
  }
}
