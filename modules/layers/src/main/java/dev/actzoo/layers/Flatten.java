package dev.actzoo.layers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;

/** All features of an example in one row, in C order: [batch, ...] to [batch, features]. */
public final class Flatten extends ParameterFreeLayer {
  private static final long serialVersionUID = 1L;

  @Override
  StatelessLayer<?> layer(NeuralNetConfiguration configuration, DataType type) {
    return new FlattenLayer(configuration, type);
  }

  @Override
  public InputType getOutputType(int index, InputType fed) {
    return InputType.feedForward(fed.arrayElementsPerExample());
  }
}
