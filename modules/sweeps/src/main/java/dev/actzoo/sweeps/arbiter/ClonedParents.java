package dev.actzoo.sweeps.arbiter;

import org.apache.commons.math3.random.RandomGenerator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.parentselection.RandomTwoParentSelection;

/**
 * Two parents drawn at random, as copies: where crossover leaves a parent as it is, Arbiter's
 * mutation writes into the parent's own genes.
 */
final class ClonedParents extends RandomTwoParentSelection {
  ClonedParents(RandomGenerator random) {
    super(random);
  }

  @Override
  public double[][] selectParents() {
    double[][] parents = super.selectParents();
    return new double[][] {parents[0].clone(), parents[1].clone()};
  }
}
