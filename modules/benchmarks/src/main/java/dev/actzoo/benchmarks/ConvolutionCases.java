package dev.actzoo.benchmarks;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import dev.actzoo.benchmarks.KernelCase.Rival;
import dev.actzoo.kernels.ConvolutionShape;
import dev.actzoo.kernels.Kernels;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** The 3x3 convolutions of ResNet's three stages, forward and backward. */
final class ConvolutionCases {
  private static final int BATCH = 128;
  private static final String NCHW = "channels first";
  private static final String NHWC = "channels last";

  private ConvolutionCases() {}

  static List<KernelCase> all() {
    return Stream.of(shape(16, 32), shape(32, 16), shape(64, 8))
        .flatMap(shape -> Stream.of(forward(shape), data(shape), weights(shape), both(shape)))
        .toList();
  }

  private static ConvolutionShape shape(int channels, int size) {
    return new ConvolutionShape(BATCH, size, size, channels, channels, 3, 1, 1);
  }

  /** Arrays of a convolution, in our layout or channels first. */
  private record Arrays(
      INDArray in, INDArray weights, INDArray out, INDArray gradientIn, INDArray gradientWeights) {
    static Arrays of(long[] images, ConvolutionShape shape) {
      long[] weights = {shape.out(), shape.in(), shape.kernel(), shape.kernel()};
      return new Arrays(
          Arrays32.normal(images),
          Arrays32.normal(weights),
          Arrays32.normal(images),
          Arrays32.zeros(images),
          Arrays32.zeros(weights));
    }

    static Arrays last(ConvolutionShape s) {
      return of(new long[] {s.batch(), s.height(), s.width(), s.in()}, s);
    }

    static Arrays first(ConvolutionShape s) {
      return of(first4(s), s);
    }
  }

  private static long[] first4(ConvolutionShape s) {
    return new long[] {s.batch(), s.in(), s.height(), s.width()};
  }

  private static KernelCase forward(ConvolutionShape shape) {
    return new KernelCase(
        name(shape) + " forward",
        size(shape),
        () -> {
          Arrays a = Arrays.last(shape);
          return () -> kernels().convolution(shape, a.in(), a.weights(), null, a.out());
        },
        List.of(
            new Rival(Peer.STOCK_ND4J, "conv2d, " + NCHW, () -> stock("conv2d", shape, false)),
            torch(shape, false, List.of()),
            torch(shape, true, List.of())));
  }

  private static KernelCase data(ConvolutionShape shape) {
    return new KernelCase(
        name(shape) + " backward data",
        size(shape),
        () -> {
          Arrays a = Arrays.last(shape);
          return () ->
              kernels().convolutionBackwardData(shape, a.weights(), a.out(), a.gradientIn());
        },
        List.of(torch(shape, false, List.of(0)), torch(shape, true, List.of(0))));
  }

  private static KernelCase weights(ConvolutionShape shape) {
    return new KernelCase(
        name(shape) + " backward weights",
        size(shape),
        () -> {
          Arrays a = Arrays.last(shape);
          return () ->
              kernels()
                  .convolutionBackwardWeights(shape, a.in(), a.out(), a.gradientWeights(), null);
        },
        List.of(torch(shape, false, List.of(1)), torch(shape, true, List.of(1))));
  }

  private static KernelCase both(ConvolutionShape shape) {
    return new KernelCase(
        name(shape) + " backward both",
        size(shape),
        () -> {
          Arrays a = Arrays.last(shape);
          return () -> {
            kernels().convolutionBackwardData(shape, a.weights(), a.out(), a.gradientIn());
            kernels().convolutionBackwardWeights(shape, a.in(), a.out(), a.gradientWeights(), null);
          };
        },
        List.of(
            new Rival(Peer.STOCK_ND4J, "conv2d_bp, " + NCHW, () -> stock("conv2d_bp", shape, true)),
            torch(shape, false, List.of(0, 1)),
            torch(shape, true, List.of(0, 1))));
  }

  private static Contestant stock(String name, ConvolutionShape shape, boolean backward) {
    Arrays a = Arrays.first(shape);
    var op =
        DynamicCustomOp.builder(name)
            .addIntegerArguments(3, 3, 1, 1, 1, 1, 1, 1, 0, 0, 1); // sizes, NCHW, OIHW
    DynamicCustomOp built =
        backward
            ? op.addInputs(a.in(), a.weights(), a.out())
                .addOutputs(a.gradientIn(), a.gradientWeights())
                .build()
            : op.addInputs(a.in(), a.weights()).addOutputs(a.out()).build();
    return () -> Nd4j.exec(built);
  }

  /** Forward if no gradient is wanted; channels last is a view of that memory, as PyTorch asks. */
  private static Rival torch(ConvolutionShape s, boolean last, List<Integer> gradients) {
    Shape one = new Shape(1, 1);
    TorchKernel.Operation convolution =
        x ->
            Conv2d.conv2d(
                    last ? x.get(0).transpose(0, 3, 1, 2) : x.get(0),
                    last ? x.get(1).transpose(0, 3, 1, 2) : x.get(1),
                    null,
                    one,
                    one)
                .singletonOrThrow();
    List<long[]> shapes =
        last
            ? List.of(
                new long[] {s.batch(), s.height(), s.width(), s.in()},
                new long[] {s.out(), s.kernel(), s.kernel(), s.in()})
            : List.of(first4(s), new long[] {s.out(), s.in(), s.kernel(), s.kernel()});
    boolean forward = gradients.isEmpty();
    return new Rival(
        Peer.DJL_PYTORCH,
        (last ? NHWC : NCHW)
            + ", "
            + (forward ? TorchKernel.FORWARD_NOTE : TorchKernel.BACKWARD_NOTE),
        () ->
            forward
                ? TorchKernel.forward(convolution, shapes)
                : TorchKernel.backward(convolution, shapes, gradients));
  }

  private static Kernels kernels() {
    return Kernels.of(DataType.FLOAT);
  }

  private static String name(ConvolutionShape shape) {
    return "convolution %d to %d".formatted(shape.in(), shape.out());
  }

  private static String size(ConvolutionShape shape) {
    return "batch %d, %dx%d".formatted(shape.batch(), shape.height(), shape.width());
  }
}
