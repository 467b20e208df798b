package dev.actzoo.layers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/** The mean over each window of an image, padding not counted. */
public final class AveragePool extends Pooling {
  private static final long serialVersionUID = 1L;

  /** For deserialisation. */
  AveragePool() {}

  /**
   * @param window height and width of a window
   * @param stride step in both directions
   * @param padding positions added on each side, at most half a window; no value comes from them
   */
  public AveragePool(int window, int stride, int padding) {
    super(window, stride, padding);
  }

  @Override
  StatelessLayer<?> layer(NeuralNetConfiguration configuration, DataType type) {
    return new AveragePoolLayer(configuration, type);
  }
}
