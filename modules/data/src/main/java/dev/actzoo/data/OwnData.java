package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a dataset of a person's own lies and how it is read.
 *
 * @param name what the dataset is called
 * @param path the folder of pictures, or the file of rows, to train on, and to test on too if
 *     nothing else is there for that
 * @param format what it is made of
 * @param text the columns of the text, joined with a space; empty for pictures
 * @param label the column of the class; empty for pictures
 * @param test the folder or file to test on; null to take it from the rest: a folder of pictures to
 *     test on beside one to train on in the path ({@link SplitFolders}), or else a part of every
 *     class drawn at random
 * @param testFraction that part, in (0, 1)
 * @param splitSeed draws it
 * @param onBadRow what becomes of rows or pictures that cannot be read
 */
public record OwnData(
    String name,
    Path path,
    OwnFormat format,
    List<String> text,
    String label,
    @Nullable Path test,
    double testFraction,
    long splitSeed,
    BadRows.Policy onBadRow) {

  public OwnData {
    text = List.copyOf(text);
    if (!name.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
      throw new BadInputException(
          "dataset name '%s' must be up to 64 lower-case letters, digits, dots or hyphens"
              .formatted(name));
    }
    if (!(testFraction > 0 && testFraction < 1)) {
      throw new BadInputException(
          "dataset %s: test-fraction is %s; it must be in (0, 1)".formatted(name, testFraction));
    }
    boolean folder = format == OwnFormat.IMAGE_FOLDER;
    requireThere(name, path, folder);
    if (test != null) {
      requireThere(name, test, folder);
    }
    if (!folder && (text.isEmpty() || label.isEmpty())) {
      throw new BadInputException(
          "dataset %s: %s needs the columns of text and label".formatted(name, format.label()));
    }
  }

  private static void requireThere(String name, Path path, boolean folder) {
    if (!Files.exists(path)) {
      throw new BadInputException("dataset %s: %s does not exist".formatted(name, path));
    }
    if (folder && !Files.isDirectory(path)) {
      throw new BadInputException(
          "dataset %s: %s %s".formatted(name, path, OwnFormat.advice(name, path)));
    }
    if (!folder && Files.isDirectory(path)) {
      throw new BadInputException(
          "dataset %s: %s is a folder; expected a file of rows".formatted(name, path));
    }
  }

  /** Where the splits lie. */
  SplitFolders splits() {
    return format == OwnFormat.IMAGE_FOLDER
        ? SplitFolders.of(path, test)
        : new SplitFolders(path, null, test, List.of());
  }

  /** The folder or file to train on. */
  Path trainPath() {
    return splits().train();
  }

  /** The folder or file to test on, or null if that is a part of the one to train on. */
  @Nullable Path testPath() {
    return splits().test();
  }

  TextLayout layout() {
    return new TextLayout(format.text(), List.of(), label, text);
  }

  /** All that the examples follow from beside the content of the files. */
  String settings() {
    String split =
        testPath() == null ? "test fraction %s seed %d".formatted(testFraction, splitSeed) : "";
    return "%s text %s label %s %s bad rows %s".formatted(format, text, label, split, onBadRow);
  }
}
