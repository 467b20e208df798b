package dev.actzoo.benchmarks.audit;

import dev.actzoo.activations.Fold;
import dev.actzoo.benchmarks.audit.AuditedKernel.NumberType;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.impl.reduce.bp.MaxBp;
import org.nd4j.linalg.api.ops.impl.reduce.bp.MeanBp;
import org.nd4j.linalg.api.ops.impl.reduce.bp.MinBp;
import org.nd4j.linalg.api.ops.impl.reduce.custom.LogSumExp;
import org.nd4j.linalg.api.ops.impl.transforms.custom.CReLU;
import org.nd4j.linalg.api.ops.impl.transforms.custom.CReluBp;
import org.nd4j.linalg.api.ops.impl.transforms.gradient.LogSoftMaxDerivative;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What stock Deeplearning4j and ND4J offer for a fold of the catalogue; "ND4J op" is an operation
 * that no {@code Activation} runs.
 */
final class StockFolds {
  private StockFolds() {}

  static List<FoldKernel> of(Fold fold) {
    return Stream.of(NumberType.values()).flatMap(number -> of(fold, number).stream()).toList();
  }

  private static List<FoldKernel> of(Fold fold, NumberType number) {
    return switch (fold.name()) {
      case "softmax" -> List.of(activation(number));
      case "log-softmax" ->
          operation(
              "log_softmax",
              number,
              x -> Nd4j.nn().logSoftmax(x),
              (x, g) -> run(new LogSoftMaxDerivative(x, g, x.ulike())));
      case "maxout" ->
          operation(
              "reduce_max",
              number,
              x -> groups(x).max(2),
              (x, g) -> run(new MaxBp(groups(x), g, groups(x.ulike()), false, 2)));
      case "minout" ->
          operation(
              "reduce_min",
              number,
              x -> groups(x).min(2),
              (x, g) -> run(new MinBp(groups(x), g, groups(x.ulike()), false, 2)));
      case "mean-fold" ->
          operation(
              "reduce_mean",
              number,
              x -> groups(x).mean(2),
              (x, g) -> run(new MeanBp(groups(x), g, groups(x.ulike()), false, 2)));
      case "lse-fold" ->
          operation("reduce_logsumexp", number, x -> run(new LogSumExp(groups(x), 2)), null);
      case "crelu" ->
          operation(
              "crelu", number, x -> run(new CReLU(x)), (x, g) -> run(new CReluBp(x, g, x.ulike())));
      default -> List.of();
    };
  }

  private static FoldKernel activation(NumberType number) {
    return new FoldKernel(
        "DL4J Activation.SOFTMAX",
        number,
        x -> Activation.SOFTMAX.getActivationFunction().getActivation(x, true),
        (x, gradient) ->
            Activation.SOFTMAX.getActivationFunction().backprop(x, gradient).getFirst());
  }

  private static List<FoldKernel> operation(
      String name,
      NumberType number,
      UnaryOperator<INDArray> value,
      @Nullable BinaryOperator<INDArray> gradient) {
    return List.of(new FoldKernel("ND4J op " + name, number, value, gradient));
  }

  private static INDArray groups(INDArray rows) {
    return rows.reshape(rows.size(0), rows.size(1) / 2, 2);
  }

  private static INDArray run(CustomOp operation) {
    return Nd4j.exec(operation)[0];
  }
}
