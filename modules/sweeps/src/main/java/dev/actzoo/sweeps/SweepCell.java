package dev.actzoo.sweeps;

import dev.actzoo.experiments.CellSpec;
import dev.actzoo.input.BadInputException;
import java.util.HashSet;
import java.util.List;

/**
 * A cell of a sweep and the space searched in it.
 *
 * @param cell what candidates are made from
 * @param activations the arms, each searched on its own in the same space, no two alike
 * @param dimensions the other settings that are searched, no two of the same path
 */
public record SweepCell(CellSpec cell, List<String> activations, List<Dimension> dimensions) {
  public SweepCell {
    activations = List.copyOf(activations);
    dimensions = List.copyOf(dimensions);
    if (activations.isEmpty()) {
      throw new BadInputException("space.activation is empty; at least one is needed");
    }
    if (new HashSet<>(activations).size() < activations.size()) {
      throw new BadInputException("space.activation holds the same activation twice");
    }
    if (!cell.tuned().isEmpty()) {
      throw new BadInputException("a cell of a sweep has no tuned: that is what it looks for");
    }
    if (dimensions.isEmpty()) {
      throw new BadInputException(
          "the space of %s on %s has no dimension besides the activation; at least one is needed"
              .formatted(cell.model().name(), cell.dataset()));
    }
    if (dimensions.stream().map(Dimension::path).distinct().count() < dimensions.size()) {
      throw new IllegalArgumentException("two dimensions of one path");
    }
  }

  /** How many candidates the grid of one arm has. */
  long gridSize() {
    return dimensions.stream()
        .mapToLong(dimension -> dimension.grid().size())
        .reduce(1, (a, b) -> a > Integer.MAX_VALUE ? a : a * b);
  }
}
