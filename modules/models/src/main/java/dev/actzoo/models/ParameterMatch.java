package dev.actzoo.models;

import dev.actzoo.layers.Parameter;
import dev.actzoo.layers.ParametrisedLayer;
import java.util.function.DoubleFunction;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;

/**
 * A network at the hidden widths that give it as many parameters as another, as near as whole
 * widths allow; so Shazeer (arXiv 2002.05202) compares gated units, whose feed-forward layers are
 * two thirds as wide.
 */
final class ParameterMatch {
  private ParameterMatch() {}

  /**
   * @param widest the widest hidden layer at scale 1
   * @param network the network with all hidden widths scaled; a larger scale never has fewer
   *     parameters
   */
  static ComputationGraphConfiguration of(
      ComputationGraphConfiguration model,
      int widest,
      DoubleFunction<ComputationGraphConfiguration> network) {
    long wanted = trained(model);
    int low = 1;
    int high = 2 * widest;
    while (low + 1 < high) {
      int middle = (low + high) / 2;
      if (trained(network.apply((double) middle / widest)) <= wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    ComputationGraphConfiguration below = network.apply((double) low / widest);
    ComputationGraphConfiguration above = network.apply((double) high / widest);
    return wanted - trained(below) <= trained(above) - wanted ? below : above;
  }

  /** A hidden width at a scale, at least 1. */
  static int scaled(long width, double scale) {
    return Math.max(1, (int) Math.rint(scale * width));
  }

  /** How many parameters of a network are trained. */
  static long trained(ComputationGraphConfiguration network) {
    return network.getVertices().values().stream()
        .filter(LayerVertex.class::isInstance)
        .map(vertex -> ((LayerVertex) vertex).getLayerConf().getLayer())
        .filter(ParametrisedLayer.class::isInstance)
        .flatMap(layer -> ((ParametrisedLayer) layer).parameters().stream())
        .filter(parameter -> parameter.role() != Parameter.Role.STATISTIC)
        .mapToLong(Parameter::length)
        .sum();
  }
}
