package dev.actzoo.data.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;

/** Archives for tests, with names that no honest program would write. */
final class Archives {
  private Archives() {}

  static Path tgz(Path archive, Map<String, byte[]> entries) throws IOException {
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(archive));
        OutputStream gzip = new GzipCompressorOutputStream(file);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        put(tar, entry.getKey(), entry.getValue());
      }
    }
    return archive;
  }

  static void put(TarArchiveOutputStream tar, String name, byte[] bytes) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  static Path zip(Path archive, Map<String, byte[]> entries) throws IOException {
    try (java.util.zip.ZipOutputStream zip =
        new java.util.zip.ZipOutputStream(Files.newOutputStream(archive))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new java.util.zip.ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return archive;
  }

  static Path deb(Path archive, Map<String, byte[]> entries) throws IOException {
    Path data = archive.resolveSibling("data.tar.xz");
    try (OutputStream xz = new XZCompressorOutputStream(Files.newOutputStream(data));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(xz)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        put(tar, "./" + entry.getKey(), entry.getValue());
      }
    }
    byte[] packed = Files.readAllBytes(data);
    Files.delete(data);
    try (ArArchiveOutputStream ar = new ArArchiveOutputStream(Files.newOutputStream(archive))) {
      put(ar, "debian-binary", "2.0\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      put(ar, "data.tar.xz", packed);
    }
    return archive;
  }

  private static void put(ArArchiveOutputStream ar, String name, byte[] bytes) throws IOException {
    ar.putArchiveEntry(new ArArchiveEntry(name, bytes.length));
    ar.write(bytes);
    ar.closeArchiveEntry();
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    java.io.ByteArrayOutputStream packed = new java.io.ByteArrayOutputStream();
    try (OutputStream gzip = new GzipCompressorOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }
}
