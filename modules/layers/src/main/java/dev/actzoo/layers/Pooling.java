package dev.actzoo.layers;

import dev.actzoo.kernels.PoolingShape;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A layer that sums up windows of channels-last images: [batch, height, width, channels] to [batch,
 * outputHeight, outputWidth, channels]. Windows overlap where the stride is smaller than they are.
 */
public abstract sealed class Pooling extends ParameterFreeLayer permits MaxPool, AveragePool {
  @JsonProperty private int window = 1;
  @JsonProperty private int stride = 1;
  @JsonProperty private int padding;

  /** For deserialisation. */
  Pooling() {}

  /**
   * @param window height and width of a window
   * @param stride step in both directions
   * @param padding positions added on each side, at most half a window; no value comes from them
   */
  Pooling(int window, int stride, int padding) {
    if (window < 1 || stride < 1 || padding < 0 || 2 * padding > window) {
      throw new IllegalArgumentException(
          "pooling takes a window and a stride of at least 1 and at most half a window of padding,"
              + " not %d, %d and %d".formatted(window, stride, padding));
    }
    this.window = window;
    this.stride = stride;
    this.padding = padding;
  }

  final PoolingShape shape(long batch, long height, long width, long channels) {
    return new PoolingShape(batch, height, width, channels, window, stride, padding);
  }

  @Override
  public final InputType getOutputType(int index, InputType fed) {
    InputType.InputTypeConvolutional images = (InputType.InputTypeConvolutional) fed;
    PoolingShape shape = shape(1, images.getHeight(), images.getWidth(), images.getChannels());
    if (Math.min(images.getHeight(), images.getWidth()) + 2 * padding < window) {
      throw new IllegalStateException(
          "layer %s pools windows of %d but is fed images of %d x %d"
              .formatted(getLayerName(), window, images.getHeight(), images.getWidth()));
    }
    return InputType.convolutional(
        shape.outputHeight(), shape.outputWidth(), images.getChannels(), CNN2DFormat.NHWC);
  }
}
