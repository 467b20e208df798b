package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the splits of a person's own pictures lie: in folders that are named as splits usually are,
 * in any case, or all in one.
 *
 * @param train the folder of classes to train on
 * @param validation the one to validate on; null to take a part of the one to train on
 * @param test the one to test on; null to take a part of the one to train on
 * @param besides folders beside those of the splits, which hold no picture
 */
record SplitFolders(
    Path train, @Nullable Path validation, @Nullable Path test, List<Path> besides) {

  /** A split by the names that its folder usually has. */
  private enum Split {
    TRAIN("train on", "train", "training"),
    VALIDATION("validate on", "validation", "val", "valid", "dev", "development"),
    TEST("test on", "test", "testing");

    private final String purpose;
    private final List<String> names;

    Split(String purpose, String... names) {
      this.purpose = purpose;
      this.names = List.of(names);
    }

    /** The split that a folder is named after, such as {@code Test} or {@code training_set}. */
    static @Nullable Split of(Path folder) {
      String plain =
          folder
              .getFileName()
              .toString()
              .toLowerCase(Locale.ROOT)
              .replaceFirst("[ _-]?(set|data|images|split)$", "");
      for (Split split : values()) {
        if (split.names.contains(plain)) {
          return split;
        }
      }
      return null;
    }
  }

  SplitFolders {
    besides = List.copyOf(besides);
  }

  /**
   * Looks for folders of splits.
   *
   * @param test what was named to test on; null if that was left open
   * @throws BadInputException if splits and classes are mixed, or a split is there twice or missing
   */
  static SplitFolders of(Path path, @Nullable Path test) {
    Map<Split, Path> found = new EnumMap<>(Split.class);
    List<Path> others = new ArrayList<>();
    for (Path folder : PictureFiles.folders(path)) {
      Split split = Split.of(folder);
      Path twin = split == null ? null : found.put(split, folder);
      if (twin != null) {
        throw bad(path, "'%s' and '%s' are both folders to %s; keep one", twin, folder, split);
      }
      if (split == null) {
        others.add(folder);
      }
    }
    if (found.isEmpty()) {
      return new SplitFolders(path, null, test, List.of());
    }
    for (Path other : others) {
      if (PictureFiles.holdPictures(other)) {
        throw bad(
            path,
            "folder '%s' with pictures is beside '%s', by its name pictures to %s; a folder holds"
                + " either splits or classes: move or rename one",
            other,
            found.values().iterator().next(),
            found.keySet().iterator().next());
      }
    }
    Path train = found.get(Split.TRAIN);
    if (train == null) {
      Map.Entry<Split, Path> some = found.entrySet().iterator().next();
      throw bad(
          path,
          "'%s' is by its name a folder of pictures to %s, but there is no 'train' beside it",
          some.getValue(),
          some.getKey());
    }
    Path held = found.get(Split.TEST);
    if (test != null && held != null && !test.equals(held)) {
      throw new BadInputException(
          "%s: has a folder '%s' of pictures to test on, and %s is named for that too; leave out one"
              .formatted(path, held.getFileName(), test));
    }
    return new SplitFolders(train, found.get(Split.VALIDATION), test == null ? held : test, others);
  }

  /**
   * Refuses folders of splits inside of a class's folder: they would become pictures of one split.
   */
  static void requireNoneIn(Path folder) {
    for (Path inner : PictureFiles.folders(folder)) {
      Split split = Split.of(inner);
      if (split != null) {
        throw bad(
            folder,
            "the class's folder holds '%s', by its name pictures to %s; folders of splits go above"
                + " those of classes",
            inner,
            split);
      }
    }
  }

  /** A fault of a folder; paths are told by their last name, splits by what they are for. */
  private static BadInputException bad(Path where, String fault, Object... parts) {
    for (int i = 0; i < parts.length; i++) {
      parts[i] = parts[i] instanceof Path path ? path.getFileName() : ((Split) parts[i]).purpose;
    }
    return new BadInputException(where + ": " + fault.formatted(parts));
  }
}
