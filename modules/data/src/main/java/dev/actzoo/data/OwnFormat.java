package dev.actzoo.data;

import java.nio.file.Path;
import java.util.Locale;

/** What a dataset of a person's own is made of. */
public enum OwnFormat {
  /** Pictures in a folder for each class, such as {@code roses/1.png}. */
  IMAGE_FOLDER,
  /** Columns parted by commas, the first row naming them. */
  CSV,
  /** Columns parted by tabs, the first row naming them. */
  TSV,
  /** One JSON object a line. */
  JSON_LINES;

  /** The name that files and people use, such as {@code image-folder}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What to do about a file that is in none of the formats as far as its name says. */
  static String advice(String dataset, Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    if (name.endsWith(".json")) {
      return "is JSON; if it has an object on each line, let its name end in .jsonl or add --set"
          + " datasets.%s.format=json-lines; jq -c '.[]' makes such lines of an array"
              .formatted(dataset);
    }
    if (name.endsWith(".txt")) {
      return "is plain text, which has no classes; make it a CSV, TSV or JSON-lines file with columns"
          + " text and label; if it is one, add --set datasets.%s.format=csv, tsv or json-lines"
              .formatted(dataset);
    }
    return "is a file, and its name ends in none of .csv, .tsv, .jsonl, .ndjson; rename it, or"
        + " add --set datasets.%s.format=csv, tsv or json-lines; pictures lie in a folder"
            .formatted(dataset);
  }

  TextFormat text() {
    return switch (this) {
      case CSV -> TextFormat.CSV;
      case TSV -> TextFormat.TSV;
      case JSON_LINES -> TextFormat.JSON_LINES;
      case IMAGE_FOLDER -> throw new IllegalStateException("pictures are no text");
    };
  }
}
