package dev.actzoo.data;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file of a dataset, as its descriptor states it. What is not known of it is null; then the
 * checksum of the download that it comes in vouches for it.
 *
 * @param path where it lies, relative to the folder of the datasets, with {@code /} between names
 * @param role what it holds
 * @param bytes its exact size
 * @param sha256 the SHA-256 of its bytes, 64 lower-case hexadecimal digits
 * @param md5 the MD5 of its bytes, where that is what was published
 * @param download the name of the {@link Download} it is or is in; null if it is embedded
 */
public record DataFile(
    String path,
    FileRole role,
    @Nullable Long bytes,
    @Nullable String sha256,
    @Nullable String md5,
    @Nullable String download) {
  /** The ending of the file that keeps the SHA-256 of a file whose descriptor has none. */
  public static final String RECORD = ".sha256";

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";

  public DataFile {
    Objects.requireNonNull(role, "role");
    if (!path.matches(NAME + "(/" + NAME + ")*")) {
      throw new IllegalArgumentException("'" + path + "' is not a plain relative path");
    }
    if (download == null && (bytes == null || sha256 == null)) {
      throw new IllegalArgumentException(path + ": without a download it needs bytes and sha256");
    }
    if (bytes != null && bytes < 1) {
      throw new IllegalArgumentException(path + ": bytes is " + bytes + "; it must be at least 1");
    }
    requireDigits(path, "SHA-256", sha256, 64);
    requireDigits(path, "MD5", md5, 32);
  }

  /** Its name without folders. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Where it lies in a folder of datasets. */
  public Path in(Path folder) {
    return folder.resolve(path);
  }

  /** Where its SHA-256 is written down, if the descriptor has none, when it is taken. */
  public Path recordIn(Path folder) {
    return folder.resolve(path + RECORD);
  }

  static void requireDigits(String what, String digest, @Nullable String found, int digits) {
    if (found != null && !found.matches("[0-9a-f]{" + digits + "}")) {
      throw new IllegalArgumentException(what + ": '" + found + "' is not a " + digest);
    }
  }
}
