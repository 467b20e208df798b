package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A kernel that has been called before makes no objects, so a training step leaves none of it. */
@EnabledIf("areOneDnns")
class GarbageTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CALLS = 200;

  /** In one of them nothing is loaded, linked or compiled any more. */
  private static final int ROUNDS = 5;

  private static final Kernels KERNELS = Kernels.of(DataType.FLOAT);

  static boolean areOneDnns() {
    return OneDnnKernels.available();
  }

  static Stream<Arguments> kernels() {
    return Stream.of(
            convolutions(),
            normalisations(),
            elementwise(),
            learned(),
            folds(),
            gates(),
            radials(),
            products(),
            poolings())
        .flatMap(each -> each);
  }

  private static INDArray array(long... shape) {
    return Nd4j.rand(DataType.FLOAT, shape);
  }

  private static Arguments kernel(String name, Runnable call) {
    return Arguments.of(name, call);
  }

  private static Stream<Arguments> convolutions() {
    return Stream.of(
            new ConvolutionShape(32, 12, 12, 16, 32, 3, 1, 1),
            new ConvolutionShape(2, 8, 8, 3, 16, 3, 2, 1))
        .flatMap(
            shape -> {
              INDArray in = array(shape.batch(), shape.height(), shape.width(), shape.in());
              INDArray out =
                  array(shape.batch(), shape.outputHeight(), shape.outputWidth(), shape.out());
              INDArray weights = array(shape.out(), shape.in(), 3, 3);
              INDArray bias = array(shape.out());
              return Stream.of(
                  kernel(
                      "forward of " + shape,
                      () -> KERNELS.convolution(shape, in, weights, bias, out)),
                  kernel(
                      "backward data of " + shape,
                      () -> KERNELS.convolutionBackwardData(shape, weights, out, in)),
                  kernel(
                      "backward weights of " + shape,
                      () -> KERNELS.convolutionBackwardWeights(shape, in, out, weights, bias)));
            });
  }

  private static Stream<Arguments> normalisations() {
    return Stream.of(8, 32)
        .flatMap(
            channels -> {
              INDArray in = array(64, channels);
              INDArray out = array(64, channels);
              INDArray gain = array(1, channels);
              INDArray shift = array(1, channels);
              INDArray mean = array(1, channels);
              INDArray variance = array(1, channels);
              INDArray rowMean = array(64);
              INDArray rowVariance = array(64);
              INDArray mask = Nd4j.create(DataType.INT8, KERNELS.positiveMaskLength(64, channels));
              return Stream.of(
                  kernel(
                      "batch norm, " + channels,
                      () ->
                          KERNELS.batchNorm(
                              in, gain, shift, mean, variance, 1e-5, true, mask, out)),
                  kernel(
                      "batch norm as it has been learned, " + channels,
                      () ->
                          KERNELS.batchNorm(
                              in, gain, shift, mean, variance, 1e-5, false, null, out)),
                  kernel(
                      "batch norm backward, " + channels,
                      () ->
                          KERNELS.batchNormBackward(
                              in, gain, mean, variance, 1e-5, mask, out, in, gain, shift)),
                  kernel(
                      "layer norm, " + channels,
                      () -> KERNELS.layerNorm(in, gain, shift, rowMean, rowVariance, 1e-5, out)),
                  kernel(
                      "layer norm backward, " + channels,
                      () ->
                          KERNELS.layerNormBackward(
                              in, gain, rowMean, rowVariance, 1e-5, out, in, gain, shift)),
                  kernel("softmax, " + channels, () -> KERNELS.softmax(in, out)),
                  kernel(
                      "softmax backward, " + channels, () -> KERNELS.softmaxBackward(out, in, in)));
            });
  }

  private static Stream<Arguments> elementwise() {
    INDArray in = array(64, 48);
    INDArray other = array(64, 48);
    INDArray out = array(64, 48);
    INDArray odd = array(7, 3);
    INDArray view =
        Nd4j.create(DataType.FLOAT, 64, 96).get(NDArrayIndex.all(), NDArrayIndex.interval(0, 48));
    Stream<Arguments> functions =
        Stream.concat(Stream.of("relu", "gelu", "identity"), compiled())
            .map(Pointwise::named)
            .flatMap(
                f ->
                    Stream.of(
                        kernel(f + " forward", () -> KERNELS.activate(f, in, out)),
                        kernel(f + " backward", () -> KERNELS.activateBackward(f, in, out, other)),
                        kernel(f + " of sum", () -> KERNELS.add(in, other, f, out))));
    return Stream.concat(
        functions,
        Stream.of(
            kernel("odd sum", () -> KERNELS.add(odd, odd, Pointwise.IDENTITY, odd)),
            kernel("product", () -> KERNELS.multiply(in, other, out)),
            kernel("copy", () -> KERNELS.copy(in, view))));
  }

  /** Functions that are run as machine code, where there is any: loops in Java make objects. */
  private static Stream<String> compiled() {
    return MachineCode.vectors().isPresent() ? Stream.of("selu", "serf") : Stream.of();
  }

  private static Stream<Arguments> learned() {
    if (MachineCode.vectors().isEmpty()) {
      return Stream.of();
    }
    INDArray in = array(64, 48);
    INDArray other = array(64, 48);
    INDArray out = array(64, 48);
    FormulaPointwise ofLayer = FormulaPointwise.of("x * sigmoid(beta * x); beta ~ 1");
    FormulaPointwise ofChannels =
        FormulaPointwise.of("a * x if x > 0 else b * x; a[channel] ~ 1, b ~ 0.1");
    List<INDArray> one = List.of(array(1));
    List<INDArray> two = List.of(array(48), array(1));
    return Stream.of(
        kernel("learned by layer", () -> KERNELS.activate(ofLayer, in, one, out)),
        kernel(
            "learned by layer backward",
            () -> KERNELS.activateBackward(ofLayer, in, one, out, other, one)),
        kernel("learned by channel", () -> KERNELS.activate(ofChannels, in, two, out)),
        kernel(
            "learned by channel backward",
            () -> KERNELS.activateBackward(ofChannels, in, two, out, other, two)));
  }

  private static Stream<Arguments> folds() {
    INDArray in = array(64, 48);
    INDArray back = array(64, 48);
    return Stream.of(FoldFunction.values())
        .flatMap(f -> Stream.of(2, 5).map(k -> Map.entry(f, k)))
        .flatMap(
            each -> {
              FoldFunction f = each.getKey();
              int k = each.getValue();
              INDArray out = array(64, f.outputs(48, k));
              INDArray gradient = array(64, f.outputs(48, k));
              return Stream.of(
                  kernel(f + " of " + k, () -> KERNELS.fold(f, k, in, out)),
                  kernel(
                      f + " of " + k + " backward",
                      () -> KERNELS.foldBackward(f, k, in, out, gradient, back)));
            });
  }

  /** Where halves are copied there are views of them. */
  private static Stream<Arguments> gates() {
    if (!RowFunction.areAvailable()) {
      return Stream.of();
    }
    INDArray in = array(64, 48);
    INDArray back = array(64, 48);
    INDArray opened = array(64, 24);
    INDArray out = array(64, 24);
    return Stream.of("silu", "relu", "serf")
        .map(Pointwise::named)
        .flatMap(
            f ->
                Stream.of(
                    kernel(f + " gate", () -> KERNELS.gate(f, in, null, opened, out)),
                    kernel(
                        f + " gate backward",
                        () -> KERNELS.gateBackward(f, in, null, opened, out, back))));
  }

  private static Stream<Arguments> radials() {
    INDArray squares = array(64, 48);
    INDArray rowSquares = array(64, 1);
    INDArray row = array(1, 48);
    INDArray factors = array(1, 48);
    INDArray out = array(64, 48);
    INDArray back = array(64, 48);
    Stream<Arguments> besides =
        Stream.of(
            kernel("row added", () -> KERNELS.addRow(out, row, back)),
            kernel("row squares", () -> KERNELS.rowSquares(out, rowSquares)),
            kernel("weighted rows", () -> KERNELS.addWeightedRows(out, squares, 0.5, back)),
            kernel("moving average", () -> KERNELS.moveAverage(row, factors, 1, 0.1)));
    if (!RowFunction.areAvailable()) {
      return besides;
    }
    RadialFunction f = RadialFunction.GAUSSIAN;
    return Stream.concat(
        besides,
        Stream.of(
            kernel("radial", () -> KERNELS.radial(f, rowSquares, row, factors, squares, out)),
            kernel(
                "radial backward",
                () -> KERNELS.radialBackward(f, squares, factors, out, back, squares))));
  }

  private static Stream<Arguments> products() {
    INDArray a = array(4, 2, 24, 32);
    INDArray b = array(4, 2, 32, 16);
    INDArray c = array(4, 2, 24, 16);
    INDArray mask = array(4, 1, 1, 16);
    INDArray rows = array(24, 32);
    INDArray weights = array(32, 16);
    INDArray bias = array(1, 16);
    INDArray out = array(24, 16);
    return Stream.of(
        kernel("product of many", () -> KERNELS.matmul(a, b, 0.5, mask, c)),
        kernel("dense", () -> KERNELS.matmul(rows, weights, 1, bias, Pointwise.RELU, out)),
        kernel("column sums", () -> KERNELS.columnSums(out, bias)));
  }

  private static Stream<Arguments> poolings() {
    PoolingShape shape = new PoolingShape(2, 8, 8, 16, 2, 2, 0);
    INDArray in = array(2, 8, 8, 16);
    INDArray out = array(2, 4, 4, 16);
    INDArray winners = Nd4j.create(DataType.INT8, KERNELS.winnersLength(shape));
    return Stream.of(
        kernel("max pool", () -> KERNELS.maxPool(shape, in, winners, out)),
        kernel("max pool backward", () -> KERNELS.maxPoolBackward(shape, winners, out, in)),
        kernel("average pool", () -> KERNELS.averagePool(shape, in, out)),
        kernel("average pool backward", () -> KERNELS.averagePoolBackward(shape, out, in)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kernels")
  void aCallLeavesNothing(String name, Runnable call) {
    assertThat(bytes(call)).isLessThan(1);
  }

  /** The bytes of Java objects that a call makes on this thread, in the quietest round. */
  static double bytes(Runnable call) {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return (double) least / CALLS;
  }
}
