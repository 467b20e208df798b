package dev.actzoo.layers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Randomised leaky ReLU (Xu et al. 2015, arXiv:1505.00853) of arrays of any shape: x where it is
 * positive, else x times a slope. In training each element's slope is drawn anew, as {@link
 * Dropout} draws what it drops; else it is the mean.
 */
public final class RandomisedRelu extends ParameterFreeLayer {
  private static final long serialVersionUID = 1L;

  /** The name in the catalogue. */
  static final String NAME = "rrelu";

  @Override
  StatelessLayer<?> layer(NeuralNetConfiguration configuration, DataType type) {
    return new RandomisedReluLayer(configuration, type);
  }
}
