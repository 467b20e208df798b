package dev.actzoo.layers;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Batch normalisation over the last axis (Ioffe and Szegedy, arXiv 1502.03167): in training by the
 * batch's own mean and variance, afterwards by their running averages, which move by a tenth of the
 * difference at each training step. An activation may follow in the same layer.
 */
public final class BatchNorm extends ParametrisedLayer {
  static final String GAIN = "gain";
  static final String SHIFT = "shift";
  static final String RUNNING_MEAN = "runningMean";
  static final String RUNNING_VARIANCE = "runningVariance";
  static final double EPSILON = 1e-5;
  static final double MOMENTUM = 0.1;

  @JsonProperty private String activation = "identity";
  @JsonProperty private double scale = 1;

  /** For deserialisation. */
  BatchNorm() {}

  public BatchNorm(long channels) {
    super(channels, channels);
  }

  /**
   * @param activation what is applied to the result: a name or alias of the catalogue
   */
  public BatchNorm(long channels, String activation) {
    super(channels, channels);
    this.activation = FusedActivation.canonical(activation);
  }

  /** Starts with gains of that value in place of 1. */
  public BatchNorm startingAt(double gain) {
    this.scale = gain;
    return this;
  }

  /** The canonical name of the activation applied to the result. */
  public String activation() {
    return activation;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.offset(GAIN, scale, 1, in()),
        Parameter.offset(SHIFT, 0, 1, in()),
        Parameter.statistic(RUNNING_MEAN, 0, 1, in()),
        Parameter.statistic(RUNNING_VARIANCE, 1, 1, in()));
  }

  @Override
  double scale() {
    return scale;
  }

  @Override
  KernelLayer<?> layer(NeuralNetConfiguration net, DataType type) {
    return new BatchNormLayer(net, type);
  }

  @Override
  public InputType getOutputType(int index, InputType fed) {
    return fed;
  }

  @Override
  public void setNIn(InputType fed, boolean override) {
    Images.requireChannels(this, fed, in());
  }
}
