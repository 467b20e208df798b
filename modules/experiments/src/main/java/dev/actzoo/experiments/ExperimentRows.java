package dev.actzoo.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.actzoo.input.BadInputException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The experiments of a ledger as they are read, every row checked.
 *
 * @param kept the experiments, the one kept last first
 * @param damage the rows that cannot be trusted
 */
record ExperimentRows(List<KeptExperiment> kept, List<Damage> damage) {

  /**
   * @param checked whether every row must have a checksum
   */
  static ExperimentRows of(Connection connection, boolean checked) throws SQLException {
    List<KeptExperiment> kept = new ArrayList<>();
    List<Damage> damage = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT rowid, * FROM experiments ORDER BY kept DESC");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        String source = "experiment " + Damage.shown(row.getString("name"));
        try {
          kept.add(read(row, source, checked));
        } catch (BadInputException e) {
          damage.add(new Damage("experiments", row.getLong("rowid"), e.getMessage()));
        }
      }
    }
    return new ExperimentRows(kept, damage);
  }

  private static KeptExperiment read(ResultSet row, String source, boolean checked)
      throws SQLException {
    String sum = row.getString("checksum");
    if (sum == null ? checked : !sum.equals(new Checksum().add(row).text())) {
      throw new BadInputException(source + ": its spec is not the one that was written");
    }
    String versions = row.getString("datasets");
    try {
      return new KeptExperiment(
          ExperimentFile.parse(row.getString("spec"), source, List.of()),
          versions == null ? Map.of() : LedgerRows.texts(versions));
    } catch (JsonProcessingException e) {
      throw new BadInputException(source + ": its dataset versions are not whole", e);
    } catch (BadInputException e) {
      throw new BadInputException(source + ": its spec is no experiment", e);
    }
  }

  /** The checksum of an experiment as it is stored now. */
  static String checksum(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT * FROM experiments WHERE name = ?")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Checksum().add(row).text();
      }
    }
  }
}
