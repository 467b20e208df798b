package dev.actzoo.data;

/**
 * A file of a dataset, as its descriptor states it.
 *
 * @param path where it lies, relative to the folder of the datasets, with {@code /} between names
 * @param role what it holds
 * @param bytes its exact size
 * @param sha256 the SHA-256 of its bytes, 64 lower-case hexadecimal digits
 */
public record DataFile(String path, FileRole role, long bytes, String sha256) {
  public DataFile {
    if (!path.matches("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")) {
      throw new IllegalArgumentException("'" + path + "' is not a plain relative path");
    }
    if (bytes < 1) {
      throw new IllegalArgumentException(path + ": bytes is " + bytes + "; it must be at least 1");
    }
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(path + ": '" + sha256 + "' is not a SHA-256");
    }
  }
}
