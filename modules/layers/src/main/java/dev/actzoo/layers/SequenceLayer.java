package dev.actzoo.layers;

import java.util.Collection;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The configuration of a layer with parameters that maps the last axis of [batch, length, in] or
 * [batch, in], giving [..., out].
 */
abstract class SequenceLayer extends ParametrisedLayer {
  /** The standard deviation of BERT's initial weights, before truncation (Devlin et al. 2019). */
  static final double WEIGHT_SD = 0.02;

  @JsonProperty private long in;
  @JsonProperty private long out;

  /** For deserialisation. */
  SequenceLayer() {}

  SequenceLayer(long in, long out) {
    this.in = in;
    this.out = out;
  }

  /** The size of the last axis of the input. */
  public final long in() {
    return in;
  }

  /** The size of the last axis of the output. */
  public final long out() {
    return out;
  }

  /** The layer that is run, without parameters yet. */
  abstract KernelLayer<?> layer(NeuralNetConfiguration configuration, DataType type);

  static Parameter weight(String name, long rows, long columns) {
    return Parameter.weight(name, Parameter.Start.truncatedNormal(WEIGHT_SD), rows, columns);
  }

  @Override
  public final org.deeplearning4j.nn.api.Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialise,
      DataType type) {
    return Instances.of(layer(configuration, type), listeners, index, parameters, initialise);
  }

  @Override
  public InputType getOutputType(int index, InputType fed) {
    return fed instanceof InputType.InputTypeRecurrent sequence
        ? InputType.recurrent(out, sequence.getTimeSeriesLength(), RNNFormat.NWC)
        : InputType.feedForward(out);
  }

  @Override
  public void setNIn(InputType fed, boolean override) {
    long features =
        fed instanceof InputType.InputTypeRecurrent sequence
            ? sequence.getSize()
            : fed.arrayElementsPerExample();
    if (features != in) {
      throw new IllegalStateException(
          "layer " + getLayerName() + " is for " + in + " features but is fed " + features);
    }
  }
}
