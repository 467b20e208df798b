package dev.actzoo.layers;

import java.util.Collection;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The last step of every {@code instantiate}: a layer gets its place and its parameters. */
final class Instances {
  private Instances() {}

  static <T extends BaseLayer<?>> T of(
      T layer,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialise) {
    NeuralNetConfiguration configuration = layer.conf();
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(
        configuration.getLayer().initializer().init(configuration, parameters, initialise));
    layer.setConf(configuration);
    return layer;
  }
}
