package dev.actzoo.experiments;

import dev.actzoo.experiments.yaml.Scalars;
import dev.actzoo.experiments.yaml.Section;
import dev.actzoo.experiments.yaml.YamlTree;
import dev.actzoo.input.BadInputException;
import dev.actzoo.input.NameTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The reading of an experiment's records from its YAML tree. */
final class ExperimentReader {
  private static final NameTable<String> KEYS =
      Section.keys(
          "name",
          "description",
          "activations",
          "baseline",
          "seeds",
          "training",
          "cells",
          "models",
          "datasets");
  private static final NameTable<String> CELL_KEYS =
      Section.keys("model", "dataset", "options", "training", "tuned");
  private static final NameTable<String> ARM_KEYS = Section.keys("options", "training");
  private static final NameTable<String> TRAINING_KEYS =
      Section.keys(
          "epochs",
          "batch-size",
          "optimiser",
          "learning-rate",
          "momentum",
          "weight-decay",
          "schedule",
          "warm-up-fraction",
          "gradient-clip",
          "validation-fraction",
          "augmentation",
          "precision",
          "masking",
          "tokenizer",
          "preprocessing");
  private static final NameTable<Optimiser> OPTIMISERS =
      Section.constants("optimiser", Optimiser.values());
  private static final NameTable<Schedule> SCHEDULES =
      Section.constants("schedule", Schedule.values());

  private static final NameTable<Augmentation> AUGMENTATIONS =
      Section.constants("augmentation", Augmentation.values());
  private static final NameTable<Masking> MASKINGS = Section.constants("masking", Masking.values());
  private static final NameTable<Precision> PRECISIONS =
      Section.constants("precision", Precision.values());

  private static final NameTable<Preprocessing> PREPROCESSINGS =
      Section.constants("preprocessing", Preprocessing.values());

  private ExperimentReader() {}

  /**
   * @param source what messages call the file
   */
  static ExperimentSpec read(YamlTree tree, String source) {
    requireNoStrayTraining(tree);
    Section file = new Section("", tree, KEYS);
    ArmList arms =
        ArmList.read(
            file.items("activations", "a list of names such as [relu, gelu]"), "activations");
    String name = file.text("name");
    String description = file.text("description", "");
    String baseline = file.text("baseline", arms.names().get(0));
    List<Long> seeds = file.wholes("seeds");
    TrainingSpec training = training(file, TrainingSpec.DEFAULTS);
    List<CellSpec> cells = cells(file, training);
    List<DatasetSpec> datasets = DatasetSection.read(file);
    return Section.located(
        source + ": ",
        () ->
            new ExperimentSpec(
                name,
                description,
                cells,
                arms.names(),
                baseline,
                seeds,
                datasets,
                arms.formulas()));
  }

  private static void requireNoStrayTraining(YamlTree tree) {
    if (tree instanceof YamlTree.Mapping file) {
      file.fields()
          .forEach(
              (key, value) -> {
                if (TRAINING_KEYS.contains(key)) {
                  throw new BadInputException(
                      "%s: unknown key '%s'; did you mean training.%s?"
                          .formatted(value.where(), key, key));
                }
              });
    }
  }

  private static List<CellSpec> cells(Section file, TrainingSpec training) {
    boolean crossed = file.has("models") || (file.has("datasets") && !DatasetSection.in(file));
    if (crossed == file.has("cells")) {
      throw new BadInputException(
          "%s: %s; give either cells, or models and datasets"
              .formatted(
                  file.where(),
                  crossed ? "both cells and models or datasets are given" : "cells is missing"));
    }
    return crossed ? crossed(file, training) : listed(file, training);
  }

  private static List<CellSpec> crossed(Section file, TrainingSpec training) {
    List<String> datasets =
        DatasetSection.in(file)
            ? DatasetSection.read(file).stream().map(DatasetSpec::name).toList()
            : file.texts("datasets");
    return file.texts("models").stream()
        .flatMap(
            model ->
                datasets.stream().map(data -> new CellSpec(new ModelSpec(model), data, training)))
        .toList();
  }

  private static List<CellSpec> listed(Section file, TrainingSpec training) {
    List<CellSpec> cells = new ArrayList<>();
    for (YamlTree item : file.items("cells", "a list such as [{model: NAME, dataset: NAME}]")) {
      cells.add(cell(item, "cells." + cells.size(), training));
    }
    return cells;
  }

  static CellSpec cell(YamlTree tree, String path, TrainingSpec training) {
    Section cell = new Section(path, tree, CELL_KEYS);
    ModelSpec model = new ModelSpec(cell.text("model"), cell.numbers("options"));
    TrainingSpec own = training(cell, training);
    return new CellSpec(model, cell.text("dataset"), own, tuned(cell, model, own));
  }

  private static Map<String, ArmSettings> tuned(
      Section cell, ModelSpec model, TrainingSpec training) {
    Map<String, ArmSettings> tuned = new LinkedHashMap<>();
    if (cell.has("tuned")) {
      if (!(cell.tree("tuned") instanceof YamlTree.Mapping arms)) {
        throw Scalars.wrong(
            cell.tree("tuned"), cell.path("tuned"), "a mapping of activations to their settings");
      }
      arms.fields()
          .forEach(
              (activation, tree) -> {
                Section arm = new Section(cell.path("tuned." + activation), tree, ARM_KEYS);
                Map<String, Double> options = new TreeMap<>(model.options());
                options.putAll(arm.numbers("options"));
                tuned.put(activation, new ArmSettings(options, training(arm, training)));
              });
    }
    return tuned;
  }

  static Set<String> trainingKeys() {
    return TRAINING_KEYS.names();
  }

  /** The training of the section that holds it; what it leaves out comes from the defaults. */
  private static TrainingSpec training(Section holder, TrainingSpec defaults) {
    return holder.has("training")
        ? training(holder.path(""), holder.tree("training"), defaults)
        : defaults;
  }

  /**
   * @param within the path of the section that holds the training, with its dot
   */
  static TrainingSpec training(String within, YamlTree tree, TrainingSpec defaults) {
    Section own = new Section(within + "training", tree, TRAINING_KEYS);
    int epochs = own.whole("epochs", defaults.epochs());
    int batchSize = own.whole("batch-size", defaults.batchSize());
    Optimiser optimiser = own.named("optimiser", OPTIMISERS, defaults.optimiser());
    double learningRate = own.number("learning-rate", defaults.learningRate());
    double momentum = own.number("momentum", defaults.momentum());
    double weightDecay = own.number("weight-decay", defaults.weightDecay());
    Schedule schedule = own.named("schedule", SCHEDULES, defaults.schedule());
    double warmUpFraction = own.number("warm-up-fraction", defaults.warmUpFraction());
    double gradientClip = own.number("gradient-clip", defaults.gradientClip());
    double validationFraction = own.number("validation-fraction", defaults.validationFraction());
    Augmentation augmentation = own.named("augmentation", AUGMENTATIONS, defaults.augmentation());
    Precision precision = own.named("precision", PRECISIONS, defaults.precision());
    Masking masking = own.named("masking", MASKINGS, defaults.masking());
    String tokenizer = own.text("tokenizer", defaults.tokenizer());
    Preprocessing preprocessing =
        own.named("preprocessing", PREPROCESSINGS, defaults.preprocessing());
    return Section.located(
        own.where() + ": " + within,
        () ->
            new TrainingSpec(
                epochs,
                batchSize,
                optimiser,
                learningRate,
                momentum,
                weightDecay,
                schedule,
                warmUpFraction,
                gradientClip,
                validationFraction,
                augmentation,
                precision,
                masking,
                tokenizer,
                preprocessing));
  }
}
