package dev.actzoo.sweeps;

import dev.actzoo.experiments.ArmList;
import dev.actzoo.experiments.CellFormat;
import dev.actzoo.experiments.DatasetSection;
import dev.actzoo.experiments.yaml.YamlFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The writing of a sweep as YAML in which nothing is left to defaults. */
final class SweepWriter {
  private SweepWriter() {}

  static String write(SweepSpec sweep) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", sweep.name());
    if (!sweep.description().isEmpty()) {
      fields.put("description", sweep.description());
    }
    fields.put("strategy", sweep.strategy().label());
    if (sweep.strategy() == Strategy.GENETIC) {
      fields.put("genetic", genetics(sweep.genetics()));
    }
    fields.put("budget", budget(sweep.budget()));
    fields.put("seeds", sweep.seeds());
    fields.put("search-seed", sweep.searchSeed());
    if (!sweep.datasets().isEmpty()) {
      fields.put("datasets", DatasetSection.write(sweep.datasets()));
    }
    fields.put("cells", sweep.cells().stream().map(cell -> cell(cell, sweep)).toList());
    return YamlFile.text(fields);
  }

  private static Map<String, Object> genetics(Genetics genetics) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("population", genetics.population());
    fields.put("mutation-rate", genetics.mutationRate());
    fields.put("crossover-rate", genetics.crossoverRate());
    return fields;
  }

  private static Map<String, Object> budget(Budget budget) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("trials", budget.trials());
    fields.put("minutes", budget.minutes());
    fields.put("trial-minutes", budget.trialMinutes());
    return fields;
  }

  private static Map<String, Object> cell(SweepCell cell, SweepSpec sweep) {
    Map<String, Object> fields = new LinkedHashMap<>(CellFormat.fields(cell.cell()));
    Map<String, Object> space = new LinkedHashMap<>();
    space.put(SpaceReader.ACTIVATION, ArmList.write(cell.activations(), sweep.formulas()));
    for (Dimension dimension : cell.dimensions()) {
      put(space, dimension.path(), values(dimension));
    }
    fields.put("space", space);
    return fields;
  }

  @SuppressWarnings("unchecked") // every inner value is a mapping made here
  private static void put(Map<String, Object> space, String path, Object values) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      space.put(path, values);
    } else {
      Object inner = space.computeIfAbsent(path.substring(0, dot), key -> new LinkedHashMap<>());
      ((Map<String, Object>) inner).put(path.substring(dot + 1), values);
    }
  }

  private static Object values(Dimension dimension) {
    if (dimension instanceof Dimension.Categorical list) {
      return list.values();
    }
    if (dimension instanceof Dimension.Uniform range) {
      return range("uniform", List.of(range.low(), range.high()), range.points());
    }
    if (dimension instanceof Dimension.LogUniform range) {
      return range("log-uniform", List.of(range.low(), range.high()), range.points());
    }
    Dimension.Whole range = (Dimension.Whole) dimension;
    return range("integer", List.of(range.low(), range.high()), range.points());
  }

  private static Map<String, Object> range(String kind, List<?> ends, int points) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(kind, ends);
    fields.put("points", points);
    return fields;
  }
}
