package dev.actzoo.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  private static final TrialSpec TRIAL = Samples.trial("relu", 1);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("ledger.db");
  }

  @Test
  void everyKindOfResultRoundTrips() {
    List<TrialResult> results =
        List.of(
            Samples.completed(Samples.trial("a", Long.MIN_VALUE)),
            Samples.diverged(Samples.trial("b", 1)),
            Samples.failed(Samples.trial("c", 2)));
    try (Ledger ledger = Ledger.open(file)) {
      for (TrialResult result : results) {
        ledger.begin(result.spec());
        ledger.finish(result);
      }
      assertThat(ledger.results()).isEqualTo(results);
    }
    try (Ledger ledger = Ledger.openForReading(file)) {
      assertThat(ledger.results()).isEqualTo(results);
    }
  }

  @Test
  void aLossThatIsNoNumberComesBackAsSuch() {
    TrialResult result = Samples.completed(TRIAL);
    TrialResult odd =
        new TrialResult(
            TRIAL,
            Outcome.COMPLETED,
            null,
            result.epochs(),
            1,
            0.5,
            Double.NaN,
            7,
            result.timing(),
            result.provenance());
    try (Ledger ledger = Ledger.open(file)) {
      ledger.begin(TRIAL);
      ledger.finish(odd);
      assertThat(ledger.results()).containsExactly(odd);
    }
  }

  @Test
  void answersComeBackWhetherRightOrWrongOrNumbers() {
    TrialSpec numbers = Samples.trial("numbers", 1);
    List<TrialResult> results =
        List.of(
            answered(numbers, new Answers(5, null)),
            answered(Samples.trial("right", 1), new Answers(70, places(0, 63, 64, 69))),
            answered(Samples.trial("wrong", 1), new Answers(3, places())));
    try (Ledger ledger = Ledger.open(file)) {
      for (TrialResult result : results) {
        ledger.begin(result.spec());
        ledger.finish(result);
      }
      assertThat(ledger.results()).isEqualTo(results);
    }
  }

  private static BitSet places(int... places) {
    BitSet set = new BitSet();
    IntStream.of(places).forEach(set::set);
    return set;
  }

  private static TrialResult answered(TrialSpec trial, Answers answers) {
    TrialResult result = Samples.completed(trial);
    return new TrialResult(
        trial,
        result.outcome(),
        null,
        result.epochs(),
        1,
        0.5,
        1.0,
        answers,
        7,
        result.timing(),
        result.provenance());
  }

  @Test
  void resultsComeInAnOrderOfTheirOwn() {
    try (Ledger ledger = Ledger.open(file)) {
      for (TrialSpec trial :
          List.of(Samples.trial("relu", 10), Samples.trial("gelu", 10), Samples.trial("relu", 9))) {
        ledger.begin(trial);
        ledger.finish(Samples.completed(trial));
      }
      assertThat(ledger.results())
          .extracting(result -> result.spec().seed() + result.spec().activation())
          .containsExactly("9relu", "10gelu", "10relu");
    }
  }

  @Test
  void onlyEndedTrialsAreResults() {
    try (Ledger ledger = Ledger.open(file)) {
      ledger.begin(TRIAL);
      ledger.recordEpoch(TRIAL, Samples.epoch(1));
      assertThat(ledger.results()).isEmpty();
      assertThat(ledger.finished(TRIAL.id())).isFalse();
    }
  }

  @Test
  void anEpochIsThereAtOnce() throws SQLException {
    try (Ledger ledger = Ledger.open(file)) {
      ledger.begin(TRIAL);
      ledger.recordEpoch(TRIAL, Samples.epoch(1));
      ledger.recordEpoch(TRIAL, Samples.epoch(2));
      assertThat(count("epochs")).isEqualTo(2);
    }
  }

  @Test
  void beginningAgainRemovesWhatAnUnfinishedRunLeft() throws SQLException {
    try (Ledger ledger = Ledger.open(file)) {
      ledger.begin(TRIAL);
      ledger.recordEpoch(TRIAL, Samples.epoch(1));
    }
    try (Ledger ledger = Ledger.open(file)) {
      ledger.begin(TRIAL);
      assertThat(count("epochs")).isZero();
      assertThat(count("trials")).isEqualTo(1);
      ledger.recordEpoch(TRIAL, Samples.epoch(1));
      ledger.finish(Samples.completed(TRIAL));
      assertThat(ledger.results()).containsExactly(Samples.completed(TRIAL));
    }
  }

  @Test
  void completedAndDivergedTrialsAreDoneAndFailedOnesGiveWay() {
    TrialSpec diverging = Samples.trial("tanh", 1);
    TrialSpec failing = Samples.trial("silu", 1);
    try (Ledger ledger = Ledger.open(file)) {
      for (TrialResult result :
          List.of(Samples.completed(TRIAL), Samples.diverged(diverging), Samples.failed(failing))) {
        ledger.begin(result.spec());
        ledger.finish(result);
      }
      assertThat(ledger.finished(TRIAL.id())).isTrue();
      assertThat(ledger.finished(diverging.id())).isTrue();
      assertThat(ledger.finished(failing.id())).isFalse();
      assertThat(ledger.finished("unknown")).isFalse();
      assertThatThrownBy(() -> ledger.begin(TRIAL)).isInstanceOf(IllegalStateException.class);
      ledger.begin(failing);
      assertThat(ledger.results()).hasSize(2);
      ledger.finish(Samples.completed(failing));
      assertThat(ledger.results()).contains(Samples.completed(TRIAL), Samples.completed(failing));
    }
  }

  @Test
  void whatHasNotBegunTakesNothing() {
    try (Ledger ledger = Ledger.open(file)) {
      assertThatThrownBy(() -> ledger.recordEpoch(TRIAL, Samples.epoch(1)))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> ledger.finish(Samples.completed(TRIAL)))
          .isInstanceOf(IllegalStateException.class);
      ledger.begin(TRIAL);
      ledger.finish(Samples.completed(TRIAL));
      assertThatThrownBy(() -> ledger.recordEpoch(TRIAL, Samples.epoch(4)))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> ledger.finish(Samples.diverged(TRIAL)))
          .isInstanceOf(IllegalStateException.class);
      assertThat(ledger.results()).containsExactly(Samples.completed(TRIAL));
    }
  }

  @Test
  void resultsOfAnotherProtocolAreLeftOut() throws SQLException {
    try (Ledger ledger = Ledger.open(file)) {
      ledger.begin(TRIAL);
      ledger.finish(Samples.completed(TRIAL));
      execute("UPDATE trials SET protocol = 0");
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
        LedgerRows.seal(connection, "trials", "id", TRIAL.id());
      }
      assertThat(ledger.results()).isEmpty();
    }
  }

  @Test
  void aFullDiskIsOneClearLineAndLosesNothing() throws SQLException {
    TrialSpec other = Samples.trial("gelu", 1);
    try (Ledger ledger = Ledger.open(file)) {
      ledger.begin(TRIAL);
      ledger.finish(Samples.completed(TRIAL));
      ledger.begin(other);
      execute(
          """
          CREATE TRIGGER full BEFORE INSERT ON epochs
          BEGIN SELECT RAISE(ROLLBACK, 'database or disk is full'); END
          """);
      assertThatThrownBy(() -> ledger.finish(Samples.completed(other)))
          .isInstanceOf(LedgerException.class)
          .hasMessageStartingWith("ledger " + file + ": ")
          .hasMessageContaining("database or disk is full")
          .hasMessageNotContaining("\n");
      assertThat(ledger.results()).containsExactly(Samples.completed(TRIAL));
      execute("DROP TRIGGER full");
      ledger.finish(Samples.completed(other));
      assertThat(ledger.results()).hasSize(2);
    }
  }

  @Test
  void aDamagedRowIsOneClearLine() throws SQLException {
    try (Ledger ledger = Ledger.open(file)) {
      ledger.begin(TRIAL);
      ledger.finish(Samples.completed(TRIAL));
      execute("UPDATE trials SET spec = '{'");
      assertThatThrownBy(ledger::results)
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith(
              "ledger %s is damaged: trial %s (resnet-8 with relu on "
                  .formatted(file, TRIAL.id().substring(0, 12)))
          .hasMessageContaining("seed 1): spec is not what its id stands for; a run with");
    }
  }

  @Test
  void readingGoesOnWhileARunWritesAndCannotWriteItself() {
    try (Ledger running = Ledger.open(file);
        Ledger reading = Ledger.openForReading(file)) {
      running.begin(TRIAL);
      running.finish(Samples.completed(TRIAL));
      assertThat(reading.results()).containsExactly(Samples.completed(TRIAL));
      assertThatThrownBy(() -> reading.begin(Samples.trial("gelu", 1)))
          .isInstanceOf(LedgerException.class);
    }
  }

  @Test
  void closingWhileSomebodyReadsLosesNothing() {
    Ledger running = Ledger.open(file);
    try (Ledger reading = Ledger.openForReading(file)) {
      running.begin(TRIAL);
      running.finish(Samples.completed(TRIAL));
      assertThat(reading.results()).hasSize(1);
      running.close();
      assertThat(reading.results()).containsExactly(Samples.completed(TRIAL));
    }
    try (Ledger ledger = Ledger.open(file)) {
      assertThat(ledger.results()).containsExactly(Samples.completed(TRIAL));
    }
  }

  @Test
  void aClosedLedgerIsOneFileBesideItsLock() throws Exception {
    try (Ledger ledger = Ledger.open(file)) {
      ledger.begin(TRIAL);
      ledger.finish(Samples.completed(TRIAL));
    }
    try (Ledger ledger = Ledger.openForReading(file)) {
      assertThat(ledger.results()).hasSize(1);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("ledger.db", "ledger.db.lock");
    }
  }

  private int count(String table) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      return statement.executeQuery("SELECT count(*) FROM " + table).getInt(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
