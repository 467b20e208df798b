package dev.actzoo.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerExperimentsTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("ledger.db");
  }

  @Test
  void aNewLedgerHoldsNone() {
    try (Ledger ledger = Ledger.open(file)) {
      assertThat(ledger.experiments()).isEmpty();
    }
  }

  @Test
  void anExperimentRoundTripsThroughTheFile() {
    ExperimentSpec experiment = experiment("a \u00e9.b", "one: \"sentence\" # of it", 7);
    try (Ledger ledger = Ledger.open(file)) {
      ledger.keepExperiment(experiment);
    }
    try (Ledger ledger = Ledger.openForReading(file)) {
      assertThat(ledger.experiments()).containsExactly(experiment);
    }
  }

  @Test
  void theOneKeptLastComesFirstAndReplacesItsNamesake() {
    ExperimentSpec first = experiment("a", "", 1);
    ExperimentSpec second = experiment("b", "", 1);
    ExperimentSpec again = experiment("a", "", 2);
    try (Ledger ledger = Ledger.open(file)) {
      ledger.keepExperiment(first);
      ledger.keepExperiment(second);
      assertThat(ledger.experiments()).containsExactly(second, first);
      ledger.keepExperiment(again);
      assertThat(ledger.experiments()).containsExactly(again, second);
    }
  }

  @Test
  void aDamagedExperimentIsOneClearLine() throws SQLException {
    try (Ledger ledger = Ledger.open(file)) {
      ledger.keepExperiment(experiment("a", "", 1));
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement statement = connection.createStatement()) {
        statement.execute("UPDATE experiments SET spec = 'name: ['");
      }
      assertThatThrownBy(ledger::experiments)
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith("ledger %s is damaged: experiment a: its spec".formatted(file));
    }
  }

  private static ExperimentSpec experiment(String name, String description, long seed) {
    return new ExperimentSpec(
        name,
        description,
        List.of(
            new CellSpec(
                new ModelSpec("resnet-8", Map.of("width", 8.0, "dropout", 0.1)),
                "fashion-mnist-6000",
                Samples.TRAINING)),
        List.of("relu", "gelu"),
        "gelu",
        List.of(seed, Long.MIN_VALUE));
  }
}
