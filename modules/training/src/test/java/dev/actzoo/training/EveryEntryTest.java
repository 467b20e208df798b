package dev.actzoo.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Catalogue;
import dev.actzoo.data.Datasets;
import dev.actzoo.experiments.ModelSpec;
import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.Provenance;
import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.input.BadInputException;
import dev.actzoo.models.ModelCatalogue;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every activation in the network that nothing normalises, an epoch at default settings. */
@Tag("slow")
class EveryEntryTest {
  private static final Provenance PROVENANCE =
      new Provenance("0", "c", "2026-01-01T00:00:00Z", "j", "o", "p", 1, "b", "k", 1, 1);

  private static final String DATASET = "fashion-mnist-6000";

  /** Of ten classes. */
  private static final double ABOVE_CHANCE = 0.13;

  /** Entries that eight layers deep end at chance or diverge in the first epoch. */
  private static final Set<String> AT_CHANCE =
      Set.of(
          "dl4j-gelu",
          "triangular",
          "gcu",
          "multiquadric",
          "thin-plate-spline",
          "polyharmonic",
          "bump",
          "log-softmax");

  @TempDir static Path cache;

  static Stream<String> taken() {
    return Catalogue.all().stream()
        .map(Activation::name)
        .filter(name -> !AT_CHANCE.contains(name))
        .filter(EveryEntryTest::isTaken);
  }

  private static boolean isTaken(String activation) {
    try {
      ModelCatalogue.named("mlp")
          .requireTakes(activation, ModelCatalogue.named("mlp").resolve(Map.of()));
      return true;
    } catch (BadInputException refused) {
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("taken")
  void endsAboveChanceAfterAnEpochOfMlp(String activation) {
    TrainingSpec standard = TrainingSpec.DEFAULTS;
    TrainingSpec epoch =
        new TrainingSpec(
            1,
            standard.batchSize(),
            standard.optimiser(),
            standard.learningRate(),
            standard.momentum(),
            standard.weightDecay(),
            standard.schedule(),
            standard.warmUpFraction(),
            standard.gradientClip(),
            standard.validationFraction());
    Datasets datasets = new Datasets(null, cache);
    TrialSpec trial =
        new TrialSpec(
            new ModelSpec("mlp", Map.of()),
            DATASET,
            datasets.descriptor(DATASET).hash(),
            activation,
            1,
            epoch);
    TrialResult result =
        new Trainer(datasets, () -> PROVENANCE, NoWatch::new).run(trial, (spec, ended) -> {});
    assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(result.testAccuracy()).isGreaterThan(ABOVE_CHANCE);
  }
}
