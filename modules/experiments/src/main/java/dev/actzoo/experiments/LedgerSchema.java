package dev.actzoo.experiments;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** A column that a later version knows beside those of version 1. */
  private record Column(String table, String name, String type) {}

  private static final List<Column> LATER =
      List.of(
          new Column("trials", "stall_share", "REAL"),
          new Column("trials", "peak_memory_mb", "REAL"),
          new Column("trials", "test_answers", "INTEGER"),
          new Column("trials", "test_right", "BLOB"),
          new Column("trials", "checksum", "TEXT"),
          new Column("experiments", "datasets", "TEXT"),
          new Column("experiments", "checksum", "TEXT"));

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

  /**
   * Brings the tables of a ledger that can be written to today's version. What it holds by then
   * gets its checksums.
   */
  static void bringUpToDate(Connection connection) throws SQLException {
    if (version(connection) < VERSION) {
      LedgerFile.execute(connection, "BEGIN");
      addColumns(connection);
      for (String id : texts(connection, "SELECT id FROM trials WHERE outcome IS NOT NULL")) {
        LedgerRows.seal(connection, "trials", "id", id);
      }
      for (String name : texts(connection, "SELECT name FROM experiments")) {
        LedgerRows.seal(connection, "experiments", "name", name);
      }
      LedgerFile.execute(connection, "COMMIT");
    }
  }

  private static void addColumns(Connection connection) throws SQLException {
    for (Column column : missing(connection)) {
      LedgerFile.execute(
          connection,
          "ALTER TABLE %s ADD COLUMN %s %s"
              .formatted(column.table(), column.name(), column.type()));
    }
    LedgerFile.execute(connection, "PRAGMA user_version = " + VERSION);
  }

  /** Gives this connection alone a view of tables with the columns that the file lacks, empty. */
  static void showAsToday(Connection connection) throws SQLException {
    Map<String, List<Column>> missing =
        missing(connection).stream().collect(Collectors.groupingBy(Column::table));
    for (Map.Entry<String, List<Column>> table : missing.entrySet()) {
      String empty =
          table.getValue().stream()
              .map(column -> "NULL AS " + column.name())
              .collect(Collectors.joining(", "));
      LedgerFile.execute(
          connection,
          "CREATE TEMP VIEW %s AS SELECT rowid, *, %s FROM main.%s"
              .formatted(table.getKey(), empty, table.getKey()));
    }
  }

  /** Whether every row that needs one must have a checksum. */
  static boolean hasChecksums(Connection connection) throws SQLException {
    return missing(connection).stream().noneMatch(column -> column.name().equals("checksum"));
  }

  /** The columns that the file lacks. */
  private static List<Column> missing(Connection connection) throws SQLException {
    List<Column> missing = new ArrayList<>();
    for (Column column : LATER) {
      if (!columns(connection, column.table()).containsKey(column.name())) {
        missing.add(column);
      }
    }
    return missing;
  }

  /**
   * Whether the tables are those of a ledger: every column of the first version, and no other than
   * the later ones.
   */
  static boolean isWhole(Connection connection) throws SQLException {
    try (Connection model = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      create(model);
      for (String table : List.of("trials", "epochs", "experiments")) {
        Map<String, String> today = columns(model, table);
        Map<String, String> found = columns(connection, table);
        Map<String, String> first = new LinkedHashMap<>(today);
        LATER.forEach(column -> first.remove(column.name()));
        boolean whole =
            today.entrySet().containsAll(found.entrySet())
                && found.entrySet().containsAll(first.entrySet());
        if (!whole) {
          return false;
        }
      }
    }
    return true;
  }

  /** What is declared of the columns of a table, by their names. */
  private static Map<String, String> columns(Connection connection, String table)
      throws SQLException {
    Map<String, String> columns = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA main.table_info(" + table + ")")) {
      while (row.next()) {
        columns.put(
            row.getString("name"),
            "%s %s %s".formatted(row.getString("type"), row.getInt("notnull"), row.getInt("pk")));
      }
    }
    return columns;
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }
}
