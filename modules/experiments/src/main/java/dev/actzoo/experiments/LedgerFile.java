package dev.actzoo.experiments;

import dev.actzoo.input.BadInputException;
import dev.actzoo.input.FileFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.sqlite.SQLiteConfig;

/** The opening of a ledger's SQLite file: what it must be, its durability. */
final class LedgerFile {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int BUSY_TIMEOUT_MS = 10_000;

  private LedgerFile() {}

  /** A connection that may write; a missing or empty file becomes a new ledger. */
  static Connection openForWriting(Path file) {
    Connection connection = connect(file, false);
    try {
      if (isBlank(connection)) {
        LedgerSchema.create(connection);
      }
      requireLedger(connection, file);
      requireIntact(connection, file);
      LedgerSchema.bringUpToDate(connection);
      execute(connection, "PRAGMA journal_mode = WAL");
      return connection;
    } catch (SQLException e) {
      throw close(connection, unusable(file, e));
    } catch (BadInputException e) {
      throw close(connection, e);
    }
  }

  /** A connection that cannot write, for an existing file. */
  static Connection openForReading(Path file) {
    Connection connection = connect(file, true);
    try {
      requireLedger(connection, file);
      requireIntact(connection, file);
      LedgerSchema.showAsToday(connection);
      return connection;
    } catch (SQLException e) {
      throw close(connection, unusable(file, e));
    } catch (BadInputException e) {
      throw close(connection, e);
    }
  }

  /**
   * Complains of a file that cannot be a ledger, before anything is made beside it.
   *
   * @throws BadInputException if it is a folder or holds something other than an SQLite database
   */
  static void requireSqliteIfPresent(Path file) {
    if (!Files.exists(file)) {
      return;
    }
    if (!Files.isRegularFile(file)) {
      throw new BadInputException("ledger %s is not a file".formatted(file));
    }
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] head = stream.readNBytes(MAGIC.length);
      if (head.length > 0 && !Arrays.equals(head, MAGIC)) {
        throw new BadInputException("ledger %s is not an SQLite file".formatted(file));
      }
    } catch (IOException e) {
      throw new BadInputException(
          "ledger %s cannot be read (%s)".formatted(file, FileFault.reason(e)), e);
    }
  }

  private static Connection connect(Path file, boolean readOnly) {
    LedgerLibrary.load();
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(readOnly);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    try {
      return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath().toUri());
    } catch (SQLException e) {
      throw unusable(file, e);
    }
  }

  private static boolean isBlank(Connection connection) throws SQLException {
    return number(connection, "PRAGMA application_id") == 0
        && number(connection, "PRAGMA user_version") == 0
        && number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
  }

  private static void requireLedger(Connection connection, Path file) throws SQLException {
    if (isBlank(connection)) {
      throw new BadInputException("ledger %s holds nothing".formatted(file));
    }
    if (number(connection, "PRAGMA application_id") != LedgerSchema.APPLICATION_ID) {
      throw new BadInputException(
          "ledger %s is an SQLite file, but not one of ActZoo's".formatted(file));
    }
    int version = LedgerSchema.version(connection);
    if (version > LedgerSchema.VERSION) {
      throw new BadInputException(
          "ledger %s has version %d, made by a newer ActZoo; this one reads versions up to %d"
              .formatted(file, version, LedgerSchema.VERSION));
    }
  }

  private static void requireIntact(Connection connection, Path file) throws SQLException {
    String finding = text(connection, "PRAGMA integrity_check(1)");
    if (finding.equals("ok") && !LedgerSchema.isWhole(connection)) {
      finding = "its tables are not those of a ledger";
    }
    if (!finding.equals("ok")) {
      throw new BadInputException(
          "ledger %s is damaged (%s); take a copy from before, or `sqlite3 LEDGER .recover | sqlite3 NEW` and then NEW"
              .formatted(file, finding.replaceAll("\\s+", " ").strip()));
    }
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return String.valueOf(rows.getString(1));
    }
  }

  private static BadInputException unusable(Path file, SQLException e) {
    return new BadInputException(
        "ledger %s cannot be opened: %s".formatted(file, Ledger.oneLine(e)), e);
  }

  private static BadInputException close(Connection connection, BadInputException reason) {
    try {
      connection.close();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
    return reason;
  }

  static int number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.getInt(1);
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
