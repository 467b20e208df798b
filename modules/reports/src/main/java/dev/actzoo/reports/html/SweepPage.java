package dev.actzoo.reports.html;

import dev.actzoo.experiments.TrialResult;
import dev.actzoo.reports.CellNames;
import dev.actzoo.reports.Numbers;
import dev.actzoo.sweeps.ArmResult;
import dev.actzoo.sweeps.SweepCell;
import dev.actzoo.sweeps.SweepResult;
import dev.actzoo.sweeps.SweepSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Everything that the template of a sweep's page prints, in the order of the page. */
record SweepPage(
    SweepResult result,
    List<ArmStyle> arms,
    List<SweepCellView> cells,
    List<String> best,
    List<Setup> setups) {

  static SweepPage of(SweepResult result, List<Path> best, UnaryOperator<String> metrics) {
    List<String> activations =
        result.arms().stream().map(ArmResult::activation).distinct().toList();
    String first = activations.contains("relu") ? "relu" : activations.get(0);
    List<ArmStyle> arms = ArmStyle.of(activations, first);
    List<SweepCell> cells = result.sweep().cells();
    List<String> names = CellNames.of(cells.stream().map(SweepCell::cell).toList());
    List<SweepCellView> views = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      SweepCell cell = cells.get(i);
      String metric = metrics.apply(cell.cell().dataset());
      views.add(SweepCellView.of(i, names.get(i), metric, cell, result, arms));
    }
    List<TrialResult> trials =
        result.arms().stream()
            .flatMap(arm -> arm.candidates().stream())
            .flatMap(candidate -> candidate.trials().stream())
            .toList();
    return new SweepPage(
        result, arms, views, best.stream().map(Path::toString).toList(), Setup.of(trials));
  }

  SweepSpec sweep() {
    return result.sweep();
  }

  String title() {
    return sweep().name();
  }

  String strategy() {
    return switch (sweep().strategy()) {
      case GRID -> "grid search";
      case RANDOM -> "random search";
      case GENETIC -> "genetic search";
    };
  }

  /** The sweep's size in a line. */
  List<String> facts() {
    long trials =
        result.arms().stream()
            .flatMap(arm -> arm.candidates().stream())
            .mapToLong(candidate -> candidate.trials().size())
            .sum();
    return List.of(
        strategy(),
        Numbers.of(cells.size(), "cell"),
        Numbers.of(arms.size(), "activation"),
        "up to %s each".formatted(Numbers.of(sweep().candidates(), "candidate")),
        Numbers.of(sweep().seeds().size(), "seed"),
        Numbers.of(trials, "trial"));
  }

  String versions() {
    return Setup.versions(setups);
  }

  /** How candidates were chosen, in a sentence. */
  String choice() {
    return switch (sweep().strategy()) {
      case GRID ->
          "Every combination of the grid's values, in order; the same grid for every activation.";
      case RANDOM ->
          "Independent draws from the space with search seed %s; every activation got the same draws."
              .formatted(sweep().searchSeed());
      case GENETIC ->
          "Generations of %s with search seed %s: the first drawn alike for every activation, the later ones bred from the fittest of its own (crossover %s, mutation %s)."
              .formatted(
                  sweep().genetics().population(),
                  sweep().searchSeed(),
                  sweep().genetics().crossoverRate(),
                  sweep().genetics().mutationRate());
    };
  }
}
