package dev.actzoo.cli;

import dev.actzoo.data.Datasets;
import dev.actzoo.experiments.DatasetSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Paths that stand in place of a dataset's name in cells.
 *
 * @param declared the datasets that were declared, and after them one for each other path
 * @param names what the dataset of a path is called
 */
record OwnPaths(List<DatasetSpec> declared, Map<String, String> names) {

  /**
   * The paths among what cells name; a path that is declared is that dataset.
   *
   * @param typed what cells have where the dataset's name belongs
   */
  static OwnPaths of(List<DatasetSpec> declared, List<String> typed, Datasets datasets) {
    List<DatasetSpec> all = new ArrayList<>(declared);
    Map<String, String> names = new LinkedHashMap<>();
    for (String path : typed) {
      if (!names.containsKey(path) && !isName(path, all) && OwnDatasets.isPath(path, datasets)) {
        DatasetSpec dataset =
            all.stream()
                .filter(other -> absolute(other.path()).equals(absolute(path)))
                .findFirst()
                .orElseGet(() -> free(OwnDatasets.of(path, datasets), all));
        if (!all.contains(dataset)) {
          all.add(dataset);
        }
        names.put(path, dataset.name());
      }
    }
    return new OwnPaths(all, names);
  }

  /** The name of what a cell has. */
  String name(String typed) {
    return names.getOrDefault(typed, typed);
  }

  private static Path absolute(String path) {
    return Path.of(path).toAbsolutePath().normalize();
  }

  private static boolean isName(String typed, List<DatasetSpec> datasets) {
    return datasets.stream().anyMatch(dataset -> dataset.name().equals(typed));
  }

  /** The dataset under a name that no other has. */
  private static DatasetSpec free(DatasetSpec dataset, List<DatasetSpec> others) {
    DatasetSpec named = dataset;
    for (int number = 2; isName(named.name(), others); number++) {
      named = new DatasetSpec(dataset.name() + "-" + number, dataset.path());
    }
    return named;
  }
}
