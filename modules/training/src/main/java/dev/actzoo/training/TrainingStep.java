package dev.actzoo.training;

import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.kernels.KernelProfile;
import dev.actzoo.kernels.Kernels;
import dev.actzoo.kernels.Precision;
import dev.actzoo.layers.ParameterSegment;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One step of training a net: DL4J computes the gradient of a batch, the {@link UpdateRule} moves
 * the parameters.
 */
public final class TrainingStep {
  /** The kind under which {@link KernelProfile} has the optimiser's time. */
  public static final String OPTIMISER = "optimiser";

  private final ComputationGraph net;
  private final UpdateRule update;
  private int steps;

  /** What a step saw: the batch's mean loss before it, and the L2 norm of the mean gradient. */
  public record Outcome(double loss, double gradientNorm) {
    /** Whether the step was made; it is left out if loss or gradient are not finite. */
    public boolean finite() {
      return Double.isFinite(loss) && Double.isFinite(gradientNorm);
    }
  }

  /**
   * A step of that net. DL4J's workspaces of the calling thread are given up: they learn how much
   * they are to hold from the first net they see, and what does not fit is allocated step by step.
   *
   * @param net a net that is initialised; its parameters change with every step
   * @param training the optimiser and its settings, and the precision, which from now on is that of
   *     the calling thread
   */
  public TrainingStep(ComputationGraph net, TrainingSpec training) {
    this.net = net;
    Kernels.multiplyIn(
        switch (training.precision()) {
          case FLOAT32 -> Precision.FLOAT32;
          case BF16 -> Precision.BFLOAT16;
        });
    Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    this.update = new UpdateRule(training, ParameterSegment.of(net));
  }

  /**
   * Trains on one batch; a step that sees a loss or gradient that is not finite changes nothing.
   */
  public Outcome run(MultiDataSet batch, double learningRate) {
    net.getConfiguration().setIterationCount(steps++);
    net.setInputs(batch.getFeatures());
    net.setLabels(batch.getLabels());
    net.setLayerMaskArrays(batch.getFeaturesMaskArrays(), batch.getLabelsMaskArrays());
    net.computeGradientAndScore();
    long start = System.nanoTime();
    FlatVector gradient = FlatVector.of(net.getFlattenedGradients());
    double scale = 1.0 / batch.getFeatures(0).size(0);
    Outcome outcome = new Outcome(net.score(), scale * update.norm(gradient));
    if (outcome.finite()) {
      double norm = outcome.gradientNorm();
      update.step(FlatVector.of(net.params()), gradient, scale, norm, learningRate);
    }
    KernelProfile.record(OPTIMISER, System.nanoTime() - start);
    net.clearLayerMaskArrays();
    return outcome;
  }
}
