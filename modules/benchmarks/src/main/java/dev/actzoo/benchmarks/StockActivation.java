package dev.actzoo.benchmarks;

import dev.actzoo.kernels.NativePointwise;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * ND4J's own version of a pointwise function.
 *
 * @param function works in place, both ways
 * @param note how it differs
 */
record StockActivation(IActivation function, String note) {
  private static final String IN_PLACE = "with the copy its layer makes, for it works in place";

  /** The version of that function; null where ND4J has none. */
  static @Nullable StockActivation of(NativePointwise f) {
    return switch (f) {
      case IDENTITY -> stock(Activation.IDENTITY);
      case RELU -> stock(Activation.RELU);
      case LEAKY_RELU -> stock(Activation.LEAKYRELU);
      case ELU -> stock(Activation.ELU);
      case SELU -> stock(Activation.SELU);
      case GELU ->
          new StockActivation(
              Activation.GELU.getActivationFunction(),
              "its GELU is x*sigmoid(1.702x); " + IN_PLACE);
      case GELU_SIGMOID, DL4J_GELU -> stock(Activation.GELU);
      case GELU_TANH, DL4J_GELU_PRECISE ->
          new StockActivation(new ActivationGELU(true), "its precise GELU; " + IN_PLACE);
      case SILU -> stock(Activation.SWISH);
      case MISH -> stock(Activation.MISH);
      case SOFTPLUS -> stock(Activation.SOFTPLUS);
      case TANH -> stock(Activation.TANH);
      case SIGMOID -> stock(Activation.SIGMOID);
      case RELU6 -> stock(Activation.RELU6);
      case HARD_SWISH -> null;
    };
  }

  private static StockActivation stock(Activation activation) {
    return new StockActivation(activation.getActivationFunction(), IN_PLACE);
  }

  Contestant forward(long length) {
    INDArray in = Arrays32.normal(1, length);
    INDArray out = Arrays32.zeros(1, length);
    return () -> function.getActivation(out.assign(in), true);
  }

  Contestant backward(long length) {
    INDArray in = Arrays32.normal(1, length);
    INDArray gradientOut = Arrays32.normal(1, length);
    INDArray kept = Arrays32.zeros(1, length);
    return () -> function.backprop(kept.assign(in), gradientOut);
  }
}
