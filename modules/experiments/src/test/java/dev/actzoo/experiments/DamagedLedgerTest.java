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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that a sound SQLite file holds and nobody wrote. */
class DamagedLedgerTest {
  private static final TrialSpec TRIAL = Samples.trial("relu", 1);
  private static final TrialSpec OTHER = Samples.trial("gelu", 1);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void run() {
    file = folder.resolve("ledger.db");
    try (Ledger ledger = Ledger.open(file)) {
      for (TrialSpec trial : List.of(TRIAL, OTHER)) {
        ledger.begin(trial);
        ledger.finish(Samples.completed(trial));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "test_accuracy = 7 | test_accuracy is 7.0; it must be a number of at most 1",
        "test_accuracy = NULL | test_accuracy is missing; it must be a number of at most 1",
        "test_accuracy = 9e999 | test_accuracy is Infinity; it must be",
        "test_accuracy = 0.874 | checksum is not that of its values",
        "test_loss = 0.2 | checksum is not that of its values",
        "outcome = 'SPLENDID' | outcome is SPLENDID; it must be COMPLETED, DIVERGED or FAILED",
        "outcome = NULL | outcome is null; it must be",
        "outcome = 'DIVERGED' | reason is null, though the outcome is DIVERGED",
        "spec = 'null' | spec is not what its id stands for",
        "spec = '{\"model\":' | spec is not what its id stands for",
        "protocol = 2 | checksum is not that of its values",
        "selected_epoch = 9 | selected_epoch is 9; it has 3 epochs",
        "stall_share = 2 | stall_share is 2.0; it must be in [0, 1]",
        "steps = -1 | steps is below 0",
        "provenance = '{}' | checksum is not that of its values",
        "checksum = NULL | checksum is missing",
        "checksum = NULL, provenance = 'null' | checksum is missing",
      })
  void areNamedWithTheTrialAndTheField(String change, String fault) throws SQLException {
    execute("UPDATE trials SET %s WHERE id = '%s'".formatted(change, TRIAL.id()));
    assertDamaged(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "DELETE FROM epochs WHERE epoch = 2 | epoch 3 follows epoch 1; none may be missing",
        "DELETE FROM epochs WHERE epoch = 3 | selected_epoch is 3; it has 2 epochs",
        "UPDATE epochs SET validation_accuracy = 1.5 WHERE epoch = 1"
            + " | validation_accuracy of epoch 1 is 1.5; it must be at most 1",
        "UPDATE epochs SET train_loss = 0.25 WHERE epoch = 1 | checksum is not that of its values",
      })
  void mayBeEpochs(String change, String fault) throws SQLException {
    execute(change + " AND trial = '" + TRIAL.id() + "'");
    assertDamaged(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "provenance = 'null' | provenance is not whole: null",
        "provenance = '{\"version\": 1}' | provenance is not whole: {\"version\": 1}",
        "test_accuracy = 7 | test_accuracy is 7.0",
      })
  void areFoundInLedgersWithoutChecksumsToo(String change, String fault) throws SQLException {
    execute("ALTER TABLE trials DROP COLUMN checksum");
    execute("PRAGMA user_version = 2");
    execute("UPDATE trials SET %s WHERE id = '%s'".formatted(change, TRIAL.id()));
    assertDamaged(fault);
  }

  private void assertDamaged(String fault) {
    try (Ledger ledger = Ledger.openForReading(file)) {
      assertThatThrownBy(ledger::results)
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith(
              "ledger %s is damaged: trial %s (resnet-8 with relu on fashion-mnist-6000, seed 1): "
                  .formatted(file, TRIAL.id().substring(0, 12)))
          .hasMessageContaining(fault)
          .hasMessageContaining("--retry-damaged")
          .hasMessageNotContaining("\n");
      assertThatThrownBy(ledger::requireIntact).isInstanceOf(BadInputException.class);
      assertThat(ledger.intactResults()).containsExactly(Samples.completed(OTHER));
      assertThat(ledger.damage()).singleElement().asString().contains(fault);
    }
    try (Ledger ledger = Ledger.open(file)) {
      assertThat(ledger.discardDamaged()).isEqualTo(1);
      assertThat(ledger.finished(TRIAL.id())).isFalse();
      ledger.begin(TRIAL);
      ledger.finish(Samples.completed(TRIAL));
      assertThat(ledger.results()).hasSize(2).contains(Samples.completed(TRIAL));
    }
  }

  @Test
  void anUnfinishedTrialIsNoDamage() {
    try (Ledger ledger = Ledger.open(file)) {
      TrialSpec begun = Samples.trial("mish", 1);
      ledger.begin(begun);
      ledger.recordEpoch(begun, Samples.epoch(1));
      ledger.requireIntact();
      assertThat(ledger.results()).hasSize(2);
    }
  }

  @Test
  void aMergeOfADamagedLedgerWritesNothing() throws SQLException {
    Path sound = folder.resolve("sound.db");
    TrialSpec more = Samples.trial("mish", 1);
    try (Ledger ledger = Ledger.open(sound)) {
      ledger.begin(more);
      ledger.finish(Samples.completed(more));
    }
    execute("UPDATE trials SET test_accuracy = 7 WHERE id = '" + TRIAL.id() + "'");
    try (Ledger target = Ledger.open(folder.resolve("all.db"));
        Ledger first = Ledger.openForReading(sound);
        Ledger second = Ledger.openForReading(file)) {
      assertThatThrownBy(() -> LedgerMerge.into(target, List.of(first, second)))
          .isInstanceOf(BadInputException.class);
      assertThat(target.results()).isEmpty();
    }
  }

  @Test
  void changesAtOnceAreAllMadeOrNone() {
    TrialSpec more = Samples.trial("mish", 1);
    try (Ledger ledger = Ledger.open(file)) {
      assertThatThrownBy(
              () ->
                  ledger.atOnce(
                      () -> {
                        ledger.begin(more);
                        ledger.begin(TRIAL);
                      }))
          .isInstanceOf(IllegalStateException.class);
      ledger.begin(more);
      ledger.finish(Samples.completed(more));
      assertThat(ledger.results()).hasSize(3);
    }
  }

  @Test
  void theVersionsOfItsDatasetsAreKeptWithAnExperiment() {
    ExperimentSpec experiment =
        new ExperimentSpec(
            "e",
            "",
            List.of(new CellSpec(new ModelSpec("mlp"), "points", Samples.TRAINING)),
            List.of("relu"),
            "relu",
            List.of(1L));
    List<TrialResult> results =
        List.of("old", "new").stream()
            .map(hash -> Samples.completed(experiment.plan(name -> hash).get(0)))
            .toList();
    try (Ledger ledger = Ledger.open(file)) {
      ledger.keepExperiment(experiment, Map.of("points", "old"));
      KeptExperiment kept = ledger.kept().get(0);
      assertThat(kept.versions()).isEqualTo(Map.of("points", "old"));
      assertThat(kept.ofItsVersions(results)).containsExactly(results.get(0));
      assertThat(kept.count(results)).isEqualTo(2);
      assertThat(kept.count(ledger.results())).isZero();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
