package dev.actzoo.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class KilledRunTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("ledger.db");
  }

  private Path errors() {
    return folder.resolve("errors.txt");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 11, 24})
  void aSecondRunFinishesTheRest(int epochsBeforeDeath) throws Exception {
    List<TrialSpec> plan = Samples.plan(KilledProcess.SEEDS);
    Process process = fork(Integer.toString(epochsBeforeDeath));
    assertThat(process.waitFor()).isEqualTo(9);
    assertThat(errors()).isEmptyFile();
    assertThat(count("SELECT count(*) FROM epochs")).isGreaterThanOrEqualTo(epochsBeforeDeath);

    Set<TrialSpec> kept;
    try (Ledger ledger = Ledger.openForReading(file())) {
      kept = ledger.results().stream().map(TrialResult::spec).collect(Collectors.toSet());
    }
    Set<TrialSpec> again = ConcurrentHashMap.newKeySet();
    List<TrialResult> results;
    try (Ledger ledger = Ledger.open(file())) {
      TrialRunner noting =
          (trial, listener) -> {
            assertThat(again.add(trial)).isTrue();
            return ExperimentRunTest.train(trial, listener);
          };
      results =
          new ExperimentRun(
                  ledger, noting, () -> Samples.PROVENANCE, new KilledProcess.Silence(), 2)
              .run(plan);
    }
    assertThat(again)
        .containsExactlyInAnyOrderElementsOf(
            plan.stream().filter(trial -> !kept.contains(trial)).toList());
    assertThat(results).isEqualTo(plan.stream().map(Samples::completed).toList());
    assertThat(count("SELECT count(*) FROM trials")).isEqualTo(plan.size());
    assertThat(count("SELECT count(*) FROM epochs")).isEqualTo(plan.size() * 3);
  }

  @Test
  void aSecondProcessIsRefusedUntilTheFirstIsGone() throws Exception {
    Process process = fork("hold");
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo("held");
      assertThatThrownBy(() -> Ledger.open(file()))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("is in use by another run");
      Ledger.openForReading(file()).close();
    } finally {
      process.destroyForcibly().waitFor();
    }
    Ledger.open(file()).close();
    assertThat(errors()).isEmptyFile();
  }

  private Process fork(String order) throws IOException {
    Files.deleteIfExists(errors());
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Xmx128m",
            "--enable-native-access=ALL-UNNAMED",
            KilledProcess.class.getName(),
            file().toString(),
            order)
        .redirectError(errors().toFile())
        .start();
  }

  private int count(String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      return statement.executeQuery(sql).getInt(1);
    }
  }
}
