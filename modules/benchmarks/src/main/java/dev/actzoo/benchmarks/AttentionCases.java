package dev.actzoo.benchmarks;

import dev.actzoo.benchmarks.KernelCase.Rival;
import dev.actzoo.kernels.Kernels;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** The pieces of BERT mini's attention: the product of queries and keys, and softmax. */
final class AttentionCases {
  private static final long[] HEADS = {32, 4, 128, 64};
  private static final long[] SCORES = {32, 4, 128, 128};
  private static final String SIZE = "batch 32, 4 heads, 128 tokens";

  private AttentionCases() {}

  static List<KernelCase> all() {
    return List.of(product(), softmax(), softmaxBackward());
  }

  private static KernelCase product() {
    return new KernelCase(
        "attention scores",
        SIZE + ", 64 features",
        () -> {
          INDArray queries = Arrays32.normal(HEADS);
          INDArray keys = Arrays32.normal(HEADS).permute(0, 1, 3, 2);
          INDArray out = Arrays32.zeros(SCORES);
          return () -> Kernels.of(DataType.FLOAT).matmul(queries, keys, 1, null, out);
        },
        List.of(
            new Rival(
                Peer.STOCK_ND4J,
                "matmul",
                () -> {
                  DynamicCustomOp op =
                      DynamicCustomOp.builder("matmul")
                          .addInputs(Arrays32.normal(HEADS), Arrays32.normal(HEADS))
                          .addOutputs(Arrays32.zeros(SCORES))
                          .addIntegerArguments(0, 1)
                          .build();
                  return () -> Nd4j.exec(op);
                }),
            new Rival(
                Peer.DJL_PYTORCH,
                TorchKernel.FORWARD_NOTE,
                () ->
                    TorchKernel.forward(
                        x -> x.get(0).matMul(x.get(1).transpose(0, 1, 3, 2)),
                        List.of(HEADS, HEADS)))));
  }

  private static KernelCase softmax() {
    return new KernelCase(
        "softmax forward",
        SIZE,
        () -> {
          INDArray in = Arrays32.normal(SCORES);
          INDArray out = Arrays32.zeros(SCORES);
          return () -> Kernels.of(DataType.FLOAT).softmax(in, out);
        },
        List.of(
            new Rival(
                Peer.STOCK_ND4J,
                "softmax",
                () -> {
                  DynamicCustomOp op =
                      DynamicCustomOp.builder("softmax")
                          .addInputs(Arrays32.normal(SCORES))
                          .addOutputs(Arrays32.zeros(SCORES))
                          .addIntegerArguments(3)
                          .build();
                  return () -> Nd4j.exec(op);
                }),
            new Rival(
                Peer.DJL_PYTORCH,
                TorchKernel.FORWARD_NOTE,
                () -> TorchKernel.forward(x -> x.get(0).softmax(3), List.<long[]>of(SCORES)))));
  }

  private static KernelCase softmaxBackward() {
    return new KernelCase(
        "softmax backward",
        SIZE,
        () -> {
          Kernels kernels = Kernels.of(DataType.FLOAT);
          INDArray out = Arrays32.normal(SCORES);
          kernels.softmax(out, out);
          INDArray gradientOut = Arrays32.normal(SCORES);
          INDArray gradientIn = Arrays32.zeros(SCORES);
          return () -> kernels.softmaxBackward(out, gradientOut, gradientIn);
        },
        List.of(
            new Rival(
                Peer.STOCK_ND4J,
                "softmax_bp, which computes the forward pass again",
                () -> {
                  DynamicCustomOp op =
                      DynamicCustomOp.builder("softmax_bp")
                          .addInputs(Arrays32.normal(SCORES), Arrays32.normal(SCORES))
                          .addOutputs(Arrays32.zeros(SCORES))
                          .addIntegerArguments(3)
                          .build();
                  return () -> Nd4j.exec(op);
                }),
            new Rival(
                Peer.DJL_PYTORCH,
                TorchKernel.BACKWARD_NOTE,
                () ->
                    TorchKernel.backward(
                        x -> x.get(0).softmax(3), List.<long[]>of(SCORES), List.of(0)))));
  }
}
