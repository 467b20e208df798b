package dev.actzoo.layers;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The end of a classifier: softmax of the logits [batch, classes], and its cross-entropy with
 * labels of the same shape, one-hot or any distribution. The loss is the mean over the batch; as
 * DL4J asks of an output layer, the gradient is that of the sum.
 */
public final class ClassOutput extends LossLayer {
  private static final long serialVersionUID = 1L;

  public ClassOutput() {
    super(new LossLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX));
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray flat,
      boolean initialise,
      DataType type) {
    return Instances.of(
        new ClassOutputLayer(configuration, type), listeners, index, flat, initialise);
  }
}
