package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.experiments.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is nobody's bad input: exit code 1. */
class FailuresTest {
  private static final String LINE = "actzoo: NullPointerException: ";

  @TempDir Path folder;
  private Path ledger;

  @BeforeEach
  void writeALedger() {
    ledger = TinyExperiment.ledger(folder);
  }

  /** A run without a place for reports, which nothing but a fault of the program can lack. */
  @SuppressWarnings("NullAway") // the fault
  private Invocation failing(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        ActZoo.commandLine(new Surroundings(Clock.systemUTC(), null, folder, folder, 0))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Invocation(code, out.toString(), err.toString());
  }

  @Test
  void isOneLineAndALogInTheOutputFolder() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Invocation run = failing("report", ledger.toString(), "--out", out.toString());
    assertThat(run.code()).isEqualTo(1);
    Path log = out.resolve(Failures.LOG);
    assertThat(run.err()).startsWith(LINE).endsWith("(see %s)%n".formatted(log));
    assertThat(run.err().lines()).hasSize(1);
    assertThat(Files.readString(log)).contains("NullPointerException", "\tat dev.actzoo.cli.");
  }

  @Test
  void theLogOfAnEarlierFailureGoesWhenTheCommandSucceeds() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Path log = Files.writeString(out.resolve(Failures.LOG), "an old trace");
    assertThat(Invocation.of(folder, "report", "no-such", "--out=" + out).code()).isEqualTo(2);
    assertThat(log).hasContent("an old trace");
    assertThat(Invocation.of(folder, "report", ledger.toString(), "--out=" + out).code()).isZero();
    assertThat(log).doesNotExist();
  }

  @Test
  void withoutAFolderTheLineSaysHowToSeeMore() {
    Invocation run = failing("report", ledger.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith(LINE).endsWith("(see --stacktrace)%n".formatted());
  }

  @Test
  void theStackTraceFollowsTheLineIfAskedFor() {
    Invocation run = failing("report", ledger.toString(), "--stacktrace");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith(LINE).contains("\tat dev.actzoo.cli.");
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
