package dev.actzoo.sweeps.arbiter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.random.JDKRandomGenerator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.Chromosome;
import org.junit.jupiter.api.Test;

class ClonedParentsTest {
  @Test
  void whatIsDoneToParentsLeavesThePopulationAlone() {
    ClonedParents parents = new ClonedParents(new JDKRandomGenerator());
    List<Chromosome> population =
        List.of(new Chromosome(new double[] {1, 2}, 0.1), new Chromosome(new double[] {3, 4}, 0.2));
    parents.initializeInstance(population);
    for (double[] genes : parents.selectParents()) {
      Arrays.fill(genes, -1);
    }
    assertThat(population.get(0).getGenes()).containsExactly(1, 2);
    assertThat(population.get(1).getGenes()).containsExactly(3, 4);
  }
}
