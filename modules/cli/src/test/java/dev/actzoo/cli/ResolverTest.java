package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.data.Datasets;
import dev.actzoo.experiments.ExperimentFile;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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

  @Test
  void aPublishedTokenizerIsReadAndKnownByItsContent() throws IOException {
    String tokens = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\n";
    Path here = Files.writeString(cache.resolve("vocab.txt"), tokens);
    Path there = Files.writeString(cache.resolve("other.txt"), tokens);
    ExperimentSpec resolved = tokenized(here.toString());
    assertThat(resolved.cells().get(0).training().tokenizer())
        .matches(Pattern.quote(here.toString()) + "#sha256:[0-9a-f]{64}");
    assertThat(ids(resolved)).isEqualTo(ids(tokenized(there.toString())));
    assertThat(ids(resolved)).isNotEqualTo(ids(tokenized("wordpiece")));
    assertThat(resolver.resolve(resolved)).isEqualTo(resolved);
    Files.writeString(here, tokens + "of\n");
    assertThatThrownBy(() -> resolver.resolve(resolved))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("training.tokenizer: %s has SHA-256 ", here)
        .hasMessageEndingWith("as the experiment says");
  }

  private ExperimentSpec tokenized(String tokenizer) {
    String yaml =
        "{name: a, activations: [relu], seeds: [1], training: {tokenizer: '%s'}, cells: [{model: bert-tiny, dataset: gutenberg-authors}]}"
            .formatted(tokenizer);
    return resolver.resolve(ExperimentFile.parse(yaml, "test", List.of()));
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
