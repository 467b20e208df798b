package dev.actzoo.data.store;

import dev.actzoo.data.DataFile;
import dev.actzoo.data.DatasetDescriptor;
import dev.actzoo.data.Download;
import dev.actzoo.input.BadInputException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dataset's files on their way into the folder: each is written beside its place and checked
 * against the descriptor, and gets its name only then. What was not accepted is deleted at the end.
 */
final class Staging implements Closeable {
  /** The ending of a file that is being written. */
  static final String NEW = ".new";

  /** The most bytes of a file whose size the descriptor does not state. */
  static final long MOST_BYTES = 1L << 30;

  private final Path folder;
  private final DatasetDescriptor dataset;
  private final Map<DataFile, Accepted> accepted = new LinkedHashMap<>();
  private final Map<DataFile, List<String>> refused = new HashMap<>();
  private final Map<Path, Fingerprint> archives = new HashMap<>();

  Staging(Path folder, DatasetDescriptor dataset) {
    this.folder = folder;
    this.dataset = dataset;
  }

  /** The dataset whose files these are. */
  DatasetDescriptor dataset() {
    return dataset;
  }

  /** Whether a file has been accepted. */
  boolean has(DataFile file) {
    return accepted.containsKey(file);
  }

  /** Takes a file's bytes as they were found. */
  void offer(DataFile file, Item item) throws IOException {
    long limit = file.bytes() == null ? MOST_BYTES : file.bytes();
    Path whole = place(file);
    Fingerprint found;
    try (OutputStream copy = open(file)) {
      InputStream content = item.content();
      found = Fingerprint.ofCopy(new Head(content, limit + 1), copy);
    }
    judge(file, whole, found, item.origin(), item.container());
  }

  /** Where a file is to be written that is put together here; then {@link #built} takes it. */
  Path place(DataFile file) {
    Path whole = file.in(folder).resolveSibling(file.name() + NEW);
    try {
      Files.createDirectories(whole.getParent());
    } catch (IOException e) {
      throw StoredFile.unwritable(whole.getParent(), e);
    }
    return whole;
  }

  /** The file that is to be written, empty. */
  OutputStream open(DataFile file) {
    return new StoredFile(place(file));
  }

  /** Takes a file that was put together in its {@link #place}. */
  void built(DataFile file, String origin) throws IOException {
    Path whole = place(file);
    judge(file, whole, Fingerprint.of(whole), origin, null);
  }

  private void judge(
      DataFile file, Path whole, Fingerprint found, String origin, @Nullable Path container)
      throws IOException {
    String difference = found.difference(file);
    if (difference == null && file.sha256() == null) {
      difference = vouched(file, container);
    }
    Accepted before = accepted.get(file);
    if (difference != null) {
      refused.computeIfAbsent(file, f -> new ArrayList<>()).add(origin + ": " + difference);
    } else if (before == null) {
      accept(file, whole, found, origin);
    } else if (!before.found.equals(found)) {
      throw new BadInputException(
          "%s and %s could both be %s, and differ; name the right one"
              .formatted(before.origin, origin, file.path()));
    }
  }

  /** Why a file without a checksum of its own cannot be trusted; null if its archive is known. */
  private @Nullable String vouched(DataFile file, @Nullable Path container) throws IOException {
    Download download = dataset.download(file);
    if (container != null && Files.isRegularFile(container)) {
      Fingerprint archive = archives.get(container);
      if (archive == null) {
        archive = Fingerprint.of(container);
        archives.put(container, archive);
      }
      if (archive.difference(download) == null) {
        return null;
      }
    }
    return "cannot be checked, for only %s has a known checksum; add that archive itself"
        .formatted(download.name());
  }

  private void accept(DataFile file, Path whole, Fingerprint found, String origin) {
    try {
      if (file.sha256() == null) {
        Durable.write(file.recordIn(folder), found.sha256());
      }
      Durable.rename(whole, file.in(folder));
    } catch (IOException e) {
      throw StoredFile.unwritable(file.in(folder), e);
    }
    accepted.put(file, new Accepted(origin, found));
  }

  /** Where each accepted file came from, in the order they were accepted in. */
  Map<DataFile, String> origins() {
    Map<DataFile, String> origins = new LinkedHashMap<>();
    accepted.forEach((file, taken) -> origins.put(file, taken.origin));
    return origins;
  }

  /** Why what looked like a file was not it. */
  List<String> refusals(DataFile file) {
    return refused.getOrDefault(file, List.of());
  }

  @Override
  public void close() throws IOException {
    for (DataFile file : dataset.files()) {
      Files.deleteIfExists(file.in(folder).resolveSibling(file.name() + NEW));
    }
  }

  private record Accepted(String origin, Fingerprint found) {}
}
