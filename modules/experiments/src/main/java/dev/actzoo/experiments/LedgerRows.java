package dev.actzoo.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The writing of a ledger's rows. SQLite keeps no NaN: it is written as NULL. */
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

  /** Keeps the experiment in place of its namesake, as the last. */
  static void replaceExperiment(
      Connection connection, ExperimentSpec experiment, Map<String, String> versions)
      throws SQLException {
    update(
        connection,
        """
        INSERT OR REPLACE INTO experiments (name, spec, kept, datasets)
        VALUES (?, ?, (SELECT 1 + coalesce(max(kept), 0) FROM experiments), ?)
        """,
        experiment.name(),
        ExperimentFile.write(experiment),
        json(new TreeMap<>(versions)));
    seal(connection, "experiments", "name", experiment.name());
  }

  /** Writes the checksum of what a row says now. */
  static void seal(Connection connection, String table, String key, String value)
      throws SQLException {
    String checksum =
        table.equals("trials")
            ? TrialRows.checksum(connection, value)
            : ExperimentRows.checksum(connection, value);
    update(
        connection,
        "UPDATE %s SET checksum = ? WHERE %s = ?".formatted(table, key),
        checksum,
        value);
  }

  static void delete(Connection connection, Damage damage) throws SQLException {
    update(connection, "DELETE FROM %s WHERE rowid = ?".formatted(damage.table()), damage.rowid());
  }

  static Provenance provenance(String json) throws JsonProcessingException {
    return JSON.readValue(json, Provenance.class);
  }

  /** Whether no text is missing. */
  static boolean isWhole(Provenance provenance) {
    return Stream.of(
            provenance.version(),
            provenance.commit(),
            provenance.startedAt(),
            provenance.java(),
            provenance.os(),
            provenance.cpu(),
            provenance.backend(),
            provenance.kernels())
        .allMatch(Objects::nonNull);
  }

  /** The texts of a JSON object by their names. */
  static Map<String, String> texts(String json) throws JsonProcessingException {
    return JSON.readValue(json, new TypeReference<TreeMap<String, String>>() {});
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value that JSON cannot hold: " + value, e);
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
