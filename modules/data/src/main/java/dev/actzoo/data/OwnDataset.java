package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.io.InputStream;
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
 * @param validation those to validate on; empty if they are a part of those to train on
 * @param test those to test on
 */
record OwnDataset(
    DatasetDescriptor descriptor,
    OwnFacts facts,
    List<ByteBuffer> train,
    List<ByteBuffer> validation,
    List<ByteBuffer> test) {

  /** Part of what is hashed; stays, so that data that is read as before has its hash. */
  private static final String FORMAT = "own-1";

  /** Part of the key of what is kept; to be raised whenever reading gives other examples. */
  private static final String READING = "reading-2 ";

  private static final int KEY_DIGITS = 16;

  /** Decodes a dataset, or takes what is kept of an earlier time with the same content. */
  static OwnDataset open(OwnData data, DecodedCache cache) {
    StringBuilder content = new StringBuilder(FORMAT + " " + data.settings() + "\n");
    long bytes = data.format() == OwnFormat.IMAGE_FOLDER ? pictures(data, content) : 0;
    if (data.format() != OwnFormat.IMAGE_FOLDER) {
      bytes = add("train ", data.path(), data.path(), content);
      Path test = data.test();
      bytes += test == null ? 0 : add("test ", test, test, content);
    }
    String hash = Sha256.hex(content.toString().getBytes(StandardCharsets.UTF_8));
    String key = Sha256.hex((READING + hash).getBytes(StandardCharsets.UTF_8));
    List<ByteBuffer> parts =
        cache.parts(
            data.name() + "-" + key.substring(0, KEY_DIGITS),
            () -> {
              OwnDecoding decoding = OwnDecoding.of(data);
              List<ByteBuffer> all = new ArrayList<>();
              all.add(decoding.facts().json());
              all.addAll(decoding.train());
              all.addAll(decoding.validation());
              all.addAll(decoding.test());
              return all;
            });
    OwnFacts facts = OwnFacts.of(parts.get(0));
    int splits = facts.validation().isEmpty() ? 2 : 3;
    int each = (parts.size() - 1) / splits;
    return new OwnDataset(
        descriptor(data, facts, hash, bytes),
        facts,
        parts.subList(1, 1 + each),
        parts.subList(1 + each, 1 + each * (splits - 1)),
        parts.subList(1 + each * (splits - 1), parts.size()));
  }

  /** Adds all pictures to what is hashed; gives their bytes. */
  private static long pictures(OwnData data, StringBuilder content) {
    OwnPictures pictures = OwnPictures.of(data);
    long bytes = 0;
    for (PictureFiles part : pictures.parts()) {
      String split =
          part == pictures.train()
              ? "train "
              : part == pictures.validation() ? "validation " : "test ";
      for (Path file : part.pictures()) {
        bytes += add(split, part.root(), file, content);
      }
    }
    return bytes;
  }

  /** Adds a file to what is hashed; gives its bytes. One that cannot be read is told later. */
  private static long add(String split, Path root, Path file, StringBuilder content) {
    String hash = "unreadable";
    long bytes = 0;
    try (InputStream stream = Files.newInputStream(file)) {
      hash = Sha256.hex(stream);
      bytes = Files.size(file);
    } catch (IOException e) {
      if (file.equals(root)) {
        throw new BadInputException("%s: cannot be read (%s)".formatted(file, e.getMessage()), e);
      }
    }
    content.append(split).append(hash).append(' ').append(root.relativize(file)).append('\n');
    return bytes;
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
}
