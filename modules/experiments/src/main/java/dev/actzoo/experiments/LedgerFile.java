package dev.actzoo.experiments;

import dev.actzoo.input.BadInputException;
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

/** The opening of a ledger's SQLite file: what it must be, its schema, its durability. */
final class LedgerFile {
  /** The version of the schema below; a file with a higher one is from a newer ActZoo. */
  static final int VERSION = 1;

  /** "ActZ" in ASCII. */
  static final int APPLICATION_ID = 0x4163745A;

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int BUSY_TIMEOUT_MS = 10_000;

  private static final String[] SCHEMA = {
    """
    CREATE TABLE trials (
      id TEXT PRIMARY KEY,
      protocol INTEGER NOT NULL,
      spec TEXT NOT NULL,
      model TEXT NOT NULL,
      dataset TEXT NOT NULL,
      activation TEXT NOT NULL,
      seed INTEGER NOT NULL,
      outcome TEXT,
      reason TEXT,
      selected_epoch INTEGER,
      test_accuracy REAL,
      test_loss REAL,
      parameters INTEGER,
      seconds REAL,
      steps INTEGER,
      step_median_ms REAL,
      step_p10_ms REAL,
      step_p90_ms REAL,
      provenance TEXT
    ) STRICT
    """,
    """
    CREATE TABLE epochs (
      trial TEXT NOT NULL REFERENCES trials (id) ON DELETE CASCADE,
      epoch INTEGER NOT NULL,
      train_loss REAL,
      validation_loss REAL,
      validation_accuracy REAL,
      learning_rate REAL,
      examples_per_second REAL,
      seconds REAL,
      PRIMARY KEY (trial, epoch)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE experiments (
      name TEXT PRIMARY KEY,
      spec TEXT NOT NULL,
      kept INTEGER NOT NULL
    ) STRICT
    """,
    "PRAGMA application_id = " + APPLICATION_ID,
    "PRAGMA user_version = " + VERSION
  };

  private LedgerFile() {}

  /** A connection that may write; a missing or empty file becomes a new ledger. */
  static Connection openForWriting(Path file) {
    Connection connection = connect(file, false);
    try {
      if (isBlank(connection)) {
        create(connection);
      }
      requireLedger(connection, file);
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
          "ledger %s cannot be read (%s)".formatted(file, e.getClass().getSimpleName()), e);
    }
  }

  private static Connection connect(Path file, boolean readOnly) {
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

  private static void create(Connection connection) throws SQLException {
    execute(connection, "BEGIN");
    for (String statement : SCHEMA) {
      execute(connection, statement);
    }
    execute(connection, "COMMIT");
  }

  private static void requireLedger(Connection connection, Path file) throws SQLException {
    if (number(connection, "PRAGMA application_id") != APPLICATION_ID) {
      throw new BadInputException(
          "ledger %s is an SQLite file, but not one of ActZoo's".formatted(file));
    }
    int version = number(connection, "PRAGMA user_version");
    if (version != VERSION) {
      throw new BadInputException(
          "ledger %s has version %d, made by %s ActZoo; this one reads version %d"
              .formatted(file, version, version > VERSION ? "a newer" : "an older", VERSION));
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

  private static int number(Connection connection, String sql) throws SQLException {
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
