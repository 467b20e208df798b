package dev.actzoo.sweeps;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.DatasetSpec;
import dev.actzoo.experiments.ModelSpec;
import dev.actzoo.input.BadInputException;
import dev.actzoo.input.Quoted;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A sweep: in every cell and for every activation the search of a space for the hyperparameters
 * with the best validation accuracy. An activation in a cell is an arm; all arms of a sweep get the
 * same number of candidates, and a random or genetic search starts every arm with the same draws.
 *
 * @param name a short name, for file names and titles: letters, digits, spaces, dots, hyphens and
 *     underscores, at most 64, a letter or digit first
 * @param description one sentence for people
 * @param cells the cells, at least one, no two of the same base
 * @param strategy how candidates are chosen
 * @param genetics the settings of a genetic search, unused by others
 * @param budget what it may cost
 * @param seeds the seeds every candidate is trained with, at least one, no two alike
 * @param searchSeed fixes every random choice of the search
 * @param datasets the datasets of a person's own that cells may name beside those that come with
 *     the program, no two of one name
 * @param formulas the formulas of those activations whose name is the sweep's own, by that name; a
 *     trial is known by the formula, never by its name
 */
public record SweepSpec(
    String name,
    String description,
    List<SweepCell> cells,
    Strategy strategy,
    Genetics genetics,
    Budget budget,
    List<Long> seeds,
    long searchSeed,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DatasetSpec> datasets,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> formulas) {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,63}");

  public SweepSpec {
    if (!NAME.matcher(name).matches()) {
      throw new BadInputException(
          "name is '%s'; it must be up to 64 letters, digits, spaces, dots, hyphens or underscores, a letter or digit first"
              .formatted(Quoted.of(name)));
    }
    cells = List.copyOf(cells);
    seeds = List.copyOf(seeds);
    datasets = List.copyOf(datasets);
    formulas = Collections.unmodifiableMap(new LinkedHashMap<>(formulas));
    requireDistinct("cells", cells.stream().map(SweepCell::cell).toList());
    requireDistinct("seeds", seeds);
    if (!datasets.isEmpty()) {
      requireDistinct("datasets", datasets.stream().map(DatasetSpec::name).toList());
    }
    int round = seeds.size() * cells.stream().mapToInt(cell -> cell.activations().size()).sum();
    if (budget.trials() < round) {
      throw new BadInputException(
          "budget.trials is %d; one candidate of every activation in every cell with every seed is %d trials already"
              .formatted(budget.trials(), round));
    }
    if (strategy == Strategy.GRID) {
      requireWholeGrids(cells, budget.trials() / round, budget.trials(), round);
    }
  }

  /**
   * The function of an activation: its formula where its name is the sweep's own, else its name.
   */
  public String function(String activation) {
    return formulas.getOrDefault(activation, activation);
  }

  /** The name that the sweep has for a function. */
  public String arm(String function) {
    return formulas.entrySet().stream()
        .filter(named -> named.getValue().equals(function))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(function);
  }

  private static void requireDistinct(String key, List<?> values) {
    if (values.isEmpty()) {
      throw new BadInputException(key + " is empty; at least one is needed");
    }
    if (new HashSet<>(values).size() < values.size()) {
      throw new BadInputException(key + " holds the same entry twice");
    }
  }

  private static void requireWholeGrids(
      List<SweepCell> cells, int candidates, int trials, int round) {
    long largest = cells.stream().mapToLong(SweepCell::gridSize).max().orElseThrow();
    if (largest > candidates) {
      throw new BadInputException(
          "budget.trials is %d, which is %d candidates for each arm, but the grid has %d; give at least %d trials, fewer points or another strategy"
              .formatted(trials, candidates, largest, largest * round));
    }
  }

  /** The most candidates of every arm. */
  public int candidates() {
    return budget.trials() / trialsOfRound();
  }

  /** How many trials one candidate of every arm takes. */
  public int trialsOfRound() {
    return seeds.size() * cells.stream().mapToInt(cell -> cell.activations().size()).sum();
  }

  /** This sweep with other datasets of a person's own. */
  public SweepSpec withDatasets(List<DatasetSpec> others) {
    return new SweepSpec(
        name, description, cells, strategy, genetics, budget, seeds, searchSeed, others, formulas);
  }

  /**
   * This sweep with other spellings of its names, such as the canonical ones for aliases.
   *
   * @param activation gives an activation its name
   * @param function gives an activation its function, which is its formula if it is not the name
   * @throws BadInputException if two entries become alike
   */
  public SweepSpec withNames(
      UnaryOperator<String> activation,
      UnaryOperator<String> function,
      UnaryOperator<String> model,
      UnaryOperator<String> dataset) {
    List<SweepCell> named =
        cells.stream()
            .map(
                cell ->
                    new SweepCell(
                        named(cell.cell(), model, dataset),
                        cell.activations().stream().map(activation).toList(),
                        cell.dimensions()))
            .toList();
    Map<String, String> own = new LinkedHashMap<>();
    cells.stream()
        .flatMap(cell -> cell.activations().stream())
        .filter(arm -> !function.apply(arm).equals(activation.apply(arm)))
        .forEach(arm -> own.put(activation.apply(arm), function.apply(arm)));
    return new SweepSpec(
        name, description, named, strategy, genetics, budget, seeds, searchSeed, datasets, own);
  }

  private static CellSpec named(
      CellSpec cell, UnaryOperator<String> model, UnaryOperator<String> dataset) {
    return new CellSpec(
        new ModelSpec(model.apply(cell.model().name()), cell.model().options()),
        dataset.apply(cell.dataset()),
        cell.training());
  }
}
