package dev.actzoo.data;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that a publisher offers, as a descriptor states it: a file of the dataset itself, packed
 * or not, or an archive with files of the dataset in it. What is not known of it is null.
 *
 * @param name the publisher's name of it
 * @param urls where it can be had, the publisher's own address first; all give the same bytes
 * @param bytes its exact size
 * @param sha256 the SHA-256 of its bytes, 64 lower-case hexadecimal digits
 * @param md5 the MD5 of its bytes, where that is all that was published
 */
public record Download(
    String name,
    List<URI> urls,
    @Nullable Long bytes,
    @Nullable String sha256,
    @Nullable String md5) {

  public Download {
    urls = List.copyOf(urls);
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException("'" + name + "' is not a plain name");
    }
    if (urls.isEmpty() || urls.stream().anyMatch(url -> !url.toString().matches("https?://.+"))) {
      throw new IllegalArgumentException(name + ": needs addresses of http or https");
    }
    if (sha256 == null && md5 == null) {
      throw new IllegalArgumentException(name + ": needs sha256 or md5");
    }
    if (bytes != null && bytes < 1) {
      throw new IllegalArgumentException(name + ": bytes is " + bytes + "; it must be at least 1");
    }
    DataFile.requireDigits(name, "SHA-256", sha256, 64);
    DataFile.requireDigits(name, "MD5", md5, 32);
  }

  /** The best checksum there is of it, for an identity. */
  String checksum() {
    return sha256 == null ? String.valueOf(md5) : sha256;
  }
}
