package dev.actzoo.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random damage to a ledger's bytes: it is refused in one line, or it changes no result. */
class LedgerFuzzTest {
  private static final int VARIANTS = 300;

  /** What a ledger says. */
  private record Said(List<TrialResult> results, List<KeptExperiment> kept) {}

  @TempDir Path folder;

  @Test
  void neverChangesWhatALedgerSays() throws IOException {
    Path sound = folder.resolve("sound.sqlite");
    try (Ledger ledger = Ledger.open(sound)) {
      for (TrialSpec trial : Samples.plan(3)) {
        ledger.begin(trial);
        ledger.finish(trial.seed() == 2 ? Samples.diverged(trial) : Samples.completed(trial));
      }
      ledger.keepExperiment(
          new ExperimentSpec(
              "fuzzed",
              "",
              List.of(new CellSpec(new ModelSpec("mlp"), "points", Samples.TRAINING)),
              List.of("relu"),
              "relu",
              List.of(1L)),
          Map.of("points", "0f".repeat(32)));
    }
    Said before = read(sound);
    byte[] bytes = Files.readAllBytes(sound);
    Random random = new Random(17);
    int refused = 0;
    for (int variant = 0; variant < VARIANTS; variant++) {
      byte[] damaged = bytes.clone();
      int overwritten = 1 + random.nextInt(6);
      for (int i = 0; i < overwritten; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      Path file = Files.write(folder.resolve("damaged.sqlite"), damaged);
      try {
        assertThat(read(file)).as("variant %d", variant).isEqualTo(before);
      } catch (BadInputException e) {
        refused++;
        assertThat(e.getMessage()).as("variant %d", variant).contains("ledger ").isNotBlank();
        assertThat(e.getMessage().lines()).hasSize(1);
      }
    }
    assertThat(refused).isGreaterThan(VARIANTS / 10);
  }

  private static Said read(Path file) {
    try (Ledger ledger = Ledger.openForReading(file)) {
      return new Said(ledger.results(), ledger.kept());
    }
  }
}
