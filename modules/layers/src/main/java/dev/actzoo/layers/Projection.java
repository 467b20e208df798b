package dev.actzoo.layers;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * An affine map of the last axis, [..., in] to [..., out], and an activation over it: a dense
 * layer. Weights start as BERT's do unless a standard deviation is given.
 */
public final class Projection extends ParametrisedLayer {
  static final String WEIGHTS = "weights";
  static final String BIAS = "bias";

  @JsonProperty private double deviation;
  @JsonProperty private String activation = "identity";
  @JsonProperty private MapStart start = MapStart.STANDARD;

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

  /**
   * @param activation a name or alias of the catalogue
   */
  public Projection(long in, long out, String activation) {
    super(in, out);
    this.activation = FusedActivation.canonical(activation);
  }

  /** A projection whose weights start as N(0, deviation^2), with an activation over it. */
  public Projection(long in, long out, double deviation, String activation) {
    this(in, out, activation);
    this.deviation = deviation;
  }

  /** Says how the weights start beyond their deviation. */
  public Projection starting(MapStart how) {
    this.start = how;
    return this;
  }

  MapStart start() {
    return start;
  }

  /** The canonical name of the activation. */
  public String activation() {
    return activation;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(weights(), Parameter.offset(BIAS, 0, 1, out()));
  }

  private Parameter weights() {
    Axis inputs = start.inputs(in());
    Axis outputs = start.outputs(out());
    if (deviation == 0) {
      return weight(WEIGHTS, start.scale() * BERT_DEVIATION, inputs, outputs);
    }
    Draws draws = new Draws(start.law(), start.scale() * deviation, List.of(inputs, outputs));
    return Parameter.weight(WEIGHTS, draws, in(), out());
  }

  @Override
  double scale() {
    return start.scale();
  }

  @Override
  boolean startsOnFirstBatch() {
    return start.scaling() != MapStart.Scaling.NONE;
  }

  @Override
  KernelLayer<?> layer(NeuralNetConfiguration configuration, DataType type) {
    return new ProjectionLayer(configuration, type);
  }
}
