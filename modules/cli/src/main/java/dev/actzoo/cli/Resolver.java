package dev.actzoo.cli;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.data.DatasetDescriptor;
import dev.actzoo.data.Datasets;
import dev.actzoo.data.ImageShape;
import dev.actzoo.data.OwnFacts;
import dev.actzoo.data.Task;
import dev.actzoo.experiments.ArmSettings;
import dev.actzoo.experiments.Augmentation;
import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.DatasetSpec;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.experiments.ModelSpec;
import dev.actzoo.experiments.Preprocessing;
import dev.actzoo.experiments.TokenizerFile;
import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.input.BadInputException;
import dev.actzoo.models.ImageInput;
import dev.actzoo.models.Model;
import dev.actzoo.models.ModelCatalogue;
import dev.actzoo.sweeps.SweepCell;
import dev.actzoo.sweeps.SweepSpec;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The making exact of an experiment: aliases become the names they stand for and options left out
 * get their values, so that trials that are the same have the same identity.
 *
 * @param datasets the datasets by name
 * @param news where it is told what was found in datasets of a person's own
 */
record Resolver(Datasets datasets, PrintWriter news) {

  /**
   * The experiment with nothing left open.
   *
   * @throws BadInputException if it names something that does not exist, sets an option a model
   *     does not have or to a value out of range, pairs a model with data it cannot read or that is
   *     too small for it, or an activation it cannot take, augments text, or asks for a precision
   *     that this machine does not compute in
   */
  ExperimentSpec resolve(ExperimentSpec experiment) {
    OwnPaths own = OwnPaths.of(experiment.datasets(), datasetNames(experiment), datasets);
    ExperimentSpec found =
        experiment.withDatasets(own.declared().stream().map(this::open).toList());
    ExperimentSpec named =
        found.withNames(
            arm -> found.formulas().containsKey(arm) ? arm : Catalogue.named(arm).name(),
            arm -> Catalogue.function(found.function(arm)),
            model -> ModelCatalogue.named(model).name(),
            dataset -> datasets.descriptor(own.name(dataset)).name());
    return new ExperimentSpec(
        named.name(),
        named.description(),
        named.cells().stream()
            .map(cell -> resolve(cell, named.activations(), named::function))
            .toList(),
        named.activations(),
        named.baseline(),
        named.seeds(),
        named.datasets(),
        named.formulas());
  }

  /** Reads a dataset of a person's own, and says how it did. */
  private DatasetSpec open(DatasetSpec dataset) {
    OwnFacts facts = datasets.add(OwnDatasets.data(dataset));
    OwnDatasets.lines(dataset, facts).forEach(news::println);
    return OwnDatasets.resolved(dataset, facts);
  }

  /**
   * The sweep with the names that aliases stand for, datasets of a person's own read, and, where
   * the model is not searched itself, its options.
   *
   * @throws BadInputException if it names something that does not exist, or such a dataset cannot
   *     be read
   */
  SweepSpec resolve(SweepSpec sweep) {
    List<String> typed =
        sweep.cells().stream().map(cell -> cell.cell().dataset()).distinct().toList();
    OwnPaths own = OwnPaths.of(sweep.datasets(), typed, datasets);
    SweepSpec found = sweep.withDatasets(own.declared().stream().map(this::open).toList());
    SweepSpec named =
        found.withNames(
            arm -> found.formulas().containsKey(arm) ? arm : Catalogue.named(arm).name(),
            arm -> Catalogue.function(found.function(arm)),
            model -> ModelCatalogue.named(model).name(),
            dataset -> datasets.descriptor(own.name(dataset)).name());
    return new SweepSpec(
        named.name(),
        named.description(),
        named.cells().stream().map(cell -> resolve(cell, named)).toList(),
        named.strategy(),
        named.genetics(),
        named.budget(),
        named.seeds(),
        named.searchSeed(),
        named.datasets(),
        named.formulas());
  }

  private SweepCell resolve(SweepCell cell, SweepSpec sweep) {
    boolean anyModel =
        cell.dimensions().stream().anyMatch(dimension -> dimension.path().equals("model"));
    CellSpec resolved = resolve(cell.cell(), cell.activations(), sweep::function);
    return new SweepCell(anyModel ? cell.cell() : resolved, cell.activations(), cell.dimensions());
  }

  /**
   * The cell with nothing left open.
   *
   * @param arms its arms
   * @param function gives the function of an arm
   * @throws BadInputException as for an experiment
   */
  CellSpec resolve(CellSpec cell, List<String> arms, UnaryOperator<String> function) {
    Model model = ModelCatalogue.named(cell.model().name());
    DatasetDescriptor dataset = datasets.descriptor(cell.dataset());
    Set<Task> tasks = tasks(model.reads());
    if (!tasks.contains(dataset.task())) {
      throw new BadInputException(
          "model %s reads %s, which dataset %s does not hold; datasets for it: %s"
              .formatted(
                  model.name(),
                  model.reads().name().toLowerCase(Locale.ROOT),
                  dataset.name(),
                  datasetsFor(tasks)));
    }
    if (dataset.task() == Task.IMAGE_CLASSIFICATION) {
      requireFits(model, dataset);
    } else {
      boolean text = model.reads() == Model.Reads.TEXT;
      requireNoAugmentation(cell, text ? "text" : "points");
    }
    if (cell.training().preprocessing() == Preprocessing.ZCA) {
      datasets.requireWhitenable(dataset.name());
    }
    if (model.reads() != Model.Reads.TEXT) {
      requireNoTokenizer(cell);
    }
    Precisions.requireComputable(cell.training().precision());
    TrainingSpec training = cell.training();
    if (!TokenizerFile.isLearned(training.tokenizer())) {
      training = training.withTokenizer(published(cell));
    }
    ModelSpec resolved = new ModelSpec(model.name(), model.resolve(cell.model().options()));
    arms.stream()
        .filter(arm -> !cell.tuned().containsKey(arm))
        .forEach(arm -> model.requireTakes(function.apply(arm), resolved.options()));
    Map<String, ArmSettings> tuned = new LinkedHashMap<>();
    cell.tuned()
        .forEach(
            (arm, settings) -> {
              CellSpec own = resolve(cell.of(arm), List.of(arm), function);
              tuned.put(arm, new ArmSettings(own.model().options(), own.training()));
            });
    return new CellSpec(resolved, dataset.name(), training, tuned);
  }

  private static void requireFits(Model model, DatasetDescriptor dataset) {
    ImageShape shape = dataset.imageShape();
    try {
      model.requireFits(new ImageInput(shape.height(), shape.width(), shape.channels()));
    } catch (BadInputException e) {
      throw new BadInputException("dataset %s: %s".formatted(dataset.name(), e.getMessage()), e);
    }
  }

  private static void requireNoTokenizer(CellSpec cell) {
    if (!cell.training().tokenizer().equals(TrainingSpec.WORDPIECE)) {
      throw new BadInputException(
          "training.tokenizer is %s, but model %s reads no text; leave it out there"
              .formatted(cell.training().tokenizer(), cell.model().name()));
    }
  }

  /** The published tokenizer of a cell, which is read, with its SHA-256. */
  private String published(CellSpec cell) {
    TokenizerFile file = TokenizerFile.of(cell.training().tokenizer());
    Path path = Path.of(file.path());
    if (!Files.exists(path)) {
      throw new BadInputException(
          "training.tokenizer is %s; it must be wordpiece, byte-bpe, a vocab.txt or a folder with"
                  .formatted(file.path())
              + " vocab.json and merges.txt, and no such file is there");
    }
    String sha256 = datasets.addTokenizer(path);
    if (!file.sha256().isEmpty() && !file.sha256().equals(sha256)) {
      throw new BadInputException(
          "training.tokenizer: %s has SHA-256 %s, not %s as the experiment says"
              .formatted(file.path(), sha256, file.sha256()));
    }
    return new TokenizerFile(file.path(), sha256).text();
  }

  private static void requireNoAugmentation(CellSpec cell, String read) {
    Augmentation augmentation = cell.training().augmentation();
    if (augmentation != Augmentation.NONE) {
      throw new BadInputException(
          "training.augmentation is %s, which is for images, but model %s on %s reads %s; it must be none there"
              .formatted(augmentation.label(), cell.model().name(), cell.dataset(), read));
    }
  }

  /** The names of the datasets of this experiment, each once. */
  static List<String> datasetNames(ExperimentSpec experiment) {
    return experiment.cells().stream().map(CellSpec::dataset).distinct().toList();
  }

  private String datasetsFor(Set<Task> tasks) {
    return datasets.descriptors().stream()
        .filter(dataset -> tasks.contains(dataset.task()))
        .map(DatasetDescriptor::name)
        .collect(Collectors.joining(", "));
  }

  private static Set<Task> tasks(Model.Reads reads) {
    return switch (reads) {
      case IMAGES -> EnumSet.of(Task.IMAGE_CLASSIFICATION);
      case VECTORS ->
          EnumSet.of(Task.IMAGE_CLASSIFICATION, Task.POINT_CLASSIFICATION, Task.REGRESSION);
      case TEXT ->
          EnumSet.of(
              Task.TEXT_CLASSIFICATION, Task.TOKEN_CLASSIFICATION, Task.MASKED_LANGUAGE_MODEL);
    };
  }
}
