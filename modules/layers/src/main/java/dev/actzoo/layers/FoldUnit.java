package dev.actzoo.layers;

import dev.actzoo.kernels.FoldFunction;
import dev.actzoo.kernels.Kernels;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** An aggregation over the last axis as a layer: [..., features] to [..., outputs]. */
public final class FoldUnit extends ParameterFreeLayer {
  private static final long serialVersionUID = 1L;

  /** How many numbers the gain is estimated from. */
  private static final int DRAWS = 1 << 16;

  @JsonProperty private FoldFunction function = FoldFunction.SOFTMAX;
  @JsonProperty private int size = 1;

  /** For deserialisation. */
  FoldUnit() {}

  /**
   * @param function the name of a fold of the catalogue that is no gated unit
   * @param size features of a group, or how many pass; for functions of all features without effect
   */
  public FoldUnit(String function, int size) {
    this(FoldFunction.named(function), size);
  }

  /**
   * @param size features of a group, or how many pass; for functions of all features without effect
   */
  FoldUnit(FoldFunction function, int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a fold is over groups of at least 1, not " + size);
    }
    this.function = function;
    this.size = size;
  }

  FoldFunction function() {
    return function;
  }

  int size() {
    return size;
  }

  /**
   * The factor that keeps the second moment of a signal, 1 / sqrt(E[f(z)^2]) for so many
   * independent standard normal features z: over seeded draws, good to about a hundredth.
   */
  public double gain(long features) {
    long draws = 1 + DRAWS / features;
    INDArray in = Nd4j.create(DataType.DOUBLE, draws, features);
    WeightInitialisation.normal(in, 1, 0, "gain", function.name());
    INDArray out = Nd4j.create(DataType.DOUBLE, draws, function.outputs(features, size));
    Kernels.of(DataType.DOUBLE).fold(function, size, in, out);
    double moment = out.norm2Number().doubleValue() / Math.sqrt(out.length());
    return 1 / moment;
  }

  @Override
  StatelessLayer<?> layer(NeuralNetConfiguration configuration, DataType type) {
    return new FoldUnitLayer(configuration, type);
  }

  @Override
  public InputType getOutputType(int index, InputType fed) {
    return Features.with(fed, function.outputs(Features.of(fed), size));
  }
}
