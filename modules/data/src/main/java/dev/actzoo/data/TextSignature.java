package dev.actzoo.data;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The first bytes of a file, by which one that is no text in UTF-8 is named. */
final class TextSignature {
  private static final int LOOKED_AT = 512;
  private static final Map<String, String> KINDS = kinds();

  private TextSignature() {}

  private static Map<String, String> kinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put("\u00FF\u00FE\0\0", utf("32"));
    kinds.put("\0\0\u00FE\u00FF", utf("32"));
    kinds.put("\u00FF\u00FE", utf("16"));
    kinds.put("\u00FE\u00FF", utf("16"));
    kinds.put("PK\3\4", other("a zip archive, as Excel workbooks are"));
    kinds.put("\u00D0\u00CF\u0011\u00E0", other("an old Excel or Word file"));
    kinds.put("PAR1", other("a Parquet file"));
    kinds.put("SQLite format 3", other("an SQLite database"));
    kinds.put("%PDF", other("a PDF"));
    kinds.put("BZh", packed("bzip2"));
    kinds.put("\u00FD7zXZ", packed("xz"));
    kinds.put("\u0028\u00B5\u002F\u00FD", packed("zstd"));
    return kinds;
  }

  private static String utf(String width) {
    return "is in UTF-%s; it must be in UTF-8, as iconv -f UTF-%<s -t UTF-8 writes it"
        .formatted(width);
  }

  private static String other(String kind) {
    return "is %s; export it as CSV, TSV or JSON lines, in UTF-8".formatted(kind);
  }

  private static String packed(String kind) {
    return "is packed with %s; unpack it, or pack it with gzip".formatted(kind);
  }

  /**
   * Refuses a file that has not been read from yet.
   *
   * @throws dev.actzoo.input.BadInputException if it is not what UTF-8 text starts with
   */
  static void requireText(BinaryFile file) {
    byte[] bytes = file.peek(LOOKED_AT);
    String start = new String(bytes, StandardCharsets.ISO_8859_1);
    KINDS.forEach(
        (signature, fault) -> {
          if (start.startsWith(signature)) {
            throw file.bad(fault);
          }
        });
    int even = zeros(bytes, 0);
    int odd = zeros(bytes, 1);
    if (even + odd == 0) {
      return;
    }
    boolean wide = Math.max(even, odd) > bytes.length / 4 && Math.min(even, odd) == 0;
    throw file.bad(wide ? utf(odd > 0 ? "16LE" : "16BE") : "holds NUL characters; it is no text");
  }

  private static int zeros(byte[] bytes, int from) {
    int zeros = 0;
    for (int i = from; i < bytes.length; i += 2) {
      zeros += bytes[i] == 0 ? 1 : 0;
    }
    return zeros;
  }
}
