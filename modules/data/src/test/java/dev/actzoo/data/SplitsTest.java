package dev.actzoo.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitsTest {
  @TempDir Path cache;

  @ParameterizedTest
  @ValueSource(strings = {"fashion-mnist-6000", "gutenberg-authors"})
  void trainingAndValidationShareNoExample(String name) {
    LoadedDataset dataset = new Datasets(null, cache).load(name, Preparation.DEFAULTS);
    int[] sources =
        IntStream.concat(sources(dataset.train()), sources(dataset.validation()))
            .sorted()
            .toArray();
    assertThat(sources).isEqualTo(IntStream.range(0, 6000).toArray());
    assertThat(dataset.validation().size()).isEqualTo(600);
    assertThat(sources(dataset.test()).toArray())
        .isEqualTo(IntStream.range(0, dataset.descriptor().splits().test()).toArray());
  }

  private static IntStream sources(Examples examples) {
    return IntStream.range(0, examples.size()).map(examples::source);
  }
}
