package dev.actzoo.layers;

import dev.actzoo.kernels.ConvolutionShape;
import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The parameter-free shortcut of a residual network where its width grows (option A of He et al.,
 * arXiv 1512.03385): every {@code stride}-th position, with channels of zeros added.
 */
public final class ShortcutPad extends NoParamLayer {
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

  ConvolutionShape shape(long batch, long height, long width) {
    return new ConvolutionShape(batch, height, width, in, out, 1, stride, 0);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      @Nullable INDArray parameters,
      boolean initialise,
      DataType type) {
    ShortcutPadLayer layer = new ShortcutPadLayer(configuration, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    return layer;
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

  @Override
  public @Nullable InputPreProcessor getPreProcessorForInputType(InputType fed) {
    return null;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType fed) {
    return MemoryReports.of(this, fed, 0);
  }
}
