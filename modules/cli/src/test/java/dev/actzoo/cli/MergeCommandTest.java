package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.experiments.Ledger;
import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.TrialSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeCommandTest {
  @TempDir Path folder;

  @Test
  void ledgersBecomeOneThatCanBeReported() {
    Path ledger = TinyExperiment.ledger(folder);
    Path out = folder.resolve("both");
    Invocation merge =
        Invocation.of(
            folder, "merge", ledger.toString(), ledger.toString(), "--out", out.toString());
    assertThat(merge.err()).isEmpty();
    assertThat(merge.out())
        .contains("2 results taken, 2 held already")
        .contains("ledger: " + out.resolve(Execution.LEDGER));
    assertThat(merge.code()).isZero();
    try (Ledger merged = Ledger.openForReading(out.resolve(Execution.LEDGER));
        Ledger one = Ledger.openForReading(ledger)) {
      assertThat(merged.results()).isEqualTo(one.results());
      assertThat(merged.experiments()).isEqualTo(one.experiments());
    }
    assertThat(Invocation.of(folder, "report", out.toString()).code()).isZero();
  }

  @Test
  void aDamagedLedgerIsRefusedBeforeAnythingIsMade() throws Exception {
    Path sound = TinyExperiment.ledger(Files.createDirectory(folder.resolve("a")));
    Path damaged = damage(TinyExperiment.ledger(folder), "test_accuracy = 7");
    Path out = folder.resolve("both");
    Invocation merge =
        Invocation.of(
            folder, "merge", sound.toString(), damaged.toString(), "--out", out.toString());
    assertThat(merge.err().lines()).singleElement().asString().contains("test_accuracy is 7.0");
    assertThat(merge.code()).isEqualTo(2);
    assertThat(out).doesNotExist();
  }

  @Test
  void aReportOfADamagedLedgerIsRefusedOrLeavesTheDamageOut() throws SQLException {
    Path damaged = damage(TinyExperiment.ledger(folder), "outcome = 'SPLENDID'");
    Invocation refused = Invocation.of(folder, "report", damaged.toString());
    assertThat(refused.err().lines()).singleElement().asString().contains("outcome is SPLENDID");
    assertThat(refused.code()).isEqualTo(2);
    Invocation report = Invocation.of(folder, "report", damaged.toString(), "--skip-damaged");
    assertThat(report.code()).as(report.err()).isZero();
    assertThat(report.out()).contains("Left out: 1 row of the ledger, damaged.");
  }

  @Test
  void aReportIsOfTheDatasetVersionLastUsed() {
    Path file = folder.resolve("versions.sqlite");
    try (Ledger ledger = Ledger.open(file)) {
      for (String hash : List.of("0f", "f0")) {
        for (TrialSpec trial : TinyExperiment.spec().plan(name -> hash.repeat(32))) {
          ledger.begin(trial);
          ledger.finish(TinyExperiment.result(trial, Outcome.COMPLETED, null));
        }
      }
      ledger.keepExperiment(TinyExperiment.spec(), Map.of("fashion-mnist-6000", "0f".repeat(32)));
    }
    Invocation report = Invocation.of(folder, "report", file.toString());
    assertThat(report.code()).as(report.err()).isZero();
    assertThat(report.out())
        .contains("Left out: 2 trials of the ledger, run on another version of a dataset.");
    assertThat(folder.resolve("results.csv")).content().doesNotContain("f0".repeat(32));
  }

  private static Path damage(Path ledger, String change) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger);
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE trials SET " + change + " WHERE activation = 'gelu'");
    }
    return ledger;
  }

  @Test
  void aLedgerCannotBeMergedIntoItself() {
    Path out = folder.resolve("both");
    Path ledger = TinyExperiment.ledger(folder);
    Invocation.of(folder, "merge", ledger.toString(), "--out", out.toString());
    Invocation again = Invocation.of(folder, "merge", out.toString(), "--out", out.toString());
    assertThat(again.err().lines()).singleElement().asString().contains("is the one that --out");
    assertThat(again.code()).isEqualTo(2);
  }
}
