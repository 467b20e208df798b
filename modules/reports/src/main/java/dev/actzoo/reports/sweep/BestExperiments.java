package dev.actzoo.reports.sweep;

import dev.actzoo.experiments.ArmSettings;
import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.experiments.ModelSpec;
import dev.actzoo.sweeps.ArmResult;
import dev.actzoo.sweeps.SweepCell;
import dev.actzoo.sweeps.SweepResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The best candidates of a sweep as experiments: every activation in every cell with the
 * hyperparameters that were best for it. One experiment holds all cells where the same activations
 * found a best candidate with the same model; where they differ, there are several.
 */
public final class BestExperiments {
  private static final int SEEDS = 3;
  private static final int LONGEST_NAME = 52;

  private BestExperiments() {}

  /** The experiments, none if no trial completed; their seeds are ones the search has not seen. */
  public static List<ExperimentSpec> of(SweepResult result) {
    Map<List<String>, List<CellSpec>> cells = new LinkedHashMap<>();
    for (SweepCell cell : result.sweep().cells()) {
      Map<String, List<ArmResult>> byModel = new LinkedHashMap<>();
      for (ArmResult arm : result.arms(cell)) {
        arm.bestCell()
            .ifPresent(
                best ->
                    byModel
                        .computeIfAbsent(best.model().name(), name -> new ArrayList<>())
                        .add(arm));
      }
      byModel.values().forEach(arms -> place(cells, cell.cell(), arms));
    }
    List<ExperimentSpec> experiments = new ArrayList<>();
    for (Map.Entry<List<String>, List<CellSpec>> entry : cells.entrySet()) {
      String number = cells.size() == 1 ? "" : "-" + (experiments.size() + 1);
      experiments.add(experiment(result, entry.getKey(), entry.getValue(), number));
    }
    return experiments;
  }

  private static void place(
      Map<List<String>, List<CellSpec>> cells, CellSpec base, List<ArmResult> arms) {
    CellSpec first = arms.get(0).bestCell().orElseThrow();
    ModelSpec model =
        first.model().name().equals(base.model().name()) ? base.model() : first.model();
    Map<String, ArmSettings> tuned = new LinkedHashMap<>();
    for (ArmResult arm : arms) {
      CellSpec best = arm.bestCell().orElseThrow();
      tuned.put(arm.activation(), new ArmSettings(best.model().options(), best.training()));
    }
    List<String> activations = arms.stream().map(ArmResult::activation).toList();
    cells
        .computeIfAbsent(activations, names -> new ArrayList<>())
        .add(new CellSpec(model, base.dataset(), base.training(), tuned));
  }

  private static ExperimentSpec experiment(
      SweepResult result, List<String> activations, List<CellSpec> cells, String number) {
    String name = result.sweep().name();
    String stem = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    long last = result.sweep().seeds().stream().mapToLong(Long::longValue).max().orElseThrow();
    Map<String, String> formulas = new LinkedHashMap<>(result.sweep().formulas());
    formulas.keySet().retainAll(activations);
    List<String> names = cells.stream().map(CellSpec::dataset).toList();
    return new ExperimentSpec(
        stem + "-best" + number,
        "Every activation with the hyperparameters that sweep %s found best for it, on seeds the sweep did not use."
            .formatted(name),
        cells,
        activations,
        activations.contains("relu") ? "relu" : activations.get(0),
        LongStream.rangeClosed(1, SEEDS).map(step -> last + step).boxed().toList(),
        result.sweep().datasets().stream().filter(own -> names.contains(own.name())).toList(),
        formulas);
  }
}
