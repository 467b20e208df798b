package dev.actzoo.benchmarks;

import dev.actzoo.input.BadInputException;
import java.util.List;

/**
 * What of a benchmark is run, and how.
 *
 * @param only a text that the names of the rows contain; empty for all
 * @param rounds how many samples each contestant gives
 * @param threads native threads of each contestant
 */
public record Settings(String only, int rounds, int threads) {
  /** Rows that a message names at most. */
  private static final int LISTED = 40;

  public Settings {
    if (rounds < Race.FEWEST_ROUNDS) {
      throw new BadInputException(
          "--rounds is %d; it must be at least %d".formatted(rounds, Race.FEWEST_ROUNDS));
    }
  }

  /** Whether a row of that name is wanted. */
  boolean wants(String name) {
    return name.contains(only);
  }

  /**
   * Requires that the filter leaves something to do.
   *
   * @throws BadInputException if it does not
   */
  void requireAnyOf(List<String> names) {
    if (names.stream().noneMatch(this::wants)) {
      List<String> rows = names.stream().distinct().toList();
      String listed = String.join(", ", rows.subList(0, Math.min(LISTED, rows.size())));
      String others = rows.size() > LISTED ? " and %d others".formatted(rows.size() - LISTED) : "";
      throw new BadInputException(
          "--only '%s' matches no row; there are: %s%s".formatted(only, listed, others));
    }
  }
}
