package dev.actzoo.experiments;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.actzoo.input.BadInputException;
import dev.actzoo.input.Quoted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * An experiment: every activation in every cell with every seed, compared with one baseline arm.
 *
 * @param name a short name, for file names and titles: letters, digits, spaces, dots, hyphens and
 *     underscores, at most 64, a letter or digit first
 * @param description one sentence for people
 * @param cells the cells, at least one, no two alike
 * @param activations the arms, at least one, no two alike
 * @param baseline the arm the others are compared with; one of the activations
 * @param seeds the seeds every arm is trained with, at least one, no two alike; cells x activations
 *     x seeds must not exceed 100,000 trials
 * @param datasets the datasets of a person's own that cells may name beside those that come with
 *     the program, no two of one name
 * @param formulas the formulas of those activations whose name is the experiment's own, by that
 *     name; a trial is known by the formula, never by its name
 */
public record ExperimentSpec(
    String name,
    String description,
    List<CellSpec> cells,
    List<String> activations,
    String baseline,
    List<Long> seeds,
    List<DatasetSpec> datasets,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> formulas) {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,63}");
  private static final long MOST_TRIALS = 100_000;

  public ExperimentSpec {
    if (!NAME.matcher(name).matches()) {
      throw new BadInputException(
          "name is '%s'; it must be up to 64 letters, digits, spaces, dots, hyphens or underscores, a letter or digit first"
              .formatted(Quoted.of(name)));
    }
    cells = List.copyOf(cells);
    activations = List.copyOf(activations);
    seeds = List.copyOf(seeds);
    datasets = List.copyOf(datasets);
    formulas = Collections.unmodifiableMap(new LinkedHashMap<>(formulas));
    requireDistinct("cells", cells);
    requireDistinct("activations", activations);
    requireDistinct("seeds", seeds);
    if (!activations.containsAll(formulas.keySet())) {
      throw new IllegalArgumentException("formulas of no arm: " + formulas.keySet());
    }
    requireDistinctFunctions(activations, formulas);
    if (!datasets.isEmpty()) {
      requireDistinct("datasets", datasets.stream().map(DatasetSpec::name).toList());
    }
    if (!activations.contains(baseline)) {
      throw new BadInputException(
          "baseline is '%s'; it must be one of the activations: %s"
              .formatted(Quoted.of(baseline), Quoted.of(activations)));
    }
    for (CellSpec cell : cells) {
      requireArms(cell, activations);
    }
    long trials = (long) cells.size() * activations.size() * seeds.size();
    if (trials > MOST_TRIALS) {
      throw new BadInputException(
          "the experiment has %d trials; at most %d are allowed".formatted(trials, MOST_TRIALS));
    }
  }

  /** An experiment whose activations are all known by their own names. */
  public ExperimentSpec(
      String name,
      String description,
      List<CellSpec> cells,
      List<String> activations,
      String baseline,
      List<Long> seeds,
      List<DatasetSpec> datasets) {
    this(name, description, cells, activations, baseline, seeds, datasets, Map.of());
  }

  /** An experiment on datasets that come with the program. */
  public ExperimentSpec(
      String name,
      String description,
      List<CellSpec> cells,
      List<String> activations,
      String baseline,
      List<Long> seeds) {
    this(name, description, cells, activations, baseline, seeds, List.of());
  }

  /** This experiment with other datasets of a person's own. */
  public ExperimentSpec withDatasets(List<DatasetSpec> others) {
    return new ExperimentSpec(
        name, description, cells, activations, baseline, seeds, others, formulas);
  }

  /** This experiment against another arm. */
  public ExperimentSpec withBaseline(String other) {
    return new ExperimentSpec(
        name, description, cells, activations, other, seeds, datasets, formulas);
  }

  /** The function of an arm: its formula where its name is the experiment's own, else its name. */
  public String function(String arm) {
    return formulas.getOrDefault(arm, arm);
  }

  /** The arm of a trial's function; the function itself if none has it. */
  public String arm(String function) {
    return activations.stream()
        .filter(arm -> function(arm).equals(function))
        .findFirst()
        .orElse(function);
  }

  private static void requireDistinctFunctions(
      List<String> activations, Map<String, String> formulas) {
    Map<String, String> arms = new LinkedHashMap<>();
    for (String arm : activations) {
      String other = arms.putIfAbsent(formulas.getOrDefault(arm, arm), arm);
      if (other != null) {
        throw new BadInputException(
            "activations %s and %s are the same function, %s; it can be an arm once"
                .formatted(other, arm, formulas.getOrDefault(arm, arm)));
      }
    }
  }

  private static void requireArms(CellSpec cell, List<String> activations) {
    for (String arm : cell.tuned().keySet()) {
      if (!activations.contains(arm)) {
        throw new BadInputException(
            "tuned of %s on %s names '%s'; it must be one of the activations: %s"
                .formatted(
                    cell.model().name(), cell.dataset(), Quoted.of(arm), Quoted.of(activations)));
      }
    }
  }

  private static void requireDistinct(String key, List<?> values) {
    if (values.isEmpty()) {
      throw new BadInputException(key + " is empty; at least one is needed");
    }
    if (new HashSet<>(values).size() < values.size()) {
      throw new BadInputException(key + " holds the same entry twice");
    }
  }

  /**
   * This experiment with other spellings of its names, such as the canonical ones for aliases.
   *
   * @param activation gives an arm its name
   * @param function gives an arm its function, which is its formula if it is not the name
   * @throws BadInputException if two entries become alike
   */
  public ExperimentSpec withNames(
      UnaryOperator<String> activation,
      UnaryOperator<String> function,
      UnaryOperator<String> model,
      UnaryOperator<String> dataset) {
    List<CellSpec> named =
        cells.stream()
            .map(
                cell ->
                    new CellSpec(
                        new ModelSpec(model.apply(cell.model().name()), cell.model().options()),
                        dataset.apply(cell.dataset()),
                        cell.training(),
                        named(cell.tuned(), activation)))
            .toList();
    Map<String, String> own = new LinkedHashMap<>();
    for (String arm : activations) {
      String of = function.apply(arm);
      if (!of.equals(activation.apply(arm))) {
        own.put(activation.apply(arm), of);
      }
    }
    return new ExperimentSpec(
        name,
        description,
        named,
        activations.stream().map(activation).toList(),
        activation.apply(baseline),
        seeds,
        datasets,
        own);
  }

  private static Map<String, ArmSettings> named(
      Map<String, ArmSettings> tuned, UnaryOperator<String> activation) {
    Map<String, ArmSettings> named = new LinkedHashMap<>();
    tuned.forEach(
        (arm, settings) -> {
          if (named.put(activation.apply(arm), settings) != null) {
            throw new BadInputException("tuned names " + activation.apply(arm) + " twice");
          }
        });
    return named;
  }

  /**
   * The trials of this experiment, seed by seed and within a seed arm by arm, so that an experiment
   * cut short still has whole pairs.
   *
   * @param datasetHash the content hash of a dataset by its name
   */
  public List<TrialSpec> plan(UnaryOperator<String> datasetHash) {
    List<TrialSpec> trials = new ArrayList<>();
    for (CellSpec cell : cells) {
      String hash = datasetHash.apply(cell.dataset());
      for (long seed : seeds) {
        for (String activation : activations) {
          CellSpec arm = cell.of(activation);
          trials.add(
              new TrialSpec(
                  arm.model(), arm.dataset(), hash, function(activation), seed, arm.training()));
        }
      }
    }
    return List.copyOf(trials);
  }
}
