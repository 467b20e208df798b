package dev.actzoo.layers;

import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * The end of a masked-language model (Devlin et al. 2019): [batch, length, features] to the
 * probability of each token of the vocabulary, [batch, length, vocabulary].
 *
 * <p>Labels are token ids [batch, length]. The label mask [batch, length], which has to be given,
 * is 1 on the positions to predict; the loss is the mean cross-entropy over these positions, and
 * training computes the vocabulary's scores at no other. As DL4J asks of an output layer, the
 * gradients are those of the loss times the batch size. The output weights are this layer's own,
 * not the token embedding's: a DL4J parameter belongs to one layer.
 */
public final class MaskedTokenOutput extends BaseOutputLayer {
  static final String WEIGHTS = "weights";
  static final String BIAS = "bias";

  /** For deserialisation. */
  MaskedTokenOutput() {}

  public MaskedTokenOutput(long features, long vocabulary) {
    this.nIn = features;
    this.nOut = vocabulary;
    this.hasBias = true;
    this.lossFn = new LossMCXENT();
    this.activationFn = new ActivationSoftmax();
  }

  @Override
  public ParamInitializer initializer() {
    return new ParameterLayout(
        List.of(ParametrisedLayer.weight(WEIGHTS, nIn, nOut), Parameter.offset(BIAS, 0, 1, nOut)));
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialise,
      DataType type) {
    return Instances.of(
        new MaskedTokenOutputLayer(configuration, type), listeners, index, parameters, initialise);
  }

  @Override
  public InputType getOutputType(int index, InputType fed) {
    if (fed instanceof InputType.InputTypeRecurrent sequence && sequence.getSize() == nIn) {
      return InputType.recurrent(nOut, sequence.getTimeSeriesLength(), RNNFormat.NWC);
    }
    throw new IllegalStateException(
        "layer %s is for sequences of %d features but is fed %s".formatted(layerName, nIn, fed));
  }

  @Override
  public void setNIn(InputType fed, boolean override) {}

  @Override
  public @Nullable InputPreProcessor getPreProcessorForInputType(InputType fed) {
    return null;
  }
}
