package dev.actzoo.layers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Inverted dropout (Srivastava et al. 2014) of arrays of any shape; the identity outside training.
 *
 * <p>What is dropped depends on the net's seed, the layer's name, the iteration count of the net's
 * configuration and the element's row and place, and on nothing else: nets of one seed and of the
 * same layer names drop the same elements at the same step, on any thread. Whoever trains without
 * {@code fit} has to advance the iteration count, or every step gets the same mask.
 */
public final class Dropout extends ParameterFreeLayer {
  @JsonProperty private double rate;

  /** For deserialisation. */
  Dropout() {}

  /**
   * @param rate the probability of being dropped, from 0 to below 1
   */
  public Dropout(double rate) {
    this.rate = requireRate(rate);
  }

  static double requireRate(double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("a dropout rate is at least 0 and below 1, not " + rate);
    }
    return rate;
  }

  /** The probability of being dropped. */
  public double rate() {
    return rate;
  }

  @Override
  StatelessLayer<?> layer(NeuralNetConfiguration configuration, DataType type) {
    return new DropoutLayer(configuration, type);
  }
}
