package dev.actzoo.layers;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The mean over an image's positions: [batch, height, width, channels] to [batch, channels]. */
public final class GlobalAveragePool extends NoParamLayer {
  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      @Nullable INDArray parameters,
      boolean initialise,
      DataType type) {
    GlobalAveragePoolLayer layer = new GlobalAveragePoolLayer(configuration, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    return layer;
  }

  @Override
  public InputType getOutputType(int index, InputType fed) {
    return InputType.feedForward(((InputType.InputTypeConvolutional) fed).getChannels());
  }

  @Override
  public void setNIn(InputType fed, boolean override) {}

  @Override
  public @Nullable InputPreProcessor getPreProcessorForInputType(InputType fed) {
    return null;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType fed) {
    return MemoryReports.of(this, fed, 0);
  }
}
