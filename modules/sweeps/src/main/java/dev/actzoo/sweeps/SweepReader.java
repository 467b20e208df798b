package dev.actzoo.sweeps;

import dev.actzoo.experiments.ArmList;
import dev.actzoo.experiments.CellFormat;
import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.DatasetSection;
import dev.actzoo.experiments.DatasetSpec;
import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.experiments.yaml.Scalars;
import dev.actzoo.experiments.yaml.Section;
import dev.actzoo.experiments.yaml.YamlTree;
import dev.actzoo.input.BadInputException;
import dev.actzoo.input.NameTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reading of a sweep's records from its YAML tree. */
final class SweepReader {
  private static final String DATASETS = "datasets";
  private static final NameTable<String> KEYS =
      Section.keys(
          "name",
          "description",
          "activation",
          "cells",
          DATASETS,
          "training",
          "space",
          "strategy",
          "genetic",
          "budget",
          "seeds",
          "search-seed");
  private static final NameTable<String> BUDGET_KEYS =
      Section.keys("trials", "minutes", "trial-minutes");
  private static final NameTable<String> GENETIC_KEYS =
      Section.keys("population", "mutation-rate", "crossover-rate");
  private static final NameTable<Strategy> STRATEGIES =
      Section.constants("strategy", Strategy.values());

  private static final String ACTIVATION = SpaceReader.ACTIVATION;
  private static final String SPACE = "space";
  private static final String TRAINING = "training";
  private static final long DEFAULT_SEED = 1;

  private SweepReader() {}

  static SweepSpec read(YamlTree tree, String source) {
    Section file = new Section("", tree, KEYS);
    String name = file.text("name");
    String description = file.text("description", "");
    Strategy strategy = file.named("strategy", STRATEGIES, Strategy.RANDOM);
    Genetics genetics = genetics(file);
    Budget budget = budget(file);
    List<Long> seeds = file.has("seeds") ? file.wholes("seeds") : List.of(DEFAULT_SEED);
    long searchSeed = file.whole("search-seed", (int) DEFAULT_SEED);
    Map<String, String> formulas = new LinkedHashMap<>();
    List<SweepCell> cells = cells(file, formulas);
    List<DatasetSpec> datasets = datasets(file);
    return Section.located(
        source + ": ",
        () ->
            new SweepSpec(
                name,
                description,
                cells,
                strategy,
                genetics,
                budget,
                seeds,
                searchSeed,
                datasets,
                formulas));
  }

  private static List<DatasetSpec> datasets(Section file) {
    if (file.has(DATASETS) && !(file.tree(DATASETS) instanceof YamlTree.Mapping)) {
      throw Scalars.wrong(
          file.tree(DATASETS), DATASETS, "a mapping such as {reviews: {path: reviews.csv}}");
    }
    return DatasetSection.read(file);
  }

  private static Genetics genetics(Section file) {
    Genetics defaults = Genetics.DEFAULTS;
    if (!file.has("genetic")) {
      return defaults;
    }
    Section own = new Section("genetic", file.tree("genetic"), GENETIC_KEYS);
    int population = own.whole("population", defaults.population());
    double mutationRate = own.number("mutation-rate", defaults.mutationRate());
    double crossoverRate = own.number("crossover-rate", defaults.crossoverRate());
    return Section.located(
        own.where() + ": ", () -> new Genetics(population, mutationRate, crossoverRate));
  }

  private static Budget budget(Section file) {
    Section own = new Section("budget", file.tree("budget"), BUDGET_KEYS);
    own.tree("trials");
    int trials = own.whole("trials", 0);
    double minutes = own.number("minutes", Budget.DEFAULT_MINUTES);
    double trialMinutes = own.number("trial-minutes", Budget.DEFAULT_TRIAL_MINUTES);
    return Section.located(own.where() + ": ", () -> new Budget(trials, minutes, trialMinutes));
  }

  private static List<SweepCell> cells(Section file, Map<String, String> formulas) {
    TrainingSpec training =
        file.has(TRAINING) ? CellFormat.readTraining(file.tree(TRAINING)) : TrainingSpec.DEFAULTS;
    Map<String, YamlTree> shared = new LinkedHashMap<>();
    if (file.has(SPACE)) {
      shared.putAll(SpaceReader.settings(file.tree(SPACE), SPACE));
    }
    List<SweepCell> cells = new ArrayList<>();
    for (YamlTree item : file.items("cells", "a list such as [{model: NAME, dataset: NAME}]")) {
      cells.add(cell(file, item, "cells." + cells.size(), training, shared, formulas));
    }
    return cells;
  }

  private static SweepCell cell(
      Section file,
      YamlTree item,
      String path,
      TrainingSpec training,
      Map<String, YamlTree> shared,
      Map<String, String> formulas) {
    Map<String, YamlTree> space = new LinkedHashMap<>(shared);
    YamlTree bare = item;
    if (item instanceof YamlTree.Mapping mapping && mapping.fields().get(SPACE) != null) {
      YamlTree own = mapping.fields().get(SPACE);
      space.putAll(SpaceReader.settings(own, path + "." + SPACE));
      bare = mapping.without(SPACE);
    }
    CellSpec cell = CellFormat.read(bare, path, training);
    YamlTree activations = space.remove(SpaceReader.ACTIVATION);
    List<Dimension> dimensions = new ArrayList<>();
    space.forEach((setting, values) -> dimensions.add(SpaceReader.dimension(setting, values)));
    ArmList arms = arms(file, activations);
    arms.formulas()
        .forEach(
            (name, formula) -> {
              String other = formulas.putIfAbsent(name, formula);
              if (other != null && !other.equals(formula)) {
                throw new BadInputException(
                    "%s: %s: activation %s is another formula elsewhere, %s"
                        .formatted(item.where(), path, name, other));
              }
            });
    return Section.located(
        item.where() + ": ", () -> new SweepCell(cell, arms.names(), dimensions));
  }

  private static ArmList arms(Section file, @Nullable YamlTree searched) {
    if (searched == null) {
      List<YamlTree> one =
          file.has(ACTIVATION)
              ? List.of(file.tree(ACTIVATION))
              : List.of(new YamlTree.Scalar(file.where(), "relu"));
      return ArmList.read(one, ACTIVATION);
    }
    if (file.has(ACTIVATION)) {
      throw new BadInputException(
          "%s: both activation and space.activation are given; one is needed"
              .formatted(searched.where()));
    }
    if (searched instanceof YamlTree.Sequence list) {
      return ArmList.read(list.items(), "space.activation");
    }
    throw Scalars.wrong(searched, "space.activation", "a list of activations");
  }
}
