package dev.actzoo.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.actzoo.input.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerOpeningTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("ledger.db");
  }

  @Test
  void aNewLedgerIsEmptyAndMarkedAsOurs() throws Exception {
    Ledger.open(file).close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeQuery("PRAGMA application_id").getInt(1)).isEqualTo(0x4163745A);
      assertThat(statement.executeQuery("PRAGMA user_version").getInt(1)).isEqualTo(3);
    }
    try (Ledger ledger = Ledger.openForReading(file)) {
      assertThat(ledger.results()).isEmpty();
    }
  }

  @Test
  void anEmptyFileBecomesALedger() throws Exception {
    Files.createFile(file);
    assertRejected(() -> Ledger.openForReading(file), "ledger " + file + " holds nothing");
    try (Ledger ledger = Ledger.open(file)) {
      assertThat(ledger.results()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", "per%20cent", "hash#mark", "été", "and&=more;"})
  void anyFolderNameWorks(String name) throws Exception {
    Path odd = Files.createDirectory(folder.resolve(name)).resolve("l?dger.db");
    Ledger.open(odd).close();
    assertThat(odd).isNotEmptyFile();
    Ledger.openForReading(odd).close();
  }

  @Test
  void whatIsNotSqliteIsLeftAlone() throws Exception {
    Files.writeString(file, "activation,accuracy\nrelu,0.9\n");
    assertRejected(() -> Ledger.open(file), "ledger " + file + " is not an SQLite file");
    assertRejected(() -> Ledger.openForReading(file), "is not an SQLite file");
    assertThat(file).hasContent("activation,accuracy\nrelu,0.9\n");
    assertThat(folder).isDirectoryNotContaining("glob:**.lock");
  }

  @Test
  void anotherApplicationsDatabaseIsLeftAlone() throws Exception {
    execute("CREATE TABLE bookmarks (url TEXT)");
    byte[] before = Files.readAllBytes(file);
    assertRejected(() -> Ledger.open(file), "is an SQLite file, but not one of ActZoo's");
    assertRejected(() -> Ledger.openForReading(file), "is an SQLite file, but not one of ActZoo's");
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void aLedgerOfANewerVersionIsRefused() throws Exception {
    Ledger.open(file).close();
    execute("PRAGMA user_version = 4");
    String message = "has version 4, made by a newer ActZoo; this one reads versions up to 3";
    assertRejected(() -> Ledger.open(file), message);
    assertRejected(() -> Ledger.openForReading(file), message);
    execute("PRAGMA user_version = 3");
    Ledger.open(file).close();
  }

  @Test
  void aLedgerOfVersion1IsReadAsItIsAndBroughtUpToDateByARun() throws Exception {
    TrialSpec trial = Samples.trial("relu", 1);
    TrialResult result = Samples.completed(trial);
    try (Ledger ledger = Ledger.open(file)) {
      ledger.begin(trial);
      ledger.finish(result);
    }
    execute("ALTER TABLE trials DROP COLUMN test_right");
    execute("ALTER TABLE trials DROP COLUMN test_answers");
    execute("ALTER TABLE trials DROP COLUMN checksum");
    execute("ALTER TABLE experiments DROP COLUMN checksum");
    execute("ALTER TABLE experiments DROP COLUMN datasets");
    execute("ALTER TABLE trials DROP COLUMN stall_share");
    execute("ALTER TABLE trials DROP COLUMN peak_memory_mb");
    execute("PRAGMA user_version = 1");
    byte[] before = Files.readAllBytes(file);

    try (Ledger ledger = Ledger.openForReading(file)) {
      assertOldCost(ledger, result);
    }
    assertThat(file).hasBinaryContent(before);

    TrialSpec later = Samples.trial("gelu", 1);
    try (Ledger ledger = Ledger.open(file)) {
      assertThat(ledger.finished(trial.id())).isTrue();
      assertOldCost(ledger, result);
      ledger.begin(later);
      ledger.finish(Samples.completed(later));
    }
    try (Ledger ledger = Ledger.openForReading(file)) {
      assertThat(ledger.results()).contains(Samples.completed(later)).hasSize(2);
    }
  }

  @Test
  void aLedgerOfVersion2DoesNotKnowTheAnswersAndGainsThemFromARun() throws Exception {
    TrialSpec trial = Samples.trial("relu", 1);
    TrialResult result = Samples.completed(trial);
    try (Ledger ledger = Ledger.open(file)) {
      ledger.begin(trial);
      ledger.finish(result);
    }
    execute("ALTER TABLE trials DROP COLUMN test_right");
    execute("ALTER TABLE trials DROP COLUMN test_answers");
    execute("ALTER TABLE trials DROP COLUMN checksum");
    execute("ALTER TABLE experiments DROP COLUMN checksum");
    execute("ALTER TABLE experiments DROP COLUMN datasets");
    execute("PRAGMA user_version = 2");

    try (Ledger ledger = Ledger.openForReading(file)) {
      assertThat(ledger.results())
          .singleElement()
          .satisfies(old -> assertThat(old.testAnswers()).isNull())
          .satisfies(old -> assertThat(old.timing()).isEqualTo(result.timing()));
    }
    TrialSpec later = Samples.trial("gelu", 1);
    try (Ledger ledger = Ledger.open(file)) {
      ledger.begin(later);
      ledger.finish(Samples.completed(later));
      assertThat(ledger.results()).contains(Samples.completed(later)).hasSize(2);
    }
  }

  private static void assertOldCost(Ledger ledger, TrialResult result) {
    assertThat(ledger.results())
        .singleElement()
        .satisfies(old -> assertThat(old.epochs()).isEqualTo(result.epochs()))
        .satisfies(
            old -> {
              assertThat(old.timing().stepP90Ms()).isEqualTo(result.timing().stepP90Ms());
              assertThat(old.timing().stallShare()).isNaN();
              assertThat(old.timing().peakMemoryMb()).isNaN();
            });
  }

  @Test
  void aDamagedFileIsRefused() throws Exception {
    Ledger.open(file).close();
    byte[] content = Files.readAllBytes(file);
    Arrays.fill(content, 16, 200, (byte) 0x55);
    Files.write(file, content);
    assertRejected(() -> Ledger.open(file), "cannot be opened: ");
    assertRejected(() -> Ledger.openForReading(file), "cannot be opened: ");
  }

  @Test
  void aFolderThatIsMissingOrTakesNoFilesIsRefused() throws Exception {
    assertRejected(() -> Ledger.open(folder.resolve("no/l.db")), "there is no folder ");
    Files.createFile(file);
    assertRejected(() -> Ledger.open(file.resolve("l.db")), "there is no folder ");
    assertRejected(() -> Ledger.open(folder), "is not a file");
    assertRejected(() -> Ledger.openForReading(folder), "is not a file");
    Path taken = Files.createDirectory(folder.resolve("taken.db.lock")).resolveSibling("taken.db");
    assertRejected(() -> Ledger.open(taken), "cannot be written: its folder does not let taken.db");
    assertRejected(() -> Ledger.open(Path.of("/proc/self/actzoo.db")), "ledger ");
  }

  @Test
  void readingMakesNoFile() {
    assertRejected(() -> Ledger.openForReading(file), "ledger " + file + ": no such file");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void twoRunsCannotShareALedger() {
    try (Ledger ledger = Ledger.open(file)) {
      assertThat(ledger.results()).isEmpty();
      assertRejected(
          () -> Ledger.open(file),
          "ledger "
              + file
              + " is in use by another run; wait for it to end or choose another output folder");
    }
    Ledger.open(file).close();
  }

  @Test
  void aRefusedLedgerIsNotLeftLocked() throws Exception {
    execute("CREATE TABLE bookmarks (url TEXT)");
    assertRejected(() -> Ledger.open(file), "not one of ActZoo's");
    Files.delete(file);
    Ledger.open(file).close();
  }

  @Test
  void closingTwiceDoesNoHarm() {
    Ledger ledger = Ledger.open(file);
    ledger.close();
    ledger.close();
    assertThat(file).isNotEmptyFile();
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void assertRejected(ThrowingCallable opening, String message) {
    assertThat(catchThrowable(opening))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }
}
