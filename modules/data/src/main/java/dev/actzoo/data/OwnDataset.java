package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A dataset of a person's own, decoded.
 *
 * @param descriptor its data sheet; its hash follows from the content of the files, where they lie
 *     below the dataset's folder, and how they are read
 * @param facts what was found in it
 * @param train the examples to train on, as {@link DecodedImages} or {@link DecodedText} keeps them
 * @param test those to test on
 */
record OwnDataset(
    DatasetDescriptor descriptor, OwnFacts facts, List<ByteBuffer> train, List<ByteBuffer> test) {

  /** Part of the key of what is kept; to be raised whenever reading gives other examples. */
  private static final String FORMAT = "own-2";

  private static final int KEY_DIGITS = 16;

  /** Decodes a dataset, or takes what is kept of an earlier time with the same content. */
  static OwnDataset open(OwnData data, DecodedCache cache) {
    List<Path> files = OwnDecoding.files(data);
    long bytes = 0;
    StringBuilder content = new StringBuilder(FORMAT + " " + data.settings() + "\n");
    for (Path file : files) {
      boolean test = data.testPath() != null && file.startsWith(data.testPath());
      Path root = test ? data.testPath() : data.trainPath();
      content.append(test ? "test " : "train ").append(hash(file));
      content.append(' ').append(root.relativize(file)).append('\n');
      bytes += size(file);
    }
    String hash = Sha256.hex(content.toString().getBytes(StandardCharsets.UTF_8));
    List<ByteBuffer> parts =
        cache.parts(
            data.name() + "-" + hash.substring(0, KEY_DIGITS),
            () -> {
              OwnDecoding decoding = OwnDecoding.of(data);
              List<ByteBuffer> all = new ArrayList<>();
              all.add(decoding.facts().json());
              all.addAll(decoding.train());
              all.addAll(decoding.test());
              return all;
            });
    OwnFacts facts = OwnFacts.of(parts.get(0));
    int middle = (parts.size() + 1) / 2;
    return new OwnDataset(
        descriptor(data, facts, hash, bytes),
        facts,
        parts.subList(1, middle),
        parts.subList(middle, parts.size()));
  }

  private static DatasetDescriptor descriptor(
      OwnData data, OwnFacts facts, String hash, long bytes) {
    boolean pictures = data.format() == OwnFormat.IMAGE_FOLDER;
    DataFile files = new DataFile(data.name(), FileRole.TRAIN_EXAMPLES, bytes, hash, null, null);
    return new DatasetDescriptor(
        data.name(),
        pictures ? Task.IMAGE_CLASSIFICATION : Task.TEXT_CLASSIFICATION,
        "your own: " + data.path(),
        facts.classes(),
        facts.shape(),
        facts.sizes(),
        DataFormat.OWN,
        null,
        List.of(files),
        List.of(),
        List.of(),
        "not stated",
        data.path().toString(),
        "not stated",
        null);
  }

  private static String hash(Path file) {
    try {
      return Sha256.hex(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new BadInputException("%s: cannot be read (%s)".formatted(file, e.getMessage()), e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new BadInputException("%s: cannot be read (%s)".formatted(file, e.getMessage()), e);
    }
  }
}
