package dev.actzoo.layers;

import dev.actzoo.kernels.ConvolutionShape;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A two-dimensional convolution over channels-last images, without bias unless asked for: [batch,
 * height, width, in] to [batch, outputHeight, outputWidth, out]. It pads by half its kernel, so
 * with stride 1 the size stays.
 *
 * <p>Weights [out, in, kernel, kernel] start as N(0, gain^2 / (in * kernel^2)), He et al. (arXiv
 * 1502.01852) with the gain of whatever activation follows.
 */
public final class Convolution extends ParametrisedLayer {
  static final String WEIGHTS = "W";
  static final String BIAS = "b";

  @JsonProperty private int kernel;
  @JsonProperty private int stride;
  @JsonProperty private double gain;
  @JsonProperty private boolean biased;
  @JsonProperty private boolean first;
  @JsonProperty private MapStart start = MapStart.STANDARD;

  /** For deserialisation. */
  Convolution() {}

  /**
   * @param gain the variance-preserving gain of the activation that follows
   */
  public Convolution(long in, long out, int kernel, int stride, double gain) {
    super(in, out);
    this.kernel = kernel;
    this.stride = stride;
    this.gain = gain;
  }

  /** Adds a bias, which starts at 0. */
  public Convolution withBias() {
    this.biased = true;
    return this;
  }

  /** Says that its input is the net's, whose gradient nobody asks for and which is not computed. */
  public Convolution atTheBottom() {
    this.first = true;
    return this;
  }

  /** Says how the weights start beyond their gain. */
  public Convolution starting(MapStart how) {
    this.start = how;
    return this;
  }

  MapStart start() {
    return start;
  }

  boolean biased() {
    return biased;
  }

  boolean first() {
    return first;
  }

  @Override
  public List<Parameter> parameters() {
    double deviation = start.scale() * gain / StrictMath.sqrt((double) in() * kernel * kernel);
    List<Axis> axes = List.of(start.outputs(out()), Axis.of(in()), Axis.of((long) kernel * kernel));
    Parameter weights =
        Parameter.weight(
            WEIGHTS, new Draws(start.law(), deviation, axes), out(), in(), kernel, kernel);
    return biased ? List.of(weights, Parameter.offset(BIAS, 0, 1, out())) : List.of(weights);
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
  KernelLayer<?> layer(NeuralNetConfiguration net, DataType type) {
    return new ConvolutionLayer(net, type);
  }

  ConvolutionShape shape(long batch, long height, long width) {
    return new ConvolutionShape(batch, height, width, in(), out(), kernel, stride, kernel / 2);
  }

  @Override
  public InputType getOutputType(int index, InputType fed) {
    InputType.InputTypeConvolutional images = (InputType.InputTypeConvolutional) fed;
    ConvolutionShape shape = shape(1, images.getHeight(), images.getWidth());
    return InputType.convolutional(
        shape.outputHeight(), shape.outputWidth(), out(), CNN2DFormat.NHWC);
  }

  @Override
  public void setNIn(InputType fed, boolean override) {
    Images.requireChannels(this, fed, in());
  }
}
