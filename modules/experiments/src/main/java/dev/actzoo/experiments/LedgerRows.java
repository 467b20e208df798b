package dev.actzoo.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.actzoo.input.BadInputException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a ledger as records and back. SQLite keeps no NaN: it is written as NULL, and NULL is
 * read as NaN wherever the record must have a number.
 */
final class LedgerRows {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private LedgerRows() {}

  static void insertTrial(Connection connection, TrialSpec trial) throws SQLException {
    update(
        connection,
        """
        INSERT INTO trials (id, protocol, spec, model, dataset, activation, seed)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        trial.id(),
        CanonicalJson.PROTOCOL,
        CanonicalJson.write(trial),
        trial.model().name(),
        trial.dataset(),
        trial.activation(),
        trial.seed());
  }

  /** How many unfinished trials took the result: 1, or 0 if there is none such. */
  static int updateTrial(Connection connection, TrialResult result) throws SQLException {
    Timing timing = result.timing();
    Answers answers = result.testAnswers();
    BitSet right = answers == null ? null : answers.right();
    return update(
        connection,
        """
        UPDATE trials SET outcome = ?, reason = ?, selected_epoch = ?, test_accuracy = ?,
          test_loss = ?, test_answers = ?, test_right = ?, parameters = ?, seconds = ?, steps = ?,
          step_median_ms = ?, step_p10_ms = ?, step_p90_ms = ?, stall_share = ?,
          peak_memory_mb = ?, provenance = ?
        WHERE id = ? AND outcome IS NULL
        """,
        result.outcome().name(),
        result.reason(),
        result.selectedEpoch(),
        result.testAccuracy(),
        result.testLoss(),
        answers == null ? null : answers.count(),
        right == null ? null : right.toByteArray(),
        result.parameters(),
        timing.seconds(),
        timing.steps(),
        timing.stepMedianMs(),
        timing.stepP10Ms(),
        timing.stepP90Ms(),
        timing.stallShare(),
        timing.peakMemoryMb(),
        json(result.provenance()),
        result.spec().id());
  }

  /** How many rows were made: 1, or 0 if no unfinished trial has that id. */
  static int insertEpoch(Connection connection, String id, EpochRecord epoch) throws SQLException {
    return update(
        connection,
        """
        INSERT INTO epochs (trial, epoch, train_loss, validation_loss, validation_accuracy,
          learning_rate, examples_per_second, seconds)
        SELECT id, ?, ?, ?, ?, ?, ?, ? FROM trials WHERE id = ? AND outcome IS NULL
        """,
        epoch.epoch(),
        epoch.trainLoss(),
        epoch.validationLoss(),
        epoch.validationAccuracy(),
        epoch.learningRate(),
        epoch.examplesPerSecond(),
        epoch.seconds(),
        id);
  }

  static void deleteEpochs(Connection connection, String id) throws SQLException {
    update(connection, "DELETE FROM epochs WHERE trial = ?", id);
  }

  /** Removes the trial and its epochs unless it is one that need not run again. */
  static void deleteUnlessDone(Connection connection, String id) throws SQLException {
    update(
        connection,
        "DELETE FROM trials WHERE id = ? AND (outcome IS NULL OR outcome = ?)",
        id,
        Outcome.FAILED.name());
  }

  static @Nullable String outcome(Connection connection, String id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT outcome FROM trials WHERE id = ?")) {
      statement.setString(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  /** The ended trials of this protocol, in an order that does not depend on when they ran. */
  static List<TrialResult> results(Connection connection) throws SQLException {
    Map<String, List<EpochRecord>> epochs = epochs(connection);
    List<TrialResult> results = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT * FROM trials WHERE outcome IS NOT NULL AND protocol = ?
            ORDER BY model, dataset, seed, activation, id
            """)) {
      statement.setInt(1, CanonicalJson.PROTOCOL);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          results.add(result(row, epochs.getOrDefault(row.getString("id"), List.of())));
        }
      }
    }
    return results;
  }

  static void replaceExperiment(Connection connection, ExperimentSpec experiment)
      throws SQLException {
    update(
        connection,
        """
        INSERT OR REPLACE INTO experiments (name, spec, kept)
        VALUES (?, ?, (SELECT 1 + coalesce(max(kept), 0) FROM experiments))
        """,
        experiment.name(),
        ExperimentFile.write(experiment));
  }

  /** The experiments, the one kept last first. */
  static List<ExperimentSpec> experiments(Connection connection) throws SQLException {
    List<ExperimentSpec> experiments = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT name, spec FROM experiments ORDER BY kept DESC");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        String source = "experiment " + row.getString("name");
        try {
          experiments.add(ExperimentFile.parse(row.getString("spec"), source, List.of()));
        } catch (BadInputException e) {
          throw new SQLException(source + " is damaged", e);
        }
      }
    }
    return experiments;
  }

  private static Map<String, List<EpochRecord>> epochs(Connection connection) throws SQLException {
    Map<String, List<EpochRecord>> epochs = new HashMap<>();
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT * FROM epochs ORDER BY trial, epoch");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        epochs.computeIfAbsent(row.getString("trial"), id -> new ArrayList<>()).add(epoch(row));
      }
    }
    return epochs;
  }

  private static EpochRecord epoch(ResultSet row) throws SQLException {
    return new EpochRecord(
        row.getInt("epoch"),
        real(row, "train_loss"),
        real(row, "validation_loss"),
        real(row, "validation_accuracy"),
        real(row, "learning_rate"),
        real(row, "examples_per_second"),
        real(row, "seconds"));
  }

  private static TrialResult result(ResultSet row, List<EpochRecord> epochs) throws SQLException {
    Outcome outcome = Outcome.valueOf(row.getString("outcome"));
    boolean completed = outcome == Outcome.COMPLETED;
    try {
      return new TrialResult(
          CanonicalJson.read(row.getString("spec")),
          outcome,
          row.getString("reason"),
          epochs,
          row.getInt("selected_epoch"),
          completed ? (Double) real(row, "test_accuracy") : null,
          completed ? (Double) real(row, "test_loss") : null,
          answers(row),
          row.getLong("parameters"),
          new Timing(
              real(row, "seconds"),
              row.getLong("steps"),
              real(row, "step_median_ms"),
              real(row, "step_p10_ms"),
              real(row, "step_p90_ms"),
              real(row, "stall_share"),
              real(row, "peak_memory_mb")),
          JSON.readValue(row.getString("provenance"), Provenance.class));
    } catch (JsonProcessingException e) {
      throw new SQLException("trial " + row.getString("id") + " is damaged", e);
    }
  }

  private static @Nullable Answers answers(ResultSet row) throws SQLException {
    int count = row.getInt("test_answers");
    if (row.wasNull()) {
      return null;
    }
    byte[] right = row.getBytes("test_right");
    try {
      return new Answers(count, right == null ? null : BitSet.valueOf(right));
    } catch (IllegalArgumentException e) {
      throw new SQLException("trial " + row.getString("id") + " is damaged", e);
    }
  }

  private static double real(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }

  private static String json(Provenance provenance) {
    try {
      return JSON.writeValueAsString(provenance);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a provenance that JSON cannot hold: " + provenance, e);
    }
  }

  private static int update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }
}
