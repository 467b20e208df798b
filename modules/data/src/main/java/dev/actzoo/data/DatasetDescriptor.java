package dev.actzoo.data;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A dataset's data sheet: what it holds, where it comes from, and the exact files it is made of.
 *
 * @param name the name it is looked up by
 * @param task what is asked of a model
 * @param description one sentence for people
 * @param classNames the class of each label, label 0 first
 * @param shape height, width and channels of an image, or the words of a passage
 * @param splits how many examples there are
 * @param files the files, no two with the same role
 * @param baselines what a model has to beat
 * @param licence the licence of the data
 * @param source where the data comes from
 * @param citation what to cite
 */
public record DatasetDescriptor(
    String name,
    Task task,
    String description,
    List<String> classNames,
    List<Integer> shape,
    SplitSizes splits,
    List<DataFile> files,
    List<Baseline> baselines,
    String licence,
    String source,
    String citation) {

  public DatasetDescriptor {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(splits, "splits");
    classNames = List.copyOf(classNames);
    shape = List.copyOf(shape);
    files = List.copyOf(files);
    baselines = List.copyOf(baselines);
    if (classNames.stream().distinct().count() < Math.max(2, classNames.size())) {
      throw new IllegalArgumentException(name + ": needs at least two classes, no two alike");
    }
    if (files.stream().map(DataFile::role).distinct().count() < files.size()) {
      throw new IllegalArgumentException(name + ": two files have the same role");
    }
    int dimensions =
        switch (task) {
          case IMAGE_CLASSIFICATION -> 3;
          case TEXT_CLASSIFICATION -> 1;
        };
    if (shape.size() != dimensions || shape.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "%s: shape is %s; it must be %d positive numbers".formatted(name, shape, dimensions));
    }
  }

  /** How many classes there are. */
  public int classes() {
    return classNames.size();
  }

  /** The shape of an image; only image datasets have one. */
  public ImageShape imageShape() {
    return switch (task) {
      case IMAGE_CLASSIFICATION -> new ImageShape(shape.get(0), shape.get(1), shape.get(2));
      case TEXT_CLASSIFICATION -> throw new IllegalStateException(name + " holds no images");
    };
  }

  /** The file with a role. */
  public DataFile file(FileRole role) {
    return files.stream()
        .filter(file -> file.role() == role)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + " has no file with role " + role));
  }

  /**
   * The identity of the data: the SHA-256, in hexadecimal, of the files' SHA-256s with their roles,
   * sorted. It is worked out from this descriptor, without reading a file.
   */
  public String hash() {
    String content =
        files.stream()
            .map(file -> file.sha256() + " " + file.role() + "\n")
            .sorted()
            .collect(Collectors.joining());
    return Sha256.hex(content.getBytes(StandardCharsets.UTF_8));
  }
}
