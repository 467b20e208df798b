package dev.actzoo.sweeps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.experiments.Ledger;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialRunner;
import dev.actzoo.experiments.TrialSpec;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class KilledSweepTest {
  private static final int TRIALS = 48;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"GRID, 7", "RANDOM, 1", "RANDOM, 30", "GENETIC, 5", "GENETIC, 29", "GENETIC, 48"})
  void aSecondRunChoosesTheSameCandidatesAndRepeatsNothing(Strategy strategy, int epochs)
      throws Exception {
    Path killed = folder.resolve("killed");
    Path errors = folder.resolve("errors.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                KilledSweep.class.getName(),
                killed.toString(),
                strategy.name(),
                Integer.toString(epochs))
            .redirectError(errors.toFile())
            .start();
    assertThat(process.waitFor()).isEqualTo(9);

    Set<TrialSpec> kept;
    try (Ledger ledger = Ledger.openForReading(killed)) {
      kept = ledger.results().stream().map(TrialResult::spec).collect(Collectors.toSet());
    }
    assertThat(kept).hasSizeBetween(Math.max(0, epochs - 3), TRIALS);
    Set<TrialSpec> again = ConcurrentHashMap.newKeySet();
    TrialRunner noting =
        (trial, listener) -> {
          assertThat(again.add(trial)).isTrue();
          return new FakeTraining().run(trial, listener);
        };
    SweepResult resumed = run(strategy, noting, killed);
    assertThat(again).hasSize(TRIALS - kept.size()).noneMatch(kept::contains);
    assertThat(resumed).isEqualTo(run(strategy, new FakeTraining(), folder.resolve("whole")));
  }

  private static SweepResult run(Strategy strategy, TrialRunner runner, Path file)
      throws InterruptedException {
    try (Ledger ledger = Ledger.open(file)) {
      return new SweepRun(
              ledger,
              runner,
              () -> FakeTraining.PROVENANCE,
              new FakeTraining.Silence(),
              2,
              Clock.systemUTC())
          .run(SweepRunTest.sweep(strategy), FakeTraining.MAKER);
    }
  }
}
