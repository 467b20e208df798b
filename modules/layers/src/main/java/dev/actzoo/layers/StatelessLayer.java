package dev.actzoo.layers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.nd4j.linalg.api.buffer.DataType;

/** A layer without parameters. */
abstract class StatelessLayer<C extends Layer> extends AbstractLayer<C> {
  /** Of the parameters, of which there are none. */
  static final Gradient NO_GRADIENT = new DefaultGradient();

  final transient StepArrays arrays = new StepArrays();

  StatelessLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clearNoiseWeightParams() {
    // there are no parameters to disturb
  }
}
