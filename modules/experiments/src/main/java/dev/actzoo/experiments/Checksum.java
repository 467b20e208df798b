package dev.actzoo.experiments;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of rows as they are stored: of every value that is there, with its column's name. An
 * empty column changes nothing, so a checksum outlives columns that are added later.
 */
final class Checksum {
  /** The column of the checksum itself, and SQLite's own number of a row, which is no content. */
  private static final Set<String> APART = Set.of("checksum", "rowid");

  private final MessageDigest digest;

  Checksum() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  Checksum add(ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      Object value = row.getObject(i);
      if (value != null && !APART.contains(columns.getColumnName(i))) {
        add(columns.getColumnName(i));
        add(text(value));
      }
    }
    return this;
  }

  Checksum add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
    return this;
  }

  private static String text(Object value) {
    if (value instanceof Double number) {
      return Long.toHexString(Double.doubleToLongBits(number));
    }
    return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString();
  }

  /** In hexadecimal; nothing can be added afterwards. */
  String text() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The SHA-256 of a text alone. */
  static String of(@Nullable String text) {
    Checksum checksum = new Checksum();
    checksum.digest.update(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
    return checksum.text();
  }
}
