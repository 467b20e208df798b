package dev.actzoo.sweeps;

import static java.util.Objects.requireNonNull;

import dev.actzoo.experiments.CellFormat;
import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.input.BadInputException;
import dev.actzoo.input.Quoted;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * The making of trials from candidates.
 *
 * @param resolve the cell of some activations with nothing left open; throws {@link
 *     BadInputException} if it is invalid
 * @param datasetHash the content hash of a dataset by its name
 */
public record TrialMaker(
    BiFunction<CellSpec, List<String>, CellSpec> resolve, UnaryOperator<String> datasetHash) {

  /**
   * The trials of a candidate, one for each seed.
   *
   * @throws BadInputException if the candidate's settings are invalid together
   */
  List<TrialSpec> trials(SweepSpec sweep, SweepCell cell, String activation, Settings settings) {
    CellSpec made =
        resolve.apply(CellFormat.with(cell.cell(), settings.values()), List.of(activation));
    String hash = datasetHash.apply(made.dataset());
    return sweep.seeds().stream()
        .map(
            seed ->
                new TrialSpec(
                    made.model(),
                    made.dataset(),
                    hash,
                    sweep.function(activation),
                    seed,
                    made.training()))
        .toList();
  }

  /**
   * Refuses a sweep of which a setting's own values are invalid, before anything is run.
   *
   * @throws BadInputException naming the setting and the value
   */
  public void check(SweepSpec sweep) {
    for (SweepCell cell : sweep.cells()) {
      requireNonNull(resolve.apply(cell.cell(), cell.activations()));
      for (Dimension dimension : cell.dimensions()) {
        dimension.ends().forEach(value -> check(cell, dimension, value));
      }
    }
  }

  private void check(SweepCell cell, Dimension dimension, String value) {
    try {
      requireNonNull(
          resolve.apply(
              CellFormat.with(cell.cell(), Map.of(dimension.path(), value)), cell.activations()));
    } catch (BadInputException e) {
      throw new BadInputException(
          "space.%s holds %s: %s".formatted(dimension.path(), Quoted.of(value), e.getMessage()), e);
    }
  }
}
