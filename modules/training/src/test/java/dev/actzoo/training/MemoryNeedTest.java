package dev.actzoo.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.data.Datasets;
import dev.actzoo.experiments.ExperimentFile;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.experiments.Provenance;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryNeedTest {
  @TempDir static Path cache;
  private static Trainer trainer;

  @BeforeAll
  static void make() {
    Provenance none =
        new Provenance("1", "c", "2026-01-02T03:04:05Z", "j", "o", "p", 2, "b", "k", 1, 1);
    trainer = new Trainer(new Datasets(null, cache), () -> none, NoWatch::new);
  }

  /** Peaks of the whole process in megabytes, of which about 170 to 280 were there before. */
  @ParameterizedTest
  @CsvSource({
    "mlp, fashion-mnist-6000, relu, 256, 'width: 4096, depth: 4', 1447",
    "mlp, fashion-mnist-6000, glu, 2048, 'width: 1024', 756",
    "resnet-8, fashion-mnist-6000, gelu, 512, width: 32, 1405",
    "resnet-8, fashion-mnist-6000, relu, 128, width: 16, 427",
    "alexnet, fashion-mnist-6000, relu, 512, width: 64, 1193",
    "bert-tiny, gutenberg-authors, relu, 64, '', 691",
    "bert-tiny, gutenberg-authors, gelu, 64, max-length: 512, 2420",
    "bert-mini, gutenberg-authors, swiglu, 16, max-length: 512, 2390",
  })
  void isThatOfTheNetsMeasured(
      String model, String dataset, String arm, int batch, String options, double measured) {
    double estimated = 400 + need(model, dataset, arm, batch, options).total() / 1e6;
    assertThat(estimated).isBetween(0.95 * measured, 1.6 * measured);
  }

  @Test
  void attentionGrowsWithTheSquareOfTheLengthAndTheBatch() {
    MemoryNeed once = need("bert-mini", "gutenberg-authors", "gelu", 64, "max-length: 1024");
    MemoryNeed twice = need("bert-mini", "gutenberg-authors", "gelu", 64, "max-length: 2048");
    assertThat((double) twice.attention() / once.attention()).isBetween(3.8, 4.2);
    long weights = 4L * 4 * 64 * 1024 * 1024;
    assertThat(once.attention()).as("4 blocks, thrice").isGreaterThan(4 * 3 * weights);
    MemoryNeed more = need("bert-mini", "gutenberg-authors", "gelu", 128, "max-length: 1024");
    assertThat((double) more.attention() / once.attention()).isBetween(1.8, 2.0);
  }

  @Test
  void everyFamilyHasANeed() {
    assertThat(need("mlp", "sine-1d", "gaussian", 64, "").total()).isPositive();
    assertThat(need("mlp", "spiral", "maxout", 64, "").total()).isPositive();
    assertThat(need("bert-tiny", "gutenberg-authors", "softmax", 64, "").total()).isPositive();
    assertThat(need("alexnet", "fashion-mnist-6000", "crelu", 64, "").total()).isPositive();
    MemoryNeed widest = need("mlp", "spiral", "relu", 64, "width: 8192, depth: 64");
    assertThat(widest.parameters()).isGreaterThan(20L * 63 * 8192 * 8192);
    assertThat(widest.parts()).startsWith("parameters and optimiser 101");
  }

  private static MemoryNeed need(
      String model, String dataset, String arm, int batch, String options) {
    String yaml =
        "{name: a, activations: [%s], seeds: [1], training: {batch-size: %d}, cells: [{model: %s, dataset: %s, options: {%s}}]}"
            .formatted(arm, batch, model, dataset, options);
    ExperimentSpec experiment = ExperimentFile.parse(yaml, "test", List.of());
    return trainer.need(experiment.plan(name -> "hash").get(0));
  }
}
