package dev.actzoo.sweeps.arbiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.actzoo.sweeps.Candidate;
import dev.actzoo.sweeps.Dimension;
import dev.actzoo.sweeps.Genetics;
import dev.actzoo.sweeps.Settings;
import dev.actzoo.sweeps.Strategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.arbiter.optimize.api.AbstractParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The traps of Arbiter 1.0.0-beta7, each held shut. */
@Timeout(60)
class ArbiterSearchTest {
  private static final Genetics GENETICS = new Genetics(4, 0.3, 0.85);
  private static final List<Dimension> SPACE =
      List.of(
          new Dimension.LogUniform("training.learning-rate", 1e-4, 1e-1, 3),
          new Dimension.Categorical("training.optimiser", List.of("adam")),
          new Dimension.Categorical("training.batch-size", List.of("16", "32")),
          new Dimension.Whole("options.width", 4, 7, 2));

  private static ArbiterSearch search(
      Strategy strategy, List<Dimension> space, int most, long seed) {
    return new ArbiterSearch(strategy, space, GENETICS, most, seed);
  }

  /** Runs a search to its end, fitness being a function of the candidate. */
  private static List<Candidate> all(ArbiterSearch search) {
    List<Candidate> all = new ArrayList<>();
    for (List<Candidate> batch = search.next(); !batch.isEmpty(); batch = search.next()) {
      all.addAll(batch);
      batch.forEach(candidate -> search.report(candidate, fitness(candidate)));
    }
    return all;
  }

  private static double fitness(Candidate candidate) {
    double rate = Double.parseDouble(candidate.settings().values().get("training.learning-rate"));
    return 1 / (1 + Math.abs(Math.log10(rate) + 2));
  }

  @Test
  void aGridHasEveryCombinationOnceAndThenEndsAtOnce() {
    ArbiterSearch search = search(Strategy.GRID, SPACE, 1000, 1);
    List<Candidate> grid = search.next();
    assertThat(grid).extracting(Candidate::settings).doesNotHaveDuplicates().hasSize(3 * 2 * 2);
    assertThat(grid)
        .extracting(c -> c.settings().values().get("training.learning-rate"))
        .containsOnly("0.0001", "0.003162", "0.1");
    assertThat(grid)
        .extracting(c -> c.settings().values().get("options.width"))
        .containsOnly("4", "7");
    assertThat(search.next()).isEmpty();
    assertThat(search.next()).isEmpty();
  }

  @Test
  void aSpaceOfSingleValuesHasOneCandidateByEveryStrategy() {
    List<Dimension> single =
        List.of(
            new Dimension.Categorical("training.learning-rate", List.of("0.01")),
            new Dimension.Whole("options.width", 4, 4, 2));
    for (Strategy strategy : Strategy.values()) {
      assertThat(all(search(strategy, single, 50, 1)))
          .as(strategy.label())
          .containsExactly(
              new Candidate(
                  1, new Settings(Map.of("training.learning-rate", "0.01", "options.width", "4"))));
    }
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void aSmallSpaceEndsWhenItIsUsedUp(Strategy strategy) {
    List<Dimension> small =
        List.of(new Dimension.Categorical("training.learning-rate", List.of("0.1", "0.01", "1")));
    assertThat(all(search(strategy, small, 50, 3)))
        .extracting(c -> c.settings().values().get("training.learning-rate"))
        .containsExactlyInAnyOrder("0.1", "0.01", "1");
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void theCapHolds(Strategy strategy) {
    List<Candidate> candidates = all(search(strategy, SPACE, 7, 1));
    assertThat(candidates).hasSize(7).extracting(Candidate::settings).doesNotHaveDuplicates();
    assertThat(candidates)
        .extracting(Candidate::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 7).boxed().toList());
  }

  @ParameterizedTest
  @EnumSource(
      value = Strategy.class,
      names = {"RANDOM", "GENETIC"})
  void theSeedFixesEveryChoice(Strategy strategy) {
    List<Candidate> candidates = all(search(strategy, SPACE, 24, 5));
    assertThat(all(search(strategy, SPACE, 24, 5))).isEqualTo(candidates);
    assertThat(all(search(strategy, SPACE, 24, 6))).isNotEqualTo(candidates);
    assertThat(all(search(strategy, SPACE, 9, 5)))
        .as("a larger budget begins with the candidates of a smaller one")
        .isEqualTo(candidates.subList(0, 9));
  }

  @Test
  void aGeneticSearchFollowsFitnessAndARandomOneDoesNot() {
    List<Candidate> genetic = all(search(Strategy.GENETIC, SPACE, 40, 1));
    double first =
        genetic.subList(0, 8).stream().mapToDouble(c -> fitness(c)).average().orElseThrow();
    double last =
        genetic.subList(32, 40).stream().mapToDouble(c -> fitness(c)).average().orElseThrow();
    assertThat(last).isGreaterThan(first);
    ArbiterSearch reversed = search(Strategy.GENETIC, SPACE, 40, 1);
    List<Candidate> other = new ArrayList<>();
    for (List<Candidate> batch = reversed.next(); !batch.isEmpty(); batch = reversed.next()) {
      other.addAll(batch);
      batch.forEach(candidate -> reversed.report(candidate, -fitness(candidate)));
    }
    assertThat(other.subList(0, 4)).as("draws").isEqualTo(genetic.subList(0, 4));
    assertThat(other).isNotEqualTo(genetic);
  }

  @Test
  void drawsOfALogarithmicRangeAreEvenInTheLogarithm() {
    List<Dimension> rate =
        List.of(new Dimension.LogUniform("training.learning-rate", 1e-4, 1e-1, 3));
    double mean =
        all(search(Strategy.RANDOM, rate, 500, 1)).stream()
            .mapToDouble(
                c ->
                    Math.log10(
                        Double.parseDouble(c.settings().values().get("training.learning-rate"))))
            .average()
            .orElseThrow();
    assertThat(mean).isCloseTo(-2.5, within(0.15));
  }

  @Test
  void aSpaceThatThrowsCannotLoop() {
    ThrowingSpace space = new ThrowingSpace(Integer.MAX_VALUE);
    BoundedGenerator generator = new BoundedGenerator(new RandomSearchGenerator(space), 10);
    assertThat(generator.next()).isNull();
    assertThat(generator.next()).isNull();
    assertThat(space.calls).isEqualTo(BoundedGenerator.MOST_DRAWS);
  }

  @Test
  void aSpaceThatThrowsNowAndThenGivesTheOthers() {
    BoundedGenerator generator =
        new BoundedGenerator(new RandomSearchGenerator(new ThrowingSpace(3)), 10);
    HashSet<Object> given = new HashSet<>();
    for (var next = generator.next(); next != null; next = generator.next()) {
      given.add(next.getValue());
    }
    assertThat(given).hasSize(10);
  }

  /** A space that throws in the first of every so many calls. */
  @SuppressWarnings("rawtypes") // Arbiter's interfaces are
  private static final class ThrowingSpace extends AbstractParameterSpace<Settings> {
    private final ContinuousParameterSpace leaf = new ContinuousParameterSpace(0, 1);
    private final int every;
    private int calls;

    ThrowingSpace(int every) {
      this.every = every;
    }

    @Override
    public Settings getValue(double[] genes) {
      if (calls++ % every == 0 || every == Integer.MAX_VALUE) {
        throw new IllegalStateException("no value");
      }
      return new Settings(Map.of("x", Double.toString(leaf.getValue(genes))));
    }

    @Override
    public int numParameters() {
      return 1;
    }

    @Override
    public List<ParameterSpace> collectLeaves() {
      return List.of(leaf);
    }

    @Override
    public boolean isLeaf() {
      return false;
    }

    @Override
    public void setIndices(int... indices) {
      throw new UnsupportedOperationException();
    }
  }
}
