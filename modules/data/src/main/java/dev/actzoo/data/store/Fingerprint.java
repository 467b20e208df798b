package dev.actzoo.data.store;

import dev.actzoo.data.DataFile;
import dev.actzoo.data.Download;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Size and digests of a file's bytes.
 *
 * @param bytes how many there are
 * @param sha256 their SHA-256, in lower-case hexadecimal
 * @param md5 their MD5, in lower-case hexadecimal
 */
record Fingerprint(long bytes, String sha256, String md5) {

  static Fingerprint of(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      return ofCopy(content, OutputStream.nullOutputStream());
    }
  }

  /** Copies all bytes and returns what they were. */
  static Fingerprint ofCopy(InputStream content, OutputStream copy) throws IOException {
    MessageDigest sha256 = digest("SHA-256");
    MessageDigest md5 = digest("MD5");
    long bytes =
        content.transferTo(new DigestOutputStream(new DigestOutputStream(copy, sha256), md5));
    HexFormat hex = HexFormat.of();
    return new Fingerprint(bytes, hex.formatHex(sha256.digest()), hex.formatHex(md5.digest()));
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  /** What tells these bytes from those described; null if nothing does. */
  @Nullable String difference(DataFile file) {
    return difference(file.bytes(), file.sha256(), file.md5());
  }

  /** What tells these bytes from those described; null if nothing does. */
  @Nullable String difference(Download download) {
    return difference(download.bytes(), download.sha256(), download.md5());
  }

  private @Nullable String difference(
      @Nullable Long bytes, @Nullable String sha256, @Nullable String md5) {
    if (bytes != null && bytes != this.bytes) {
      return "expected %d bytes, found %d".formatted(bytes, this.bytes);
    }
    if (sha256 != null && !sha256.equals(this.sha256)) {
      return "expected SHA-256 %s, found %s".formatted(sha256, this.sha256);
    }
    if (md5 != null && !md5.equals(this.md5)) {
      return "expected MD5 %s, found %s".formatted(md5, this.md5);
    }
    return null;
  }
}
