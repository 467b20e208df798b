package dev.actzoo.benchmarks;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import dev.actzoo.benchmarks.KernelCase.Rival;
import dev.actzoo.kernels.Kernels;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Batch norm of ResNet's first stage and layer norm of BERT mini, forward and backward. */
final class NormalisationCases {
  private static final long IMAGES = 128;
  private static final long SIDE = 32;
  private static final long CHANNELS = 16;
  private static final long TOKENS = 32L * 128;
  private static final long FEATURES = 256;
  private static final double EPSILON = 1e-5;

  private NormalisationCases() {}

  static List<KernelCase> all() {
    return List.of(batchNorm(), batchNormBackward(), layerNorm(), layerNormBackward());
  }

  /** What a normalisation reads and writes. */
  private record Arrays(
      INDArray in,
      INDArray gain,
      INDArray shift,
      INDArray mean,
      INDArray variance,
      INDArray gradientOut,
      INDArray out,
      INDArray gradientGain,
      INDArray gradientShift) {
    static Arrays of(long rows, long columns, long... statistics) {
      return new Arrays(
          Arrays32.normal(rows, columns),
          Arrays32.zeros(1, columns).addi(1),
          Arrays32.zeros(1, columns),
          Arrays32.zeros(statistics),
          Arrays32.zeros(statistics).addi(1),
          Arrays32.normal(rows, columns),
          Arrays32.zeros(rows, columns),
          Arrays32.zeros(1, columns),
          Arrays32.zeros(1, columns));
    }

    static Arrays ofBatchNorm() {
      return of(IMAGES * SIDE * SIDE, CHANNELS, 1, CHANNELS);
    }

    static Arrays ofLayerNorm() {
      return of(TOKENS, FEATURES, TOKENS);
    }

    INDArray flat(INDArray row) {
      return row.reshape(row.length());
    }
  }

  private static KernelCase batchNorm() {
    return new KernelCase(
        "batch norm forward",
        "128 images 32x32x16",
        () -> {
          Arrays a = Arrays.ofBatchNorm();
          return () ->
              kernels()
                  .batchNorm(a.in, a.gain, a.shift, a.mean, a.variance, EPSILON, true, null, a.out);
        },
        List.of(
            new Rival(Peer.STOCK_ND4J, "mean, var, batchnorm", NormalisationCases::stockBatchNorm),
            new Rival(
                Peer.DJL_PYTORCH,
                "channels first, " + TorchKernel.FORWARD_NOTE,
                () -> TorchKernel.forward(NormalisationCases::torchBatchNorm, batchNormShapes()))));
  }

  private static KernelCase batchNormBackward() {
    return new KernelCase(
        "batch norm backward",
        "128 images 32x32x16",
        () -> {
          Arrays a = Arrays.ofBatchNorm();
          return () ->
              kernels()
                  .batchNormBackward(
                      a.in,
                      a.gain,
                      a.mean,
                      a.variance,
                      EPSILON,
                      null,
                      a.gradientOut,
                      a.out,
                      a.gradientGain,
                      a.gradientShift);
        },
        List.of(
            new Rival(Peer.STOCK_ND4J, "batchnorm_bp", NormalisationCases::stockBatchNormBackward),
            new Rival(
                Peer.DJL_PYTORCH,
                "channels first, " + TorchKernel.BACKWARD_NOTE,
                () ->
                    TorchKernel.backward(
                        NormalisationCases::torchBatchNorm, batchNormShapes(), List.of(0, 1, 2)))));
  }

  private static KernelCase layerNorm() {
    return new KernelCase(
        "layer norm forward",
        "4096 tokens, 256 features",
        () -> {
          Arrays a = Arrays.ofLayerNorm();
          return () ->
              kernels().layerNorm(a.in, a.gain, a.shift, a.mean, a.variance, EPSILON, a.out);
        },
        List.of(
            new Rival(
                Peer.STOCK_ND4J,
                "layer_norm",
                () -> {
                  Arrays a = Arrays.ofLayerNorm();
                  return run(
                      DynamicCustomOp.builder("layer_norm")
                          .addInputs(a.in, a.flat(a.gain), a.flat(a.shift))
                          .addOutputs(a.out)
                          .addIntegerArguments(1)
                          .addBooleanArguments(false)
                          .build());
                }),
            new Rival(
                Peer.DJL_PYTORCH,
                TorchKernel.FORWARD_NOTE,
                () -> TorchKernel.forward(NormalisationCases::torchLayerNorm, layerNormShapes()))));
  }

  private static KernelCase layerNormBackward() {
    return new KernelCase(
        "layer norm backward",
        "4096 tokens, 256 features",
        () -> {
          Arrays a = Arrays.ofLayerNorm();
          return () ->
              kernels()
                  .layerNormBackward(
                      a.in,
                      a.gain,
                      a.mean,
                      a.variance,
                      EPSILON,
                      a.gradientOut,
                      a.out,
                      a.gradientGain,
                      a.gradientShift);
        },
        List.of(
            new Rival(
                Peer.STOCK_ND4J,
                "layer_norm_bp",
                () -> {
                  Arrays a = Arrays.ofLayerNorm();
                  return run(
                      DynamicCustomOp.builder("layer_norm_bp")
                          .addInputs(a.in, a.flat(a.gain), a.flat(a.shift), a.gradientOut)
                          .addOutputs(a.out, a.flat(a.gradientGain), a.flat(a.gradientShift))
                          .addIntegerArguments(1)
                          .addBooleanArguments(false)
                          .build());
                }),
            new Rival(
                Peer.DJL_PYTORCH,
                TorchKernel.BACKWARD_NOTE,
                () ->
                    TorchKernel.backward(
                        NormalisationCases::torchLayerNorm, layerNormShapes(), List.of(0, 1, 2)))));
  }

  private static Contestant stockBatchNorm() {
    Arrays a = Arrays.ofBatchNorm();
    INDArray mean = a.flat(a.mean);
    INDArray variance = a.flat(a.variance);
    DynamicCustomOp op =
        DynamicCustomOp.builder("batchnorm")
            .addInputs(a.in, mean, variance, a.flat(a.gain), a.flat(a.shift))
            .addOutputs(a.out)
            .addIntegerArguments(1, 1, 1)
            .addFloatingPointArguments(EPSILON)
            .build();
    return () -> {
      mean.assign(a.in.mean(0));
      variance.assign(a.in.var(false, 0));
      Nd4j.exec(op);
    };
  }

  private static Contestant stockBatchNormBackward() {
    Arrays a = Arrays.ofBatchNorm();
    return run(
        DynamicCustomOp.builder("batchnorm_bp")
            .addInputs(
                a.in,
                a.flat(a.mean),
                a.flat(a.variance),
                a.flat(a.gain),
                a.flat(a.shift),
                a.gradientOut)
            .addOutputs(
                a.out,
                Arrays32.zeros(CHANNELS),
                Arrays32.zeros(CHANNELS),
                a.flat(a.gradientGain),
                a.flat(a.gradientShift))
            .addIntegerArguments(1, 1, 1)
            .addFloatingPointArguments(EPSILON)
            .build());
  }

  private static Contestant run(DynamicCustomOp op) {
    return () -> Nd4j.exec(op);
  }

  private static ai.djl.ndarray.NDArray torchBatchNorm(List<ai.djl.ndarray.NDArray> x) {
    return BatchNorm.batchNorm(
            x.get(0), x.get(3), x.get(4), x.get(1), x.get(2), 1, 0.9f, (float) EPSILON, true)
        .singletonOrThrow();
  }

  private static List<long[]> batchNormShapes() {
    long[] channels = {CHANNELS};
    return List.of(
        new long[] {IMAGES, CHANNELS, SIDE, SIDE}, channels, channels, channels, channels);
  }

  private static ai.djl.ndarray.NDArray torchLayerNorm(List<ai.djl.ndarray.NDArray> x) {
    return LayerNorm.layerNorm(x.get(0), new Shape(FEATURES), x.get(1), x.get(2), (float) EPSILON)
        .singletonOrThrow();
  }

  private static List<long[]> layerNormShapes() {
    long[] features = {FEATURES};
    return List.of(new long[] {TOKENS, FEATURES}, features, features);
  }

  private static Kernels kernels() {
    return Kernels.of(DataType.FLOAT);
  }
}
