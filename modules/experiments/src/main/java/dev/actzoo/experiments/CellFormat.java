package dev.actzoo.experiments;

import dev.actzoo.experiments.yaml.Overrides;
import dev.actzoo.experiments.yaml.YamlTree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The form a cell has in YAML files: model, dataset, options and training. */
public final class CellFormat {
  private CellFormat() {}

  /** The keys that the training of a cell may have. */
  public static Set<String> trainingKeys() {
    return ExperimentReader.trainingKeys();
  }

  /**
   * The cell of a tree.
   *
   * @param path the dotted path of the tree in its file, for messages
   * @param training what the cell's own training leaves out
   * @throws dev.actzoo.input.BadInputException if the tree says something invalid
   */
  public static CellSpec read(YamlTree tree, String path, TrainingSpec training) {
    return ExperimentReader.cell(tree, path, training);
  }

  /**
   * The training that the cells of a file share, read from its {@code training}.
   *
   * @throws dev.actzoo.input.BadInputException if the tree says something invalid
   */
  public static TrainingSpec readTraining(YamlTree training) {
    return ExperimentReader.training("", training, TrainingSpec.DEFAULTS);
  }

  /** The cell as plain values, nothing left to defaults; reading them gives an equal one. */
  public static Map<String, Object> fields(CellSpec cell) {
    return ExperimentWriter.cell(cell);
  }

  /** The settings that the arms of a cell share, by dotted path such as {@code training.epochs}. */
  public static Map<String, Object> flat(CellSpec cell) {
    Map<String, Object> flat = new LinkedHashMap<>();
    fields(cell.of(""))
        .forEach(
            (key, value) -> {
              if (value instanceof Map<?, ?> inner) {
                inner.forEach((name, setting) -> flat.put(key + "." + name, setting));
              } else {
                flat.put(key, value);
              }
            });
    return flat;
  }

  /**
   * The cell with some of its settings replaced.
   *
   * @param settings values as a file would give them, by dotted path: {@code model}, {@code
   *     options.X} or {@code training.X}
   * @throws dev.actzoo.input.BadInputException if there is no such setting or a value is invalid
   */
  public static CellSpec with(CellSpec cell, Map<String, String> settings) {
    YamlTree tree = YamlTree.of(cell.model().name() + " on " + cell.dataset(), fields(cell));
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      tree = Overrides.put(tree, setting.getKey(), setting.getValue());
    }
    return read(tree, "", TrainingSpec.DEFAULTS);
  }
}
