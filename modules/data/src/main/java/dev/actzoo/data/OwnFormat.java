package dev.actzoo.data;

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

  TextFormat text() {
    return switch (this) {
      case CSV -> TextFormat.CSV;
      case TSV -> TextFormat.TSV;
      case JSON_LINES -> TextFormat.JSON_LINES;
      case IMAGE_FOLDER -> throw new IllegalStateException("pictures are no text");
    };
  }
}
