package dev.actzoo.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentFileTest {
  private static final String MINIMAL =
      """
      name: small
      activations: [gelu, relu]
      seeds: [7]
      models: [resnet-8, resnet-14]
      datasets: [mnist, fashion-mnist-6000]
      """;

  private static final String FULL =
      """
      name: full
      description: "Everything: said"
      activations: [relu, gelu]
      baseline: gelu
      seeds: [1, -2, 9223372036854775807]
      training: {epochs: 8, batch-size: 32, optimiser: sgd, learning-rate: 1e-3, momentum: 0.8,
        weight-decay: 0.02, schedule: linear, warm-up-fraction: 0.2, gradient-clip: 0,
        validation-fraction: 0.15, augmentation: pad-crop-flip, precision: bf16,
        masking: whole-words, tokenizer: byte-bpe, preprocessing: zca}
      cells:
        - {model: resnet-8, dataset: mnist, options: {width: 8, drop_out: .5}, training: {epochs: 5}}
        - model: bert-tiny
          dataset: texts
          training: {optimiser: ADAM, schedule: Constant, learning_rate: 2.5E-4,
            augmentation: none, precision: Float32, masking: tokens, tokenizer: wordpiece, preprocessing: standardise}
      """;

  private static ExperimentSpec parse(String yaml, String... settings) {
    return ExperimentFile.parse(yaml, "test.yaml", List.of(settings));
  }

  @Test
  void defaults() {
    ExperimentSpec small = parse(MINIMAL);
    assertThat(small.description()).isEmpty();
    assertThat(small.baseline()).isEqualTo("gelu");
    assertThat(small.cells())
        .containsExactly(
            new CellSpec(new ModelSpec("resnet-8"), "mnist", TrainingSpec.DEFAULTS),
            new CellSpec(new ModelSpec("resnet-8"), "fashion-mnist-6000", TrainingSpec.DEFAULTS),
            new CellSpec(new ModelSpec("resnet-14"), "mnist", TrainingSpec.DEFAULTS),
            new CellSpec(new ModelSpec("resnet-14"), "fashion-mnist-6000", TrainingSpec.DEFAULTS));
  }

  @Test
  void fullMapping() {
    TrainingSpec first =
        new TrainingSpec(
            5,
            32,
            Optimiser.SGD,
            1e-3,
            0.8,
            0.02,
            Schedule.LINEAR,
            0.2,
            0,
            0.15,
            Augmentation.PAD_CROP_FLIP,
            Precision.BF16,
            Masking.WHOLE_WORDS,
            "byte-bpe",
            Preprocessing.ZCA);
    TrainingSpec second =
        new TrainingSpec(8, 32, Optimiser.ADAM, 2.5e-4, 0.8, 0.02, Schedule.CONSTANT, 0.2, 0, 0.15);
    assertThat(parse(FULL))
        .isEqualTo(
            new ExperimentSpec(
                "full",
                "Everything: said",
                List.of(
                    new CellSpec(
                        new ModelSpec("resnet-8", Map.of("width", 8.0, "drop-out", 0.5)),
                        "mnist",
                        first),
                    new CellSpec(new ModelSpec("bert-tiny"), "texts", second)),
                List.of("relu", "gelu"),
                "gelu",
                List.of(1L, -2L, Long.MAX_VALUE)));
  }

  @Test
  void writesWhatItReads(@TempDir Path folder) {
    for (String yaml : List.of(MINIMAL, FULL)) {
      ExperimentSpec experiment = parse(yaml);
      Path file = folder.resolve("experiment.yaml");
      ExperimentFile.write(experiment, file);
      assertThat(ExperimentFile.read(file, List.of())).isEqualTo(experiment);
    }
  }

  @Test
  void writesEveryValueReadably() {
    assertThat(ExperimentFile.write(parse(MINIMAL, "models=[resnet-8]", "datasets=[mnist]")))
        .isEqualTo(
            """
            name: small
            activations:
            - gelu
            - relu
            baseline: gelu
            seeds:
            - 7
            cells:
            - model: resnet-8
              dataset: mnist
              training:
                epochs: 10
                batch-size: 64
                optimiser: adamw
                learning-rate: 0.001
                momentum: 0.9
                weight-decay: 0.01
                schedule: cosine
                warm-up-fraction: 0.1
                gradient-clip: 1
                validation-fraction: 0.1
                augmentation: none
                precision: float32
                masking: tokens
                tokenizer: wordpiece
                preprocessing: standardise
            """);
  }

  @Test
  void textThatLooksLikeSomethingElseSurvives() {
    ExperimentSpec odd = parse(MINIMAL, "name='2026'", "description=\"no: - #\"", "datasets=[on]");
    assertThat(odd.name()).isEqualTo("2026");
    assertThat(odd.cells().get(0).dataset()).isEqualTo("on");
    assertThat(parse(ExperimentFile.write(odd))).isEqualTo(odd);
  }

  @Test
  void anchorsWork() {
    ExperimentSpec shared =
        parse(
            """
            name: anchors
            activations: [relu]
            seeds: [1]
            cells:
              - {model: a, dataset: d, training: &t {epochs: 2}}
              - {model: b, dataset: d, training: *t}
            """);
    assertThat(shared.cells()).extracting(cell -> cell.training().epochs()).containsExactly(2, 2);
  }

  @Test
  void settingsReplaceWhatTheFileSays() {
    ExperimentSpec changed =
        parse(
            FULL,
            "seeds=[4, 5]",
            "activations=[silu,tanh]",
            "baseline=tanh",
            "training.learning_rate=1e-2",
            "cells.0.options.width=16",
            "cells.1.options.heads=2",
            "description=a=b");
    assertThat(changed.seeds()).containsExactly(4L, 5L);
    assertThat(changed.activations()).containsExactly("silu", "tanh");
    assertThat(changed.baseline()).isEqualTo("tanh");
    assertThat(changed.description()).isEqualTo("a=b");
    assertThat(changed.cells().get(0).model().options())
        .isEqualTo(Map.of("width", 16.0, "drop-out", 0.5));
    assertThat(changed.cells().get(1).model().options()).isEqualTo(Map.of("heads", 2.0));
  }

  @Test
  void aTrainingSettingWinsOverTheCells() {
    assertThat(parse(FULL, "training.epochs=2").cells())
        .extracting(cell -> cell.training().epochs())
        .containsExactly(2, 2);
    assertThat(parse(FULL, "training={epochs: 3}").cells())
        .extracting(CellSpec::training)
        .containsOnly(
            new TrainingSpec(
                3, 64, Optimiser.ADAMW, 1e-3, 0.9, 0.01, Schedule.COSINE, 0.1, 1, 0.1));
    assertThat(parse(MINIMAL, "training.epochs=4").cells())
        .extracting(cell -> cell.training().epochs())
        .containsOnly(4);
  }

  @Test
  void theLaterSettingWins() {
    assertThat(parse(FULL, "training.epochs=2", "cells.1.training.epochs=3").cells())
        .extracting(cell -> cell.training().epochs())
        .containsExactly(2, 3);
    assertThat(parse(FULL, "cells.1.training.epochs=3", "training.epochs=2").cells())
        .extracting(cell -> cell.training().epochs())
        .containsExactly(2, 2);
  }

  @Test
  void readsUtf8(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("é.yaml");
    Files.writeString(file, MINIMAL.replace("name: small", "name: été 1"));
    assertThat(ExperimentFile.read(file, List.of()).name()).isEqualTo("été 1");
  }
}
