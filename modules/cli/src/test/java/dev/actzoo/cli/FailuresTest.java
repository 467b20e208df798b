package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.experiments.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is nobody's bad input: exit code 1. */
class FailuresTest {
  @TempDir Path folder;
  private Path ledger;
  private String line;

  @BeforeEach
  void damageALedger() throws SQLException {
    ledger = TinyExperiment.ledger(folder);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger);
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE experiments SET spec = '['");
    }
    line = "actzoo: ledger " + ledger + ": experiment tiny is damaged";
  }

  @Test
  void isOneLineAndALogInTheOutputFolder() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Invocation run = Invocation.of(folder, "report", ledger.toString(), "--out", out.toString());
    assertThat(run.code()).isEqualTo(1);
    Path log = out.resolve(Failures.LOG);
    assertThat(run.err()).isEqualTo("%s (see %s)%n".formatted(line, log));
    assertThat(Files.readString(log)).contains("LedgerException", "\tat dev.actzoo.cli.");
  }

  @Test
  void theLogOfAnEarlierFailureGoesWhenTheCommandSucceeds() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Path log = Files.writeString(out.resolve(Failures.LOG), "an old trace");
    Path whole = TinyExperiment.ledger(Files.createDirectory(folder.resolve("whole")));
    assertThat(Invocation.of(folder, "report", "no-such", "--out=" + out).code()).isEqualTo(2);
    assertThat(log).hasContent("an old trace");
    assertThat(Invocation.of(folder, "report", whole.toString(), "--out=" + out).code()).isZero();
    assertThat(log).doesNotExist();
  }

  @Test
  void withoutAFolderTheLineSaysHowToSeeMore() {
    Invocation run = Invocation.of(folder, "report", ledger.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("%s (see --stacktrace)%n".formatted(line));
  }

  @Test
  void theStackTraceFollowsTheLineIfAskedFor() {
    Invocation run = Invocation.of(folder, "report", ledger.toString(), "--stacktrace");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith(line).contains("\tat dev.actzoo.cli.");
  }

  @Test
  void failedTrialsMakeARunAFailureAndDivergedOnesDoNot() {
    var plan = TinyExperiment.plan();
    var diverged = TinyExperiment.result(plan.get(0), Outcome.DIVERGED, "loss is NaN");
    var failed = TinyExperiment.result(plan.get(1), Outcome.FAILED, "OutOfMemoryError: heap");
    StringWriter err = new StringWriter();
    assertThat(Failures.exitCode(List.of(diverged), new PrintWriter(err))).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(Failures.exitCode(List.of(diverged, failed), new PrintWriter(err))).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "actzoo: 1 of 2 trials failed, to be tried again by the next run; the first of them:"
                + " OutOfMemoryError: heap");
  }
}
