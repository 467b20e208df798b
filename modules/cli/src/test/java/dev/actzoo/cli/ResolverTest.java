package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.data.Datasets;
import dev.actzoo.experiments.ExperimentFile;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.experiments.TrialSpec;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolverTest {
  @TempDir Path cache;
  private Resolver resolver;

  @BeforeEach
  void make() {
    resolver = new Resolver(new Datasets(null, cache), new PrintWriter(Writer.nullWriter()));
  }

  @Test
  void spellingsOfTheSameTrialShareItsIdentity() {
    ExperimentSpec short1 = resolve("resnet-8", "fashion-mnist-6000", "[silu, gelu]", "{}");
    ExperimentSpec long1 =
        resolve("ResNet_8", "Fashion-MNIST-6000", "[Swish, gelu-exact]", "{width: 16.0}");
    assertThat(long1).isEqualTo(short1);
    assertThat(ids(long1)).hasSize(2).isEqualTo(ids(short1));
  }

  @Test
  void optionsLeftOutGetTheirValues() {
    ExperimentSpec resolved =
        resolve("bert-tiny", "gutenberg-authors", "[relu]", "{dropout: 0.25, max-length: 32}");
    assertThat(resolved.cells().get(0).model().options())
        .containsAllEntriesOf(
            Map.of("dropout", 0.25, "max-length", 32.0, "mean-pooling", 0.0, "vocabulary", 4096.0));
  }

  @Test
  void resolvingTwiceChangesNothing() {
    ExperimentSpec once = resolve("bert-tiny", "gutenberg-authors", "[relu]", "{}");
    assertThat(resolver.resolve(once)).isEqualTo(once);
  }

  private ExperimentSpec resolve(String model, String dataset, String arms, String options) {
    String yaml =
        "{name: a, activations: %s, seeds: [1], cells: [{model: %s, dataset: %s, options: %s}]}"
            .formatted(arms, model, dataset, options);
    return resolver.resolve(ExperimentFile.parse(yaml, "test", List.of()));
  }

  private static List<String> ids(ExperimentSpec experiment) {
    return experiment.plan(dataset -> "hash").stream().map(TrialSpec::id).toList();
  }
}
