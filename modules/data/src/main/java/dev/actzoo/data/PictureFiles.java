package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The pictures below a folder that has a folder for each class, and whatever else lies there.
 *
 * @param root that folder
 * @param classes the names of the classes' folders, sorted
 * @param pictures every file at any depth below them that is a picture by its name or its first
 *     bytes, by class, then by path; what cannot be opened is among them, to be told when it is
 *     read
 * @param passedOver how many others there are, by what they are
 */
record PictureFiles(
    Path root, List<String> classes, List<Path> pictures, Map<String, Integer> passedOver) {
  private static final String HIDDEN = "hidden or the operating system's";
  private static final String OUTSIDE = "in no class's folder";
  private static final String NO_PICTURE = "no pictures";
  private static final String AROUND = "links to a folder around them";
  private static final Set<String> SYSTEM =
      Set.of(
          "thumbs.db",
          "ehthumbs.db",
          "desktop.ini",
          "__macosx",
          "@eadir",
          "$recycle.bin",
          "system volume information");

  static PictureFiles in(Path root) {
    List<Path> pictures = new ArrayList<>();
    Tally others = new Tally();
    List<String> classes = new ArrayList<>();
    for (Path entry : entries(root)) {
      if (isHidden(entry)) {
        others.add(HIDDEN);
      } else if (Files.isDirectory(entry)) {
        SplitFolders.requireNoneIn(entry);
        classes.add(entry.getFileName().toString());
        pictures.addAll(below(entry, others));
      } else {
        others.add(OUTSIDE);
      }
    }
    return new PictureFiles(root, List.copyOf(classes), pictures, others.counts());
  }

  /** The class whose folder a file lies in. */
  static String classOf(Path root, Path file) {
    return root.relativize(file).getName(0).toString();
  }

  /** How many of the pictures lie in folders inside of their class's. */
  int nested() {
    return Math.toIntExact(
        pictures.stream().filter(file -> root.relativize(file).getNameCount() > 2).count());
  }

  /** The folders in a folder, sorted by name, but for hidden ones. */
  static List<Path> folders(Path folder) {
    return entries(folder).stream()
        .filter(entry -> Files.isDirectory(entry) && !isHidden(entry))
        .toList();
  }

  /** Whether a picture lies anywhere below a folder. */
  static boolean holdPictures(Path folder) {
    return !below(folder, new Tally()).isEmpty();
  }

  /** The pictures anywhere below a folder, sorted by path; counts all else. */
  private static List<Path> below(Path folder, Tally others) {
    List<Path> pictures = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes)
                throws IOException {
              boolean hidden = !inner.equals(folder) && isHidden(inner);
              if (hidden || leadsAround(inner)) {
                others.add(hidden ? HIDDEN : AROUND);
                return FileVisitResult.SKIP_SUBTREE;
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (isHidden(file)) {
                others.add(HIDDEN);
              } else if (attributes.isRegularFile() && PictureFormat.isPicture(file)) {
                pictures.add(file);
              } else if (Files.isSymbolicLink(file) && !Files.exists(file)) {
                pictures.add(file);
              } else {
                others.add(NO_PICTURE);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException fault) {
              if (fault instanceof FileSystemLoopException) {
                others.add(AROUND);
              } else {
                pictures.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
    pictures.sort(Comparator.comparing(file -> folder.relativize(file).toString()));
    return pictures;
  }

  /** Whether a folder is a link to one that it lies in. */
  private static boolean leadsAround(Path folder) throws IOException {
    return Files.isSymbolicLink(folder)
        && folder.toAbsolutePath().getParent().toRealPath().startsWith(folder.toRealPath());
  }

  private static List<Path> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted(Comparator.comparing(entry -> entry.getFileName().toString())).toList();
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(folder, e);
    }
  }

  private static boolean isHidden(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".") || SYSTEM.contains(name.toLowerCase(Locale.ROOT));
  }

  private static BadInputException unreadable(Path folder, Exception e) {
    return new BadInputException("%s: cannot be read (%s)".formatted(folder, e.getMessage()), e);
  }
}
