package dev.actzoo.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PresetsTest {
  @Test
  void everyResourceIsAPresetOfItsName() throws Exception {
    Path folder =
        Path.of(Objects.requireNonNull(Presets.class.getResource("presets/quick.yaml")).toURI())
            .getParent();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
          .containsExactlyInAnyOrderElementsOf(Presets.names());
    }
    for (String name : Presets.names()) {
      ExperimentSpec preset = Presets.read(name, List.of());
      assertThat(preset.name()).isEqualTo(name);
      assertThat(preset.description()).endsWith(".");
    }
  }

  @Test
  void quickComparesFourActivationsInTwoCells() {
    ExperimentSpec quick = Presets.read("quick", List.of());
    assertThat(quick.activations()).containsExactly("relu", "gelu", "silu", "tanh");
    assertThat(quick.baseline()).isEqualTo("relu");
    assertThat(quick.seeds()).containsExactly(1L, 2L, 3L);
    assertThat(quick.cells())
        .extracting(cell -> cell.model().name() + " " + cell.dataset())
        .containsExactly("resnet-8 fashion-mnist-6000", "bert-tiny gutenberg-authors");
  }

  @Test
  void smokeHasTheSameCellsWithFewTrials() {
    ExperimentSpec smoke = Presets.read("Smoke", List.of());
    assertThat(smoke.plan(dataset -> "hash")).hasSize(4);
    assertThat(smoke.cells())
        .extracting(CellSpec::dataset)
        .containsExactly("fashion-mnist-6000", "gutenberg-authors");
    assertThat(smoke.cells()).extracting(cell -> cell.training().epochs()).containsOnly(1);
  }

  @Test
  void settingsApply() {
    assertThat(Presets.read("quick", List.of("seeds=[9]", "training.epochs=1")).cells())
        .extracting(cell -> cell.training().epochs())
        .containsOnly(1);
  }

  @Test
  void anUnknownPresetIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> Presets.read("quik", List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "unknown preset 'quik'; did you mean quick? valid: quick, standard, smoke, approximation, gpu");
  }
}
