package dev.actzoo.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.input.BadInputException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ExperimentSpecTest {
  private static final CellSpec IMAGES =
      new CellSpec(new ModelSpec("resnet-8"), "images", TrainingSpec.DEFAULTS);
  private static final CellSpec TEXTS =
      new CellSpec(new ModelSpec("bert-tiny"), "texts", Samples.TRAINING);

  private static ExperimentSpec experiment(List<String> activations, List<Long> seeds) {
    return new ExperimentSpec("e", "", List.of(IMAGES, TEXTS), activations, "relu", seeds);
  }

  @Test
  void plansCellByCellThenSeedBySeedThenArmByArm() {
    List<TrialSpec> plan =
        experiment(List.of("relu", "gelu"), List.of(3L, 1L)).plan(dataset -> "hash-" + dataset);
    assertThat(plan)
        .extracting(t -> t.dataset() + " " + t.seed() + " " + t.activation())
        .containsExactly(
            "images 3 relu",
            "images 3 gelu",
            "images 1 relu",
            "images 1 gelu",
            "texts 3 relu",
            "texts 3 gelu",
            "texts 1 relu",
            "texts 1 gelu");
    assertThat(plan).extracting(TrialSpec::id).doesNotHaveDuplicates();
    assertThat(plan.get(7).datasetHash()).isEqualTo("hash-texts");
    assertThat(plan.get(7).training()).isEqualTo(Samples.TRAINING);
  }

  @Test
  void rejectsWhatIsEmptyTwiceOrUnrelated() {
    assertRejected(() -> experiment(List.of(), List.of(1L)), "activations is empty");
    assertRejected(() -> experiment(List.of("relu"), List.of()), "seeds is empty");
    assertRejected(
        () -> experiment(List.of("relu", "relu"), List.of(1L)),
        "activations holds the same entry twice");
    assertRejected(
        () -> experiment(List.of("gelu", "silu"), List.of(1L)),
        "baseline is 'relu'; it must be one of the activations: gelu, silu");
    assertRejected(
        () -> new ExperimentSpec("../e", "", List.of(IMAGES), List.of("relu"), "relu", List.of(1L)),
        "name is '../e'");
    assertRejected(
        () -> experiment(List.of("relu"), LongStream.rangeClosed(1, 50_001).boxed().toList()),
        "the experiment has 100002 trials; at most 100000 are allowed");
    assertRejected(
        () -> new ModelSpec("m", Map.of("width", Double.NaN)),
        "options.width is NaN; it must be a finite number");
  }

  @Test
  void takesOtherSpellings() {
    ExperimentSpec experiment =
        experiment(List.of("relu", "gelu"), List.of(1L))
            .withNames(
                name -> name.toUpperCase(Locale.ROOT),
                name -> name.toUpperCase(Locale.ROOT),
                model -> model + "-v2",
                data -> "my-" + data);
    assertThat(experiment.activations()).containsExactly("RELU", "GELU");
    assertThat(experiment.baseline()).isEqualTo("RELU");
    assertThat(experiment.cells())
        .extracting(cell -> cell.model().name() + " " + cell.dataset())
        .containsExactly("resnet-8-v2 my-images", "bert-tiny-v2 my-texts");
    assertRejected(
        () ->
            experiment(List.of("relu", "ReLU"), List.of(1L))
                .withNames(
                    name -> name.toLowerCase(Locale.ROOT),
                    name -> name.toLowerCase(Locale.ROOT),
                    model -> model,
                    data -> data),
        "activations holds the same entry twice");
  }

  private static void assertRejected(ThrowingCallable making, String message) {
    assertThatThrownBy(making)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }
}
