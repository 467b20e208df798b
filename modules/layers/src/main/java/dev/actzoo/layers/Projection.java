package dev.actzoo.layers;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * An affine map of the last axis: [..., in] to [..., out], no activation. Weights start as BERT's
 * do unless a standard deviation is given.
 */
public final class Projection extends ParametrisedLayer {
  static final String WEIGHTS = "weights";
  static final String BIAS = "bias";

  @JsonProperty private double deviation;

  /** For deserialisation. */
  Projection() {}

  public Projection(long in, long out) {
    super(in, out);
  }

  /** A projection whose weights start as N(0, deviation^2). */
  public Projection(long in, long out, double deviation) {
    super(in, out);
    this.deviation = deviation;
  }

  @Override
  public List<Parameter> parameters() {
    Parameter weights =
        deviation > 0
            ? Parameter.weight(WEIGHTS, Parameter.Start.normal(deviation), in(), out())
            : weight(WEIGHTS, in(), out());
    return List.of(weights, Parameter.offset(BIAS, 0, 1, out()));
  }

  @Override
  KernelLayer<?> layer(NeuralNetConfiguration configuration, DataType type) {
    return new ProjectionLayer(configuration, type);
  }
}
