package dev.actzoo.data;

import dev.actzoo.input.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.datavec.api.split.InputSplit;
import org.datavec.api.split.StreamInputSplit;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of dataset files, size and SHA-256 checked before anyone sees them. A file is taken
 * from the folder where that has it, and otherwise from the copy on the class path if it is
 * embedded.
 */
final class DatasetFiles {
  private static final String EMBEDDED = "datasets/";

  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private final @Nullable Path folder;

  /**
   * @throws BadInputException if the folder is none
   */
  DatasetFiles(@Nullable Path folder) {
    if (folder != null && !Files.isDirectory(folder)) {
      throw new BadInputException("data folder " + folder + " is not a folder");
    }
    this.folder = folder;
  }

  /** An embedded resource, such as a descriptor. */
  static InputStream embedded(String path) throws IOException {
    InputStream stream = DatasetFiles.class.getResourceAsStream(EMBEDDED + path);
    if (stream == null) {
      throw new IOException("no embedded " + path);
    }
    return stream;
  }

  /**
   * A DataVec input of checked files, held in memory, in the order given.
   *
   * @throws BadInputException if a file is missing, unreadable or not the one described
   */
  InputSplit input(List<DataFile> files) {
    Map<URI, byte[]> contents = new HashMap<>();
    List<URI> locations = new ArrayList<>();
    for (DataFile file : files) {
      URI location = URI.create(file.path());
      locations.add(location);
      contents.put(location, read(file));
    }
    return new StreamInputSplit(
        locations, location -> new ByteArrayInputStream(contents.get(location)));
  }

  /**
   * The bytes of a file.
   *
   * @throws BadInputException if it is missing, unreadable or not the one described
   */
  byte[] read(DataFile file) {
    Path path = folder == null ? null : file.in(folder);
    boolean given = path != null && Files.exists(path);
    if (!given && file.download() != null) {
      throw missing(file);
    }
    String where = given ? String.valueOf(path) : file.path();
    byte[] bytes;
    String expected;
    try (InputStream stream = given ? Files.newInputStream(path) : embedded(file.path())) {
      bytes = stream.readNBytes(file.bytes() == null ? LARGEST : limit(file.bytes()));
      expected = file.sha256() == null ? recorded(path) : file.sha256();
    } catch (IOException e) {
      throw new BadInputException("dataset file %s cannot be read: %s".formatted(where, e), e);
    }
    if (file.bytes() != null && bytes.length != file.bytes()) {
      throw new BadInputException(
          "dataset file %s: expected %d bytes, found %s"
              .formatted(where, file.bytes(), bytes.length > file.bytes() ? "more" : bytes.length));
    }
    String found = Sha256.hex(bytes);
    if (!found.equals(expected)) {
      throw new BadInputException(
          "dataset file %s: expected SHA-256 %s, found %s".formatted(where, expected, found));
    }
    return bytes;
  }

  private static int limit(long bytes) {
    return Math.toIntExact(bytes + 1);
  }

  /** The SHA-256 that was written down when the file was taken from a checked download. */
  private static String recorded(@Nullable Path path) throws IOException {
    Path record = Path.of(path + DataFile.RECORD);
    return Files.exists(record)
        ? Files.readString(record, StandardCharsets.US_ASCII).strip()
        : "in " + record + ", which is missing";
  }

  private static BadInputException missing(DataFile file) {
    String name = file.path().substring(0, file.path().indexOf('/'));
    return new BadInputException(
        ("dataset %s is not here: %s is missing; `actzoo datasets fetch %s` downloads it,"
                + " `actzoo datasets add %s --from PATH` takes it from a copy")
            .formatted(name, file.path(), name, name));
  }
}
