package dev.actzoo.layers;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Layer normalisation over the last axis (Ba, Kiros and Hinton 2016) with gain and shift: [...,
 * features] to the same.
 */
public final class LayerNorm extends ParametrisedLayer {
  /** Added to the variance; BERT's value (Devlin et al. 2019). */
  public static final double BERT_EPSILON = 1e-12;

  static final String GAIN = "gain";
  static final String SHIFT = "shift";

  @JsonProperty private double epsilon;

  /** For deserialisation. */
  LayerNorm() {}

  public LayerNorm(long features) {
    this(features, BERT_EPSILON);
  }

  public LayerNorm(long features, double epsilon) {
    super(features, features);
    this.epsilon = epsilon;
  }

  public double epsilon() {
    return epsilon;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(Parameter.offset(GAIN, 1, 1, in()), Parameter.offset(SHIFT, 0, 1, in()));
  }

  @Override
  KernelLayer<?> layer(NeuralNetConfiguration configuration, DataType type) {
    return new LayerNormLayer(configuration, type);
  }
}
