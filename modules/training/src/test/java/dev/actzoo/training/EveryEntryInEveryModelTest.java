package dev.actzoo.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Catalogue;
import dev.actzoo.data.BadRows;
import dev.actzoo.data.Datasets;
import dev.actzoo.data.OwnData;
import dev.actzoo.data.OwnFormat;
import dev.actzoo.experiments.ExperimentFile;
import dev.actzoo.experiments.ModelSpec;
import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.Provenance;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.input.BadInputException;
import dev.actzoo.models.Model;
import dev.actzoo.models.ModelCatalogue;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every activation in every model: it stays finite for a few epochs, or is refused beforehand. Nets
 * and data are tiny; the slow {@link EveryEntryTest} holds entries to real data.
 */
class EveryEntryInEveryModelTest {
  private static final Provenance PROVENANCE =
      new Provenance("0", "c", "2026-01-01T00:00:00Z", "j", "o", "p", 1, "b", "k", 1, 1);
  private static final int OF_EACH = 48;
  private static final int SIDE = 8;

  /** The models, with what makes them tiny. */
  private static final Map<String, String> MODELS =
      Map.of(
          "mlp", "width: 24",
          "alexnet", "width: 4, dropout: 0",
          "resnet-8", "width: 4",
          "bert-tiny", "max-length: 8, dropout: 0");

  /** Arms that diverge within these few steps, which is their result. */
  private static final Set<String> DIVERGING = Set.of("mlp polyharmonic", "resnet-8 cube");

  @TempDir static Path folder;

  private static Datasets datasets;
  private static Trainer trainer;

  @BeforeAll
  static void makeData() throws IOException {
    Random random = new Random(5);
    StringBuilder rows = new StringBuilder("text,label\n");
    for (int i = 0; i < OF_EACH; i++) {
      picture(random, "pictures/dark/" + i, 40);
      picture(random, "pictures/light/" + i, 160);
      rows.append("good fine day ").append(i % 7).append(",pos\n");
      rows.append("bad dull night ").append(i % 7).append(",neg\n");
    }
    Path table = Files.writeString(folder.resolve("table.csv"), rows);
    datasets = new Datasets(null, folder.resolve("cache"));
    datasets.add(own("pictures", folder.resolve("pictures"), OwnFormat.IMAGE_FOLDER));
    datasets.add(own("table", table, OwnFormat.CSV));
    trainer = new Trainer(datasets, () -> PROVENANCE, NoWatch::new);
  }

  private static void picture(Random random, String name, int level) throws IOException {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < SIDE * SIDE; i++) {
      image.getRaster().setSample(i % SIDE, i / SIDE, 0, level + random.nextInt(60));
    }
    Path file = folder.resolve(name + ".png");
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  private static OwnData own(String name, Path path, OwnFormat format) {
    boolean rows = format == OwnFormat.CSV;
    return new OwnData(
        name,
        path,
        format,
        rows ? List.of("text") : List.of(),
        rows ? "label" : "",
        null,
        0.25,
        1,
        BadRows.Policy.FAIL);
  }

  static Stream<Arguments> cases() {
    return MODELS.keySet().stream()
        .sorted()
        .flatMap(
            model ->
                Catalogue.all().stream()
                    .map(arm -> Arguments.of(model, ((Activation) arm).name())));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void staysFiniteOrIsRefusedBeforehand(String model, String activation) {
    Model known = ModelCatalogue.named(model);
    TrialSpec trial = trial(model, activation);
    try {
      known.requireTakes(activation, known.resolve(trial.model().options()));
    } catch (BadInputException refused) {
      assertThat(refused).hasMessageContaining(activation);
      return;
    }
    TrialResult result = trainer.run(trial, (spec, ended) -> {});
    if (DIVERGING.contains(model + " " + activation)) {
      assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
      return;
    }
    assertThat(result.outcome()).as("%s", result.reason()).isEqualTo(Outcome.COMPLETED);
    assertThat(result.testLoss()).isFinite();
  }

  private static TrialSpec trial(String model, String activation) {
    String dataset = model.startsWith("bert") ? "table" : "pictures";
    String yaml =
        "{name: a, activations: [%s], seeds: [1], training: {epochs: 8, batch-size: 8}, cells: [{model: %s, dataset: %s, options: {%s}}]}"
            .formatted(activation, model, dataset, MODELS.get(model));
    TrialSpec trial =
        ExperimentFile.parse(yaml, "test", List.of())
            .plan(name -> datasets.descriptor(name).hash())
            .get(0);
    Map<String, Double> options = ModelCatalogue.named(model).resolve(trial.model().options());
    return new TrialSpec(
        new ModelSpec(model, options),
        trial.dataset(),
        trial.datasetHash(),
        activation,
        trial.seed(),
        trial.training());
  }
}
