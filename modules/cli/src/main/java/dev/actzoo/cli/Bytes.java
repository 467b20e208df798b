package dev.actzoo.cli;

import java.util.Locale;

/** Sizes for people, in decimal units as downloads are told of everywhere. */
final class Bytes {
  private Bytes() {}

  /** A size such as {@code 9.9 MB}. */
  static String text(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double shown = bytes / 1e3;
    String unit = "kB";
    for (String larger : new String[] {"MB", "GB", "TB"}) {
      if (shown < 999.95) {
        break;
      }
      shown /= 1e3;
      unit = larger;
    }
    return String.format(Locale.ROOT, "%.1f %s", shown, unit);
  }
}
