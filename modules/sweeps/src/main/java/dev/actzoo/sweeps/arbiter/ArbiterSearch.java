package dev.actzoo.sweeps.arbiter;

import dev.actzoo.sweeps.Candidate;
import dev.actzoo.sweeps.Dimension;
import dev.actzoo.sweeps.Genetics;
import dev.actzoo.sweeps.Settings;
import dev.actzoo.sweeps.Strategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.math3.random.JDKRandomGenerator;
import org.apache.commons.math3.random.RandomGenerator;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.generator.GeneticSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.GridSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.UniformCrossover;
import org.deeplearning4j.arbiter.optimize.generator.genetic.mutation.RandomMutationOperator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.population.PopulationModel;
import org.deeplearning4j.arbiter.optimize.generator.genetic.selection.GeneticSelectionOperator;

/**
 * A search by one of Arbiter's strategies, one batch of candidates after another. Candidates are a
 * function of space, strategy, seed and the fitness reported, and of nothing else: a batch may be
 * evaluated in any order and on any number of threads, as long as its fitness is reported in the
 * order of its candidates before the next batch is asked for.
 *
 * <p>Arbiter's generators are used and its runner is not: the runner idles when a grid is used up,
 * loops for ever when a space throws, and in parallel overshoots its limit and drops results.
 */
public final class ArbiterSearch {
  private final BoundedGenerator bounded;
  private final CandidateGenerator generator;
  private final int batch;
  private final Map<Integer, org.deeplearning4j.arbiter.optimize.api.Candidate<?>> drawn =
      new HashMap<>();
  private int count;

  /**
   * @param genetics of a genetic search; unused by others
   * @param most the most candidates
   * @param seed fixes every random choice
   */
  public ArbiterSearch(
      Strategy strategy, List<Dimension> dimensions, Genetics genetics, int most, long seed) {
    this.generator =
        switch (strategy) {
          case GRID -> grid(dimensions);
          case RANDOM -> random(dimensions, seed);
          case GENETIC -> genetic(dimensions, genetics, seed);
        };
    this.bounded = new BoundedGenerator(generator, most);
    this.batch = strategy == Strategy.GENETIC ? genetics.population() : most;
  }

  private static CandidateGenerator grid(List<Dimension> dimensions) {
    return new GridSearchCandidateGenerator(
        SettingsSpace.grid(dimensions), 1, GridSearchCandidateGenerator.Mode.Sequential, null);
  }

  private static CandidateGenerator random(List<Dimension> dimensions, long seed) {
    RandomSearchGenerator random = new RandomSearchGenerator(SettingsSpace.continuous(dimensions));
    random.setRngSeed(seed);
    return random;
  }

  /** Every operator draws from one seeded source; Arbiter's own seed reaches none of them. */
  private static CandidateGenerator genetic(
      List<Dimension> dimensions, Genetics genetics, long seed) {
    RandomGenerator random = new JDKRandomGenerator();
    random.setSeed(seed);
    return new GeneticSearchCandidateGenerator.Builder(
            SettingsSpace.continuous(dimensions), new Accuracy())
        .populationModel(
            new PopulationModel.Builder().populationSize(genetics.population()).build())
        .selectionOperator(
            new GeneticSelectionOperator.Builder()
                .randomGenerator(random)
                .crossoverOperator(
                    new UniformCrossover.Builder()
                        .crossoverRate(genetics.crossoverRate())
                        .randomGenerator(random)
                        .parentSelection(new ClonedParents(random))
                        .build())
                .mutationOperator(
                    new RandomMutationOperator.Builder()
                        .mutationRate(genetics.mutationRate())
                        .randomGenerator(random)
                        .build())
                .build())
        .build();
  }

  /** The next batch: a generation of a genetic search, else all; empty if the search is over. */
  public List<Candidate> next() {
    List<Candidate> candidates = new ArrayList<>();
    while (candidates.size() < batch) {
      org.deeplearning4j.arbiter.optimize.api.Candidate<?> next = bounded.next();
      if (next == null) {
        break;
      }
      count++;
      drawn.put(count, next);
      candidates.add(new Candidate(count, (Settings) next.getValue()));
    }
    return candidates;
  }

  /**
   * Tells the search how fit a candidate is.
   *
   * @param fitness more is better; a candidate that failed has 0
   */
  public void report(Candidate candidate, double fitness) {
    var reported = Objects.requireNonNull(drawn.remove(candidate.number()), "not of this search");
    generator.reportResults(
        new OptimizationResult(reported, fitness, candidate.number(), null, null, null));
  }
}
