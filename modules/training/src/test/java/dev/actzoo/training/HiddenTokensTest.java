package dev.actzoo.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.data.Datasets;
import dev.actzoo.experiments.Augmentation;
import dev.actzoo.experiments.Masking;
import dev.actzoo.experiments.ModelSpec;
import dev.actzoo.experiments.Optimiser;
import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.Precision;
import dev.actzoo.experiments.Preprocessing;
import dev.actzoo.experiments.Provenance;
import dev.actzoo.experiments.Schedule;
import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A masked language model on text with as many lines as WikiText-2, most of them empty. */
class HiddenTokensTest {
  private static final Provenance PROVENANCE =
      new Provenance("0", "c", "2026-01-01T00:00:00Z", "j", "o", "p", 1, "b", "k", 1, 1);
  private static final String[] WORDS = {"one", "two", "three", "four", "five", "six", "seven"};

  @TempDir static Path folder;
  private static Datasets datasets;

  @BeforeAll
  static void write() throws IOException, NoSuchAlgorithmException {
    Files.createDirectories(folder.resolve("wikitext-2"));
    write("wiki.train.raw", 36718, 300, 1);
    write("wiki.valid.raw", 3760, 60, 2);
    write("wiki.test.raw", 4358, 60, 3);
    datasets = new Datasets(folder, folder.resolve("cache"));
  }

  /** Each line counts on from a word drawn at random, so that neighbours tell what is hidden. */
  private static void write(String name, int lines, int full, long seed)
      throws IOException, NoSuchAlgorithmException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < lines; line++) {
      int first = random.nextInt(WORDS.length);
      for (int i = 0; i < 14 && line < full; i++) {
        text.append(WORDS[(first + i) % WORDS.length]).append(' ');
      }
      text.append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(folder.resolve("wikitext-2").resolve(name), bytes);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
    Files.writeString(file.resolveSibling(name + ".sha256"), HexFormat.of().formatHex(digest));
  }

  @Test
  void findsTokensByTheirNeighbours() {
    TrialResult result = run();
    assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(result.testAccuracy()).isGreaterThan(2.0 / WORDS.length);
    assertThat(Objects.requireNonNull(result.testAnswers()).count())
        .as("hidden tokens of 60 lines of 14 words, not lines")
        .isBetween(100, 60 * 14);
    assertThat(result.testLoss()).isLessThan(Math.log(WORDS.length));
    TrialResult again = run();
    assertThat(again.testLoss()).isEqualTo(result.testLoss());
  }

  private static TrialResult run() {
    Map<String, Double> options =
        Map.of(
            "dropout", 0.0,
            "token-dropout", 0.0,
            "mean-pooling", 0.0,
            "vocabulary", 64.0,
            "max-length", 16.0);
    TrainingSpec training =
        new TrainingSpec(
            8,
            16,
            Optimiser.ADAMW,
            2e-3,
            0.9,
            0.01,
            Schedule.COSINE,
            0.1,
            1,
            0.1,
            Augmentation.NONE,
            Precision.FLOAT32,
            Masking.WHOLE_WORDS,
            TrainingSpec.WORDPIECE,
            Preprocessing.STANDARDISE);
    TrialSpec trial =
        new TrialSpec(
            new ModelSpec("bert-tiny", options),
            "wikitext-2",
            datasets.descriptor("wikitext-2").hash(),
            "gelu",
            1,
            training);
    return new Trainer(datasets, () -> PROVENANCE, NoWatch::new).run(trial, (spec, epoch) -> {});
  }
}
