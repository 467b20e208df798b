package dev.actzoo.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A format of picture files, known by its first bytes. */
enum PictureFormat {
  PNG(true),
  JPEG(true),
  GIF(true),
  BMP(true),
  TIFF(true),
  WEBP(false),
  HEIF(false);

  private static final int HEAD = 12;
  private static final Set<String> ENDINGS =
      Set.of(
          "png", "apng", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "dib", "tif", "tiff", "webp",
          "heic", "heif", "avif", "jp2", "jxl", "svg", "ico", "tga", "psd", "pgm", "ppm", "pbm");

  private final boolean read;

  PictureFormat(boolean read) {
    this.read = read;
  }

  /** Whether files of this format can be read. */
  boolean isRead() {
    return read;
  }

  /** The name by which ImageIO knows it. */
  String plugin() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format of a file that starts with these bytes; null if it is none of these. */
  static @Nullable PictureFormat of(byte[] file) {
    String head = new String(file, 0, Math.min(HEAD, file.length), StandardCharsets.ISO_8859_1);
    if (head.startsWith("\u0089PNG\r\n\u001A\n")) {
      return PNG;
    } else if (head.startsWith("\u00FF\u00D8\u00FF")) {
      return JPEG;
    } else if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
      return GIF;
    } else if (head.matches("(?s)BM....\\x00{4}..")) {
      return BMP;
    } else if (head.startsWith("II*\0") || head.startsWith("MM\0*")) {
      return TIFF;
    } else if (head.matches("(?s)RIFF....WEBP")) {
      return WEBP;
    }
    return head.matches("(?s)....ftyp(hei[cfmsx]|hev[cx]|mif1|msf1|avi[fs])") ? HEIF : null;
  }

  /** Whether a file is a picture by the ending of its name or by its first bytes. */
  static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1))) {
      return true;
    }
    try (InputStream stream = Files.newInputStream(file)) {
      return of(stream.readNBytes(HEAD)) != null;
    } catch (IOException e) {
      return true;
    }
  }
}
