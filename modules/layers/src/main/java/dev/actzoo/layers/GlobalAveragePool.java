package dev.actzoo.layers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;

/** The mean over an image's positions: [batch, height, width, channels] to [batch, channels]. */
public final class GlobalAveragePool extends ParameterFreeLayer {
  @Override
  StatelessLayer<?> layer(NeuralNetConfiguration configuration, DataType type) {
    return new GlobalAveragePoolLayer(configuration, type);
  }

  @Override
  public InputType getOutputType(int index, InputType fed) {
    return InputType.feedForward(((InputType.InputTypeConvolutional) fed).getChannels());
  }
}
