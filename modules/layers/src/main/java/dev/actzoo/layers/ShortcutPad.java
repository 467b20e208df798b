package dev.actzoo.layers;

import dev.actzoo.kernels.ConvolutionShape;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The parameter-free shortcut of a residual network where its width grows (option A of He et al.,
 * arXiv 1512.03385): every {@code stride}-th position, with channels of zeros added.
 */
public final class ShortcutPad extends ParameterFreeLayer {
  @JsonProperty private long in;
  @JsonProperty private long out;
  @JsonProperty private int stride = 1;

  /** For deserialisation. */
  ShortcutPad() {}

  public ShortcutPad(long in, long out, int stride) {
    this.in = in;
    this.out = out;
    this.stride = stride;
  }

  long in() {
    return in;
  }

  int stride() {
    return stride;
  }

  ConvolutionShape shape(long batch, long height, long width) {
    return new ConvolutionShape(batch, height, width, in, out, 1, stride, 0);
  }

  @Override
  StatelessLayer<?> layer(NeuralNetConfiguration configuration, DataType type) {
    return new ShortcutPadLayer(configuration, type);
  }

  @Override
  public InputType getOutputType(int index, InputType fed) {
    InputType.InputTypeConvolutional images = (InputType.InputTypeConvolutional) fed;
    ConvolutionShape shape = shape(1, images.getHeight(), images.getWidth());
    return InputType.convolutional(
        shape.outputHeight(), shape.outputWidth(), out, CNN2DFormat.NHWC);
  }

  @Override
  public void setNIn(InputType fed, boolean override) {
    Images.requireChannels(this, fed, in);
  }
}
