package dev.actzoo.layers;

import java.util.Collection;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The configuration of a layer without parameters; unless it says so, shapes pass through. */
public abstract class ParameterFreeLayer extends NoParamLayer {
  ParameterFreeLayer() {}

  /** The layer that is run. */
  abstract StatelessLayer<?> layer(NeuralNetConfiguration configuration, DataType type);

  @Override
  public final org.deeplearning4j.nn.api.Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      @Nullable INDArray flat,
      boolean initialise,
      DataType type) {
    StatelessLayer<?> layer = layer(configuration, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    return layer;
  }

  @Override
  public InputType getOutputType(int index, InputType fed) {
    return fed;
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
