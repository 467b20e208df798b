package dev.actzoo.benchmarks;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.DataSet;

/** The training step of a network of DL4J's own layers, on images with channels first. */
final class StockStep implements StepContestant {
  private final ComputationGraph net;
  private final DataSet batch;

  StockStep(ComputationGraphConfiguration configuration, StepCase step) {
    net = new ComputationGraph(configuration);
    net.init();
    batch =
        new DataSet(
            Arrays32.normal(
                step.batch(), StepCase.IMAGE_CHANNELS, StepCase.IMAGE_SIDE, StepCase.IMAGE_SIDE),
            Batches32.labels(step));
  }

  /** How many numbers are trained: all but batch norm's two running statistics a channel. */
  @Override
  public long parameters() {
    long statistics = 0;
    for (var layer : net.getLayers()) {
      if (layer.conf().getLayer() instanceof BatchNormalization norm) {
        statistics += 2 * norm.getNOut();
      }
    }
    return net.numParams() - statistics;
  }

  @Override
  public void run() {
    net.fit(batch);
  }
}
