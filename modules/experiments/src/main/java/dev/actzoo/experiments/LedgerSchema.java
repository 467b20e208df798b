package dev.actzoo.experiments;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The tables of a ledger. A new ledger starts with those of version 1 and takes every later step at
 * once; one of an older version takes the steps it lacks when it is opened for running, and is only
 * shown as if it had when it is opened for reading.
 */
final class LedgerSchema {
  /** The version of today's tables; a file with a higher one is from a newer ActZoo. */
  static final int VERSION = 3;

  /** "ActZ" in ASCII. */
  static final int APPLICATION_ID = 0x4163745A;

  private static final String[] FIRST = {
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
    "PRAGMA user_version = 1"
  };

  /** What each version after the first knows of a trial beside what the one before it knew. */
  private static final List<List<String>> COLUMNS =
      List.of(
          List.of("stall_share REAL", "peak_memory_mb REAL"),
          List.of("test_answers INTEGER", "test_right BLOB"));

  private LedgerSchema() {}

  static int version(Connection connection) throws SQLException {
    return LedgerFile.number(connection, "PRAGMA user_version");
  }

  static void create(Connection connection) throws SQLException {
    LedgerFile.execute(connection, "BEGIN");
    for (String statement : FIRST) {
      LedgerFile.execute(connection, statement);
    }
    addColumns(connection);
    LedgerFile.execute(connection, "COMMIT");
  }

  /** Brings the tables of a ledger that can be written to today's version. */
  static void bringUpToDate(Connection connection) throws SQLException {
    if (version(connection) < VERSION) {
      LedgerFile.execute(connection, "BEGIN");
      addColumns(connection);
      LedgerFile.execute(connection, "COMMIT");
    }
  }

  private static void addColumns(Connection connection) throws SQLException {
    for (String column : missing(connection)) {
      LedgerFile.execute(connection, "ALTER TABLE trials ADD COLUMN " + column);
    }
    LedgerFile.execute(connection, "PRAGMA user_version = " + VERSION);
  }

  /** Gives this connection alone a view of trials with the columns that the file lacks, empty. */
  static void showAsToday(Connection connection) throws SQLException {
    if (version(connection) < VERSION) {
      String empty =
          missing(connection).stream()
              .map(column -> "NULL AS " + column.substring(0, column.indexOf(' ')))
              .collect(Collectors.joining(", "));
      LedgerFile.execute(
          connection, "CREATE TEMP VIEW trials AS SELECT *, " + empty + " FROM main.trials");
    }
  }

  /** The columns that the file's trials lack, with their types. */
  private static List<String> missing(Connection connection) throws SQLException {
    return COLUMNS.subList(version(connection) - 1, COLUMNS.size()).stream()
        .flatMap(List::stream)
        .toList();
  }
}
