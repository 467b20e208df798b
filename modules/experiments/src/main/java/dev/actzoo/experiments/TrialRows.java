package dev.actzoo.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
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
 * The trials of a ledger as they are read: every row is checked against its checksum, its identity
 * and what its fields can be. SQLite keeps no NaN: NULL is read as NaN wherever the record must
 * have a number.
 *
 * @param results the ended trials of this protocol, in an order that does not depend on when they
 *     ran
 * @param damage the rows that cannot be trusted, of any protocol
 */
record TrialRows(List<TrialResult> results, List<Damage> damage) {
  private static final String CHECKSUM = "checksum";

  /** The epochs of a trial, and the checksum of their rows. */
  private record Epochs(List<EpochRecord> records, String checksum) {
    static final Epochs NONE = new Epochs(List.of(), new Checksum().text());
  }

  /**
   * @param checked whether trials that ended must have a checksum
   */
  static TrialRows of(Connection connection, boolean checked) throws SQLException {
    Map<String, Epochs> epochs = epochs(connection);
    List<TrialResult> results = new ArrayList<>();
    List<Damage> damage = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT rowid, * FROM trials ORDER BY model, dataset, seed, activation, id");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Epochs own = epochs.getOrDefault(String.valueOf(row.getString("id")), Epochs.NONE);
        try {
          if (check(row, own, checked)) {
            results.add(result(row, own.records()));
          }
        } catch (BadInputException e) {
          damage.add(new Damage("trials", row.getLong("rowid"), name(row) + ": " + e.getMessage()));
        }
      }
    }
    return new TrialRows(results, damage);
  }

  /** The checksum of a trial with its epochs, as they are stored now. */
  static String checksum(Connection connection, String id) throws SQLException {
    try (PreparedStatement trial =
            connection.prepareStatement("SELECT * FROM trials WHERE id = ?");
        PreparedStatement epochs =
            connection.prepareStatement("SELECT * FROM epochs WHERE trial = ? ORDER BY epoch")) {
      trial.setString(1, id);
      epochs.setString(1, id);
      Checksum ofEpochs = new Checksum();
      try (ResultSet row = epochs.executeQuery()) {
        while (row.next()) {
          ofEpochs.add(row);
        }
      }
      try (ResultSet row = trial.executeQuery()) {
        row.next();
        return new Checksum().add(row).add(ofEpochs.text()).text();
      }
    }
  }

  /** Such as "trial 0f3a5b7c9d1e (relu on points, seed 1)". */
  private static String name(ResultSet row) throws SQLException {
    String id = String.valueOf(row.getString("id"));
    return "trial %s (%s with %s on %s, seed %s)"
        .formatted(
            id.substring(0, Math.min(12, id.length())),
            Damage.shown(row.getString("model")),
            Damage.shown(row.getString("activation")),
            Damage.shown(row.getString("dataset")),
            row.getString("seed"));
  }

  /**
   * Whether the row is a result of this protocol.
   *
   * @throws BadInputException if it is damaged: the message says which field and how
   */
  private static boolean check(ResultSet row, Epochs epochs, boolean checked) throws SQLException {
    String outcome = row.getString("outcome");
    String sum = row.getString(CHECKSUM);
    if (outcome == null && sum == null) {
      return false;
    }
    if (outcome == null || !isOutcome(outcome)) {
      throw new BadInputException(
          "outcome is %s; it must be COMPLETED, DIVERGED or FAILED"
              .formatted(Damage.shown(outcome)));
    }
    String spec = row.getString("spec");
    require(Checksum.of(spec).equals(row.getString("id")), "spec is not what its id stands for");
    boolean ours = row.getInt("protocol") == CanonicalJson.PROTOCOL;
    if (ours) {
      checkValues(row, epochs.records());
    }
    if (sum != null) {
      String now = new Checksum().add(row).add(epochs.checksum()).text();
      require(sum.equals(now), "checksum is not that of its values, one of which has changed");
    } else {
      require(!checked, "checksum is missing");
    }
    return ours;
  }

  private static boolean isOutcome(String text) {
    return List.of(Outcome.values()).stream().map(Outcome::name).anyMatch(text::equals);
  }

  private static void checkValues(ResultSet row, List<EpochRecord> epochs) throws SQLException {
    boolean completed = row.getString("outcome").equals(Outcome.COMPLETED.name());
    for (int i = 0; i < epochs.size(); i++) {
      EpochRecord epoch = epochs.get(i);
      require(
          epoch.epoch() == i + 1,
          "epoch %d follows epoch %d; none may be missing".formatted(epoch.epoch(), i));
      require(
          !(epoch.validationAccuracy() > 1),
          "validation_accuracy of epoch %d is %s; it must be at most 1"
              .formatted(epoch.epoch(), epoch.validationAccuracy()));
    }
    int selected = row.getInt("selected_epoch");
    require(
        selected >= (completed ? 1 : 0) && selected <= epochs.size(),
        "selected_epoch is %d; it has %d epochs".formatted(selected, epochs.size()));
    double accuracy = real(row, "test_accuracy");
    require(
        !completed || accuracy <= 1,
        "test_accuracy is %s; it must be a number of at most 1"
            .formatted(Double.isNaN(accuracy) ? "missing" : accuracy));
    require(
        completed == (row.getString("reason") == null),
        "reason is %s, though the outcome is %s"
            .formatted(Damage.shown(row.getString("reason")), row.getString("outcome")));
    require(row.getLong("parameters") >= 0, "parameters is below 0");
    require(row.getLong("steps") >= 0, "steps is below 0");
    double stall = real(row, "stall_share");
    require(!(stall < 0 || stall > 1), "stall_share is %s; it must be in [0, 1]".formatted(stall));
  }

  private static void require(boolean holds, String fault) {
    if (!holds) {
      throw new BadInputException(fault);
    }
  }

  private static Map<String, Epochs> epochs(Connection connection) throws SQLException {
    Map<String, Epochs> epochs = new HashMap<>();
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT * FROM epochs ORDER BY trial, epoch");
        ResultSet row = statement.executeQuery()) {
      boolean more = row.next();
      while (more) {
        String trial = row.getString("trial");
        List<EpochRecord> records = new ArrayList<>();
        Checksum checksum = new Checksum();
        while (more && trial.equals(row.getString("trial"))) {
          records.add(epoch(row));
          checksum.add(row);
          more = row.next();
        }
        epochs.put(trial, new Epochs(records, checksum.text()));
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
    return new TrialResult(
        spec(row.getString("spec")),
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
        provenance(row.getString("provenance")));
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
      throw new BadInputException("test_answers and test_right: " + e.getMessage(), e);
    }
  }

  private static TrialSpec spec(String json) {
    try {
      TrialSpec spec = CanonicalJson.read(json);
      if (spec != null) {
        return spec;
      }
    } catch (JsonProcessingException | RuntimeException e) {
      throw new BadInputException("spec is no trial: " + Damage.shown(json), e);
    }
    throw new BadInputException("spec is no trial: " + Damage.shown(json));
  }

  private static Provenance provenance(@Nullable String json) {
    try {
      Provenance provenance = json == null ? null : LedgerRows.provenance(json);
      if (provenance != null && LedgerRows.isWhole(provenance)) {
        return provenance;
      }
    } catch (JsonProcessingException | RuntimeException e) {
      throw new BadInputException("provenance is not whole: " + Damage.shown(json), e);
    }
    throw new BadInputException("provenance is not whole: " + Damage.shown(json));
  }

  private static double real(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }
}
