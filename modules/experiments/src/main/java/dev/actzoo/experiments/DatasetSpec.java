package dev.actzoo.experiments;

import dev.actzoo.input.BadInputException;
import java.util.List;
import java.util.Locale;

/**
 * A dataset of a person's own, as an experiment declares it.
 *
 * @param name what cells call it: lower-case letters, digits, dots and hyphens, at most 64
 * @param path the folder of pictures or the file of rows
 * @param format what is there
 * @param text the columns of the text; empty to go by their usual names
 * @param label the column of the class; empty to go by its usual names
 * @param test the folder or file to test on; empty to take a part of the rest
 * @param testFraction that part, in (0, 1)
 * @param splitSeed draws it
 * @param onBadRow what becomes of rows or pictures that cannot be read
 * @param leftOut how many were left out when it was last read; nothing follows from it
 * @param found what was read then
 */
public record DatasetSpec(
    String name,
    String path,
    Format format,
    List<String> text,
    String label,
    String test,
    double testFraction,
    long splitSeed,
    OnBadRow onBadRow,
    int leftOut,
    DatasetCounts found) {

  /** The part of a dataset to test on where nothing else is said. */
  public static final double TEST_FRACTION = 0.2;

  /** What draws it where nothing else is said. */
  public static final long SPLIT_SEED = 1;

  /** What a dataset is made of. */
  public enum Format {
    IMAGE_FOLDER,
    CSV,
    TSV,
    JSON_LINES;

    /** The name that files and people use, such as {@code image-folder}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What a path's ending says; a folder of pictures if it says nothing. */
    public static Format of(String path) {
      String plain = path.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
      if (plain.endsWith(".csv")) {
        return CSV;
      }
      if (plain.endsWith(".tsv")) {
        return TSV;
      }
      boolean json = plain.endsWith(".jsonl") || plain.endsWith(".ndjson");
      return json ? JSON_LINES : IMAGE_FOLDER;
    }
  }

  /** What becomes of rows or pictures that cannot be read. */
  public enum OnBadRow {
    /** The first one ends the reading with an error. */
    FAIL,
    /** They are left out and counted. */
    SKIP;

    /** The name that files and people use. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public DatasetSpec {
    text = List.copyOf(text);
    if (!name.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
      throw new BadInputException(
          "datasets.%s: a name is up to 64 lower-case letters, digits, dots or hyphens"
              .formatted(name));
    }
    if (path.isBlank()) {
      throw new BadInputException("datasets.%s.path is empty".formatted(name));
    }
    if (!(testFraction > 0 && testFraction < 1)) {
      throw new BadInputException(
          "datasets.%s.test-fraction is %s; it must be in (0, 1)".formatted(name, testFraction));
    }
    if (leftOut < 0) {
      throw new BadInputException(
          "datasets.%s.left-out is %d; it must be at least 0".formatted(name, leftOut));
    }
  }

  /** The dataset of a path, with everything else as usual. */
  public DatasetSpec(String name, String path) {
    this(
        name,
        path,
        Format.of(path),
        List.of(),
        "",
        "",
        TEST_FRACTION,
        SPLIT_SEED,
        OnBadRow.FAIL,
        0,
        DatasetCounts.NONE);
  }

  /** The same dataset with what cannot be read left out. */
  public DatasetSpec skippingBadRows() {
    return new DatasetSpec(
        name,
        path,
        format,
        text,
        label,
        test,
        testFraction,
        splitSeed,
        OnBadRow.SKIP,
        leftOut,
        found);
  }
}
