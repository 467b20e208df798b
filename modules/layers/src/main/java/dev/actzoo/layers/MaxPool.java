package dev.actzoo.layers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/** The maximum over each window of an image; its gradient goes to the first of equal maxima. */
public final class MaxPool extends Pooling {
  private static final long serialVersionUID = 1L;

  /** For deserialisation. */
  MaxPool() {}

  /**
   * @param window height and width of a window
   * @param stride step in both directions
   * @param padding positions added on each side, at most half a window; no value comes from them
   */
  public MaxPool(int window, int stride, int padding) {
    super(window, stride, padding);
  }

  @Override
  StatelessLayer<?> layer(NeuralNetConfiguration configuration, DataType type) {
    return new MaxPoolLayer(configuration, type);
  }
}
