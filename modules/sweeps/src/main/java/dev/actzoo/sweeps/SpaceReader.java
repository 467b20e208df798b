package dev.actzoo.sweeps;

import dev.actzoo.experiments.CellFormat;
import dev.actzoo.experiments.yaml.Scalars;
import dev.actzoo.experiments.yaml.Section;
import dev.actzoo.experiments.yaml.YamlTree;
import dev.actzoo.input.BadInputException;
import dev.actzoo.input.NameTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The reading of a search space, which is shaped like a cell, as dimensions. */
final class SpaceReader {
  static final String ACTIVATION = "activation";
  private static final String TRAINING = "training";
  private static final String OPTIONS = "options";
  private static final String UNIFORM = "uniform";
  private static final String LOG_UNIFORM = "log-uniform";
  private static final String INTEGER = "integer";
  private static final String POINTS = "points";
  private static final int DEFAULT_POINTS = 5;

  private static final NameTable<String> KEYS =
      Section.keys(ACTIVATION, "model", OPTIONS, TRAINING);
  private static final NameTable<String> TRAINING_KEYS =
      Section.keys(CellFormat.trainingKeys().toArray(String[]::new));
  private static final NameTable<String> RANGE_KEYS =
      Section.keys(UNIFORM, LOG_UNIFORM, INTEGER, POINTS);
  private static final String VALID =
      "a list of values or a range such as {log-uniform: [1e-4, 1e-1]}, {uniform: [0, 0.5]} or"
          + " {integer: [4, 16]}";

  private SpaceReader() {}

  /** What a space says of each setting, by the setting's dotted path, in the order written. */
  static Map<String, YamlTree> settings(YamlTree space, String path) {
    Section keys = new Section(path, space, KEYS);
    Map<String, YamlTree> settings = new LinkedHashMap<>();
    for (String key : keys.given()) {
      YamlTree tree = keys.tree(key);
      if (key.equals(TRAINING) || key.equals(OPTIONS)) {
        inner(key, tree, path).forEach((name, value) -> settings.put(key + "." + name, value));
      } else {
        settings.put(key, tree);
      }
    }
    return settings;
  }

  private static Map<String, YamlTree> inner(String key, YamlTree tree, String path) {
    if (key.equals(TRAINING)) {
      new Section(path + "." + key, tree, TRAINING_KEYS);
    }
    if (tree instanceof YamlTree.Mapping mapping) {
      return mapping.fields();
    }
    throw Scalars.wrong(tree, path + "." + key, "a mapping of names to values");
  }

  static Dimension dimension(String setting, YamlTree values) {
    String path = "space." + setting;
    if (values instanceof YamlTree.Sequence list) {
      List<String> items = list.items().stream().map(item -> Scalars.text(item, path)).toList();
      return Section.located(
          values.where() + ": ", () -> new Dimension.Categorical(setting, items));
    }
    if (values instanceof YamlTree.Mapping) {
      Section range = new Section(path, values, RANGE_KEYS);
      return Section.located(values.where() + ": ", () -> range(setting, range));
    }
    throw Scalars.wrong(values, path, VALID);
  }

  private static Dimension range(String setting, Section range) {
    List<String> kinds = range.given().stream().filter(key -> !key.equals(POINTS)).toList();
    if (kinds.size() != 1) {
      throw new BadInputException("space.%s must be %s".formatted(setting, VALID));
    }
    String kind = kinds.get(0);
    String path = range.path(kind);
    List<YamlTree> ends = range.items(kind, "two numbers such as [0.001, 0.1]");
    if (ends.size() != 2) {
      throw new BadInputException(
          "%s has %d numbers; it must have two, the least and the greatest value"
              .formatted(path, ends.size()));
    }
    int points = range.whole(POINTS, DEFAULT_POINTS);
    if (kind.equals(INTEGER)) {
      int low = Scalars.wholeInt(ends.get(0), path);
      int high = Scalars.wholeInt(ends.get(1), path);
      return new Dimension.Whole(setting, low, high, points);
    }
    double low = Scalars.number(ends.get(0), path);
    double high = Scalars.number(ends.get(1), path);
    return kind.equals(UNIFORM)
        ? new Dimension.Uniform(setting, low, high, points)
        : new Dimension.LogUniform(setting, low, high, points);
  }
}
