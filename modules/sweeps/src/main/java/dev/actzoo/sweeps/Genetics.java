package dev.actzoo.sweeps;

import dev.actzoo.input.BadInputException;

/**
 * The settings of a genetic search.
 *
 * @param population how many candidates a generation has and the population holds, 4 to 1000
 * @param mutationRate the probability that a value of an offspring is drawn anew, in (0, 1]
 * @param crossoverRate the probability that an offspring mixes two parents, in [0, 1]
 */
public record Genetics(int population, double mutationRate, double crossoverRate) {
  /** What keys left out of a sweep file mean. */
  public static final Genetics DEFAULTS = new Genetics(6, 0.2, 0.85);

  private static final int FEWEST = 4;
  private static final int MOST = 1000;

  public Genetics {
    require(population >= FEWEST && population <= MOST, "population", population, "from 4 to 1000");
    require(mutationRate > 0 && mutationRate <= 1, "mutation-rate", mutationRate, "in (0, 1]");
    require(crossoverRate >= 0 && crossoverRate <= 1, "crossover-rate", crossoverRate, "in [0, 1]");
  }

  private static void require(boolean holds, String key, Number value, String valid) {
    if (!holds) {
      throw new BadInputException("genetic.%s is %s; it must be %s".formatted(key, value, valid));
    }
  }
}
