package dev.actzoo.data.store;

import dev.actzoo.data.DataFile;
import dev.actzoo.data.DataFormat;
import dev.actzoo.data.DatasetDescriptor;
import dev.actzoo.data.Download;
import dev.actzoo.data.FileRole;
import dev.actzoo.data.SplitSizes;
import dev.actzoo.data.Task;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Random;

/** Descriptors and bytes for tests. */
final class MadeUp {
  static final String NAME = "made-up";

  private MadeUp() {}

  /** Bytes that do not compress. */
  static byte[] bytes(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static Fingerprint fingerprint(byte[] bytes) {
    try {
      return Fingerprint.ofCopy(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of the dataset, fully described. */
  static DataFile file(String name, FileRole role, byte[] bytes, String download) {
    Fingerprint found = fingerprint(bytes);
    return new DataFile(NAME + "/" + name, role, found.bytes(), found.sha256(), null, download);
  }

  /** A file of which nothing is known but its download. */
  static DataFile unknown(String name, FileRole role, String download) {
    return new DataFile(NAME + "/" + name, role, null, null, null, download);
  }

  static Download download(String name, byte[] bytes, URI... urls) {
    Fingerprint found = fingerprint(bytes);
    return new Download(name, List.of(urls), found.bytes(), found.sha256(), null);
  }

  static DatasetDescriptor dataset(
      String name, DataFormat format, List<DataFile> files, List<Download> downloads) {
    return new DatasetDescriptor(
        name,
        Task.TEXT_CLASSIFICATION,
        "made up",
        List.of("a", "b"),
        List.of(),
        new SplitSizes(1, 0, 1),
        format,
        null,
        files,
        downloads,
        List.of(),
        "none",
        "none",
        "none",
        null);
  }
}
