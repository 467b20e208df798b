package dev.actzoo.data;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A dataset's data sheet: what it holds, where it comes from, and the exact files it is made of.
 *
 * @param name the name it is looked up by
 * @param task what is asked of a model
 * @param description one sentence for people
 * @param classNames the class of each label, label 0 first; empty where the task has none
 * @param shape height, width and channels of an image, coordinates of a point, or the words of a
 *     passage; empty where texts differ in length
 * @param splits how many examples there are
 * @param format how the files are to be read
 * @param generation how the examples are worked out; null if they are in files
 * @param files the files; those of one role in the order they are read in
 * @param downloads where the files come from that are not embedded
 * @param baselines what a model has to beat
 * @param licence the licence of the data
 * @param source where the data comes from
 * @param citation what to cite
 * @param checks what the checksums rest on, where that needs saying
 */
public record DatasetDescriptor(
    String name,
    Task task,
    String description,
    List<String> classNames,
    List<Integer> shape,
    SplitSizes splits,
    DataFormat format,
    @Nullable Generation generation,
    List<DataFile> files,
    List<Download> downloads,
    List<Baseline> baselines,
    String licence,
    String source,
    String citation,
    @Nullable String checks) {

  public DatasetDescriptor {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(task, name + ": task");
    Objects.requireNonNull(description, name + ": description");
    Objects.requireNonNull(splits, name + ": splits");
    Objects.requireNonNull(format, name + ": format");
    Objects.requireNonNull(licence, name + ": licence");
    Objects.requireNonNull(source, name + ": source");
    Objects.requireNonNull(citation, name + ": citation");
    classNames = List.copyOf(classNames);
    shape = List.copyOf(shape);
    files = List.copyOf(files);
    downloads = List.copyOf(downloads);
    baselines = List.copyOf(baselines);
    if (task.hasClasses() && classNames.size() < 2
        || classNames.stream().distinct().count() < classNames.size()) {
      throw new IllegalArgumentException(name + ": needs at least two classes, no two alike");
    }
    if (files.stream().map(DataFile::path).distinct().count() < files.size()) {
      throw new IllegalArgumentException(name + ": two files have the same path");
    }
    List<String> offered = downloads.stream().map(Download::name).toList();
    for (DataFile file : files) {
      if (file.download() != null && !offered.contains(file.download())) {
        throw new IllegalArgumentException(
            "%s: %s is in download %s; there are %s"
                .formatted(name, file.path(), file.download(), offered));
      }
    }
    if ((format == DataFormat.GENERATED) != (generation != null && files.isEmpty())) {
      throw new IllegalArgumentException(name + ": is in files, or else is generated");
    }
    requireShape(name, task, shape);
  }

  private static void requireShape(String name, Task task, List<Integer> shape) {
    List<Integer> dimensions =
        switch (task) {
          case IMAGE_CLASSIFICATION -> List.of(3);
          case TEXT_CLASSIFICATION -> List.of(0, 1);
          case TOKEN_CLASSIFICATION, MASKED_LANGUAGE_MODEL -> List.of(0);
          case POINT_CLASSIFICATION, REGRESSION -> List.of(1);
        };
    if (!dimensions.contains(shape.size()) || shape.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "%s: shape is %s; it must be %s positive numbers".formatted(name, shape, dimensions));
    }
  }

  /** How many classes there are. */
  public int classes() {
    return classNames.size();
  }

  /** Whether all of it is part of the program. */
  public boolean embedded() {
    return downloads.isEmpty();
  }

  /** The shape of an image; only image datasets have one. */
  public ImageShape imageShape() {
    if (task != Task.IMAGE_CLASSIFICATION) {
      throw new IllegalStateException(name + " holds no images");
    }
    return new ImageShape(shape.get(0), shape.get(1), shape.get(2));
  }

  /** The only file with a role. */
  public DataFile file(FileRole role) {
    List<DataFile> found = files(role);
    if (found.size() != 1) {
      throw new IllegalStateException(
          "%s has %d files with role %s".formatted(name, found.size(), role));
    }
    return found.get(0);
  }

  /** The files with a role, in the order they are to be read in. */
  public List<DataFile> files(FileRole role) {
    return files.stream().filter(file -> file.role() == role).toList();
  }

  /** The download that a file is or is in. */
  public Download download(DataFile file) {
    return downloads.stream()
        .filter(download -> download.name().equals(file.download()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(file.path() + " is embedded"));
  }

  /**
   * The identity of the data: the SHA-256, in hexadecimal, of the files' SHA-256s with their roles,
   * sorted; of what the examples are generated from, if they are. A file whose SHA-256 is not known
   * goes by its name and the checksum of its download. It is worked out from this descriptor,
   * without reading a file.
   */
  public String hash() {
    Stream<String> contents =
        generation == null
            ? files.stream().map(file -> identity(file) + " " + file.role() + "\n")
            : Stream.of(generation.identity() + " " + splits);
    String content = contents.sorted().collect(Collectors.joining());
    return Sha256.hex(content.getBytes(StandardCharsets.UTF_8));
  }

  private String identity(DataFile file) {
    return file.sha256() == null ? download(file).checksum() + "/" + file.name() : file.sha256();
  }
}
