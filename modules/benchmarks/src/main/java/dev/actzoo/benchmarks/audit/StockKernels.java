package dev.actzoo.benchmarks.audit;

import dev.actzoo.benchmarks.audit.AuditedKernel.NumberType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.same.Square;
import org.nd4j.linalg.api.ops.impl.transforms.strict.ASinh;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * What stock Deeplearning4j and ND4J offer for an elementwise function of the catalogue. An {@code
 * Activation} runs ND4J's operation of its name and the gradient operation beside it; "ND4J op" is
 * an operation that no {@code Activation} runs.
 */
final class StockKernels {
  private static final double LEAKY_SLOPE = 0.01;

  private StockKernels() {}

  static List<AuditedKernel> of(String entry) {
    List<AuditedKernel> kernels = new ArrayList<>();
    for (Stock stock : activations(entry)) {
      for (NumberType number : NumberType.values()) {
        kernels.add(
            AuditedKernel.overArrays(
                "DL4J " + stock.name(),
                number,
                x -> stock.function().get().getActivation(x, true),
                x -> stock.function().get().backprop(x, Nd4j.onesLike(x)).getFirst()));
      }
    }
    AuditedKernel operation = operation(entry);
    if (operation != null) {
      kernels.add(operation);
    }
    return kernels;
  }

  private record Stock(String name, Supplier<IActivation> function) {
    static Stock of(Activation activation) {
      return new Stock("Activation." + activation, activation::getActivationFunction);
    }
  }

  private static final Stock PRECISE =
      new Stock("ActivationGELU(true)", () -> new ActivationGELU(true));

  private static List<Stock> activations(String entry) {
    Stock gelu = Stock.of(Activation.GELU);
    return switch (entry) {
      case "cube" -> List.of(Stock.of(Activation.CUBE));
      case "elu" -> List.of(Stock.of(Activation.ELU));
      case "dl4j-hard-sigmoid" -> List.of(Stock.of(Activation.HARDSIGMOID));
      case "hard-tanh" -> List.of(Stock.of(Activation.HARDTANH));
      case "identity" -> List.of(Stock.of(Activation.IDENTITY));
      case "leaky-relu" -> List.of(Stock.of(Activation.LEAKYRELU));
      case "rational-tanh" -> List.of(Stock.of(Activation.RATIONALTANH));
      case "relu" -> List.of(Stock.of(Activation.RELU));
      case "relu6" -> List.of(Stock.of(Activation.RELU6));
      case "sigmoid" -> List.of(Stock.of(Activation.SIGMOID));
      case "softplus" -> List.of(Stock.of(Activation.SOFTPLUS));
      case "softsign" -> List.of(Stock.of(Activation.SOFTSIGN));
      case "tanh" -> List.of(Stock.of(Activation.TANH));
      case "rectified-tanh" -> List.of(Stock.of(Activation.RECTIFIEDTANH));
      case "selu" -> List.of(Stock.of(Activation.SELU));
      case "silu" -> List.of(Stock.of(Activation.SWISH));
      case "thresholded-relu" -> List.of(Stock.of(Activation.THRESHOLDEDRELU));
      case "mish" -> List.of(Stock.of(Activation.MISH));
      case "gelu" -> List.of(gelu, PRECISE);
      case "gelu-sigmoid", "dl4j-gelu" -> List.of(gelu);
      case "gelu-tanh", "dl4j-gelu-precise" -> List.of(PRECISE);
      default -> List.of();
    };
  }

  private static @Nullable AuditedKernel operation(String entry) {
    return switch (entry) {
      case "log-sigmoid" -> operation("logsigmoid", x -> Nd4j.nn().logSigmoid(x), null);
      case "arctan" -> operation("atan", Transforms::atan, null);
      case "asinh" -> operation("asinh", x -> Nd4j.exec(new ASinh(x, x.ulike())), null);
      case "sinusoid" -> operation("sin", Transforms::sin, Transforms::cos);
      case "absolute" -> operation("abs", Transforms::abs, Transforms::sign);
      case "square" -> operation("square", x -> Nd4j.exec(new Square(x, x.ulike())), null);
      case "softsign" ->
          operation("softsign", x -> Nd4j.nn().softsign(x), x -> Nd4j.nn().softsignDerivative(x));
      case "hard-tanh" ->
          operation("hardtanh", x -> Nd4j.nn().hardTanh(x), x -> Nd4j.nn().hardTanhDerivative(x));
      case "leaky-relu" ->
          operation(
              "leakyrelu",
              x -> Nd4j.nn().leakyRelu(x, LEAKY_SLOPE),
              x -> Nd4j.nn().leakyReluDerivative(x, LEAKY_SLOPE));
      default -> null;
    };
  }

  private static AuditedKernel operation(
      String name, UnaryOperator<INDArray> value, @Nullable UnaryOperator<INDArray> slope) {
    return AuditedKernel.overArrays("ND4J op " + name, NumberType.FLOAT32, value, slope);
  }
}
