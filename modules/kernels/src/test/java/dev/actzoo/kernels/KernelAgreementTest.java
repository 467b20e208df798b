package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * oneDNN and ND4J in float32 against ND4J in float64, over odd shapes: the same call on all three,
 * the same numbers.
 */
class KernelAgreementTest {
  private static final double EPSILON = 1e-5;

  @Test
  void oneDnnServesFloatsAndNd4jDoubles() {
    assertThat(Kernels.of(DataType.FLOAT)).isSameAs(OneDnnKernels.INSTANCE);
    assertThat(Kernels.of(DataType.DOUBLE)).isSameAs(Nd4jKernels.INSTANCE);
    assertThat(Kernels.of(DataType.FLOAT).description()).startsWith("oneDNN 3.");
  }

  static Stream<ConvolutionShape> convolutions() {
    return Stream.of(
        new ConvolutionShape(1, 28, 28, 1, 16, 3, 1, 1),
        new ConvolutionShape(3, 9, 7, 3, 17, 3, 1, 1),
        new ConvolutionShape(4, 8, 8, 16, 32, 3, 2, 1),
        new ConvolutionShape(2, 7, 7, 17, 64, 3, 2, 1),
        new ConvolutionShape(2, 8, 8, 16, 32, 1, 2, 0),
        new ConvolutionShape(2, 11, 5, 3, 8, 5, 1, 2));
  }

  /** Those that are done by transforms of tiles where the processor has the instructions. */
  static Stream<ConvolutionShape> convolutionsByTiles() {
    return Stream.of(
        new ConvolutionShape(2, 32, 32, 16, 16, 3, 1, 1),
        new ConvolutionShape(11, 13, 15, 32, 48, 3, 1, 0),
        new ConvolutionShape(8, 15, 17, 16, 64, 3, 1, 2),
        new ConvolutionShape(129, 4, 4, 16, 16, 3, 1, 1),
        new ConvolutionShape(6, 12, 17, 48, 16, 4, 1, 1),
        new ConvolutionShape(6, 13, 14, 16, 32, 4, 1, 3),
        new ConvolutionShape(3, 12, 16, 80, 32, 5, 1, 2),
        new ConvolutionShape(4, 13, 13, 32, 16, 5, 1, 4),
        new ConvolutionShape(4, 16, 17, 16, 16, 5, 1, 0));
  }

  @ParameterizedTest
  @MethodSource("convolutionsByTiles")
  void convolutionsByTiles(ConvolutionShape s) {
    assertThat(WinogradGrid.suits(s)).isTrue();
    assertThat(WinogradGrid.suits(WinogradConvolution.backward(s))).isTrue();
    convolutions(s);
  }

  @ParameterizedTest
  @MethodSource("convolutions")
  void convolutions(ConvolutionShape s) {
    long[] in = {s.batch(), s.height(), s.width(), s.in()};
    long[] weights = {s.out(), s.in(), s.kernel(), s.kernel()};
    long[] out = {s.batch(), s.outputHeight(), s.outputWidth(), s.out()};
    long[] bias = {1, s.out()};
    agree(
        List.of(in, weights, bias),
        List.of(out),
        (kernels, a) -> kernels.convolution(s, a[0], a[1], a[2], a[3]));
    agree(
        List.of(in, weights),
        List.of(out),
        (kernels, a) -> kernels.convolution(s, a[0], a[1], null, a[2]));
    agree(
        List.of(weights, out),
        List.of(in),
        (kernels, a) -> kernels.convolutionBackwardData(s, a[0], a[1], a[2]));
    agree(
        List.of(in, out),
        List.of(weights, bias),
        (kernels, a) -> kernels.convolutionBackwardWeights(s, a[0], a[1], a[2], a[3]));
  }

  static Stream<long[]> rowsAndColumns() {
    return Stream.of(
        new long[] {2, 1},
        new long[] {5, 3},
        new long[] {49, 17},
        new long[] {128, 64},
        new long[] {7, 16},
        new long[] {1500, 48},
        new long[] {333, 80},
        new long[] {70, 272},
        new long[] {1502, 8},
        new long[] {37, 8},
        new long[] {300, 4},
        new long[] {160, 1});
  }

  @ParameterizedTest
  @MethodSource("rowsAndColumns")
  void batchNorm(long[] shape) {
    long[] channels = {1, shape[1]};
    agree(
        List.of(shape, channels, channels, shape),
        List.of(channels, channels, shape, shape, channels, channels),
        (kernels, a) -> {
          kernels.batchNorm(a[0], a[1], a[2], a[4], a[5], EPSILON, true, null, a[6]);
          kernels.batchNormBackward(a[0], a[1], a[4], a[5], EPSILON, null, a[3], a[7], a[8], a[9]);
        });
    agree(
        List.of(shape, channels, channels, channels),
        List.of(channels, shape),
        (kernels, a) -> {
          a[4].assign(a[3].mul(a[3]).addi(0.1));
          kernels.batchNorm(a[0], a[1], a[2], a[3], a[4], EPSILON, false, null, a[5]);
        });
  }

  @ParameterizedTest
  @MethodSource("rowsAndColumns")
  void batchNormWithRelu(long[] shape) {
    long[] channels = {1, shape[1]};
    agree(
        List.of(shape, channels, channels, shape),
        List.of(channels, channels, shape, shape, channels, channels),
        (kernels, a) -> {
          INDArray mask =
              Nd4j.create(DataType.INT8, kernels.positiveMaskLength(shape[0], shape[1]));
          kernels.batchNorm(a[0], a[1], a[2], a[4], a[5], EPSILON, true, mask, a[6]);
          assertThat(a[6].minNumber().doubleValue()).isGreaterThanOrEqualTo(0);
          kernels.batchNormBackward(a[0], a[1], a[4], a[5], EPSILON, mask, a[3], a[7], a[8], a[9]);
        });
  }

  @ParameterizedTest
  @MethodSource("rowsAndColumns")
  void layerNorm(long[] shape) {
    long[] features = {1, shape[1]};
    long[] rows = {shape[0]};
    agree(
        List.of(shape, features, features, shape),
        List.of(rows, rows, shape, shape, features, features),
        (kernels, a) -> {
          kernels.layerNorm(a[0], a[1], a[2], a[4], a[5], EPSILON, a[6]);
          kernels.layerNormBackward(a[0], a[1], a[4], a[5], EPSILON, a[3], a[7], a[8], a[9]);
        });
  }

  @ParameterizedTest
  @MethodSource("rowsAndColumns")
  void softmax(long[] shape) {
    agree(
        List.of(shape, shape),
        List.of(shape, shape),
        (kernels, a) -> {
          kernels.softmax(a[0], a[2]);
          kernels.softmaxBackward(a[2], a[1], a[3]);
        });
  }

  @Test
  void softmaxOfLargeScores() {
    for (Kernels kernels : List.of(OneDnnKernels.INSTANCE, Nd4jKernels.INSTANCE)) {
      INDArray scores =
          Nd4j.createFromArray(new float[][] {{-1e9f, -1e9f, -1e9f}, {1e4f, -1e4f, 1e4f}});
      kernels.softmax(scores, scores);
      assertThat(scores.getRow(0).toFloatVector()).containsOnly(1f / 3);
      assertThat(scores.getRow(1).toFloatVector()).containsExactly(0.5f, 0f, 0.5f);
    }
  }

  @Test
  void sums() {
    agree(
        List.of(new long[] {3, 5, 7}, new long[] {3, 5, 7}),
        List.of(new long[] {3, 5, 7}),
        (kernels, a) -> kernels.add(a[0], a[1], Pointwise.IDENTITY, a[2]));
  }

  @ParameterizedTest
  @EnumSource(
      value = NativePointwise.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"DL4J_GELU", "DL4J_GELU_PRECISE"})
  void functionsOfSumsAndProducts(NativePointwise f) {
    long[] shape = {9, 17};
    agree(List.of(shape, shape), List.of(shape), (kernels, a) -> kernels.add(a[0], a[1], f, a[2]));
    agree(
        List.of(new long[] {9, 3}, new long[] {3, 17}, new long[] {1, 17}),
        List.of(shape),
        (kernels, a) -> kernels.matmul(a[0], a[1], 0.5, a[2], f, a[3]));
  }

  @ParameterizedTest
  @MethodSource("rowsAndColumns")
  void columnSums(long[] shape) {
    agree(
        List.of(shape),
        List.of(new long[] {1, shape[1]}),
        (kernels, a) -> kernels.columnSums(a[0], a[1]));
  }

  @Test
  void productsElementByElement() {
    long[] shape = {3, 5, 7};
    agree(
        List.of(shape, shape), List.of(shape), (kernels, a) -> kernels.multiply(a[0], a[1], a[2]));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void copiesBetweenStrides(long odd) {
    long height = 8 - odd;
    long width = 6 - odd;
    agree(
        List.of(new long[] {2, height, width, 3}),
        List.of(new long[] {2, 4, 3, 8}),
        (kernels, a) -> {
          INDArray everySecond =
              a[0].get(
                  NDArrayIndex.all(),
                  NDArrayIndex.interval(0, 2, height),
                  NDArrayIndex.interval(0, 2, width),
                  NDArrayIndex.all());
          INDArray firstChannels =
              a[1].get(
                  NDArrayIndex.all(),
                  NDArrayIndex.all(),
                  NDArrayIndex.all(),
                  NDArrayIndex.interval(0, 3));
          kernels.copy(everySecond, firstChannels);
        });
  }

  @Test
  void products() {
    agree(
        List.of(new long[] {5, 7}, new long[] {7, 3}, new long[] {1, 3}),
        List.of(new long[] {5, 3}),
        (kernels, a) -> kernels.matmul(a[0], a[1], 0.5, a[2], a[3]));
    agree(
        List.of(new long[] {7, 5}, new long[] {3, 7}),
        List.of(new long[] {5, 3}),
        (kernels, a) -> kernels.matmul(a[0].transpose(), a[1].transpose(), 1, null, a[2]));
  }

  @Test
  void attentionScoresFromPermutedViews() {
    long batch = 3;
    long length = 6;
    long heads = 2;
    long width = 4;
    agree(
        List.of(new long[] {batch, length, 3, heads, width}, new long[] {batch, 1, 1, length}),
        List.of(
            new long[] {batch, heads, length, length}, new long[] {batch, length, heads, width}),
        (kernels, a) -> {
          INDArray queries = head(a[0], 0);
          INDArray keys = head(a[0], 1);
          INDArray values = head(a[0], 2);
          kernels.matmul(queries, keys.permute(0, 1, 3, 2), 0.5, a[1], a[2]);
          kernels.matmul(a[2], values, 1, null, a[3].permute(0, 2, 1, 3));
        });
  }

  private static INDArray head(INDArray packed, int which) {
    return packed
        .get(
            NDArrayIndex.all(),
            NDArrayIndex.all(),
            NDArrayIndex.point(which),
            NDArrayIndex.all(),
            NDArrayIndex.all())
        .permute(0, 2, 1, 3);
  }

  @Test
  void meansByProductsWithBroadcastOnes() {
    agree(
        List.of(new long[] {4, 9, 5}, new long[] {1, 1, 9}),
        List.of(new long[] {4, 1, 5}),
        (kernels, a) -> kernels.matmul(a[1], a[0], 1.0 / 9, null, a[2]));
  }

  @Test
  void arraysInsideLongerBuffers() {
    agree(
        List.of(new long[] {2, 60}),
        List.of(new long[] {2, 60}),
        (kernels, a) -> {
          INDArray in = a[0].reshape(120).get(NDArrayIndex.interval(20, 50));
          INDArray out = a[1].reshape(120).get(NDArrayIndex.interval(70, 100));
          kernels.activate(NativePointwise.TANH, in, out);
        });
  }

  /**
   * The kernels in bfloat16, where the processor has it, are those in float32 within its rounding.
   */
  @Test
  void bfloat16RoundsFactorsAlone() {
    ConvolutionShape s = new ConvolutionShape(2, 8, 8, 16, 32, 3, 1, 1);
    INDArray in = SeededArrays.of(DataType.FLOAT, List.of(new long[] {2, 8, 8, 16}), List.of())[0];
    INDArray weights =
        SeededArrays.of(DataType.FLOAT, List.of(new long[] {32, 16, 3, 3}), List.of())[0];
    INDArray exact = Nd4j.create(DataType.FLOAT, 2, 8, 8, 32);
    INDArray rounded = exact.ulike();
    Kernels kernels = Kernels.of(DataType.FLOAT);
    kernels.convolution(s, in, weights, null, exact);
    if (Kernels.supports(Precision.BFLOAT16)) {
      Kernels.multiplyIn(Precision.BFLOAT16);
      try {
        kernels.convolution(s, in, weights, null, rounded);
        INDArray product = Nd4j.create(DataType.FLOAT, 128, 32);
        INDArray left = in.reshape(128, 16);
        INDArray right =
            weights.reshape(16, 288).get(NDArrayIndex.all(), NDArrayIndex.interval(0, 32));
        kernels.matmul(left, right, 1, null, product);
        assertThat(relative(left.mmul(right), product)).isBetween(1e-5, 2e-2);
      } finally {
        Kernels.multiplyIn(Precision.FLOAT32);
      }
      assertThat(relative(exact, rounded)).isBetween(1e-5, 2e-2);
    } else {
      assertThatThrownBy(() -> Kernels.multiplyIn(Precision.BFLOAT16))
          .hasMessageContaining("no BFLOAT16");
    }
  }

  private static double relative(INDArray expected, INDArray actual) {
    return expected.sub(actual).norm2Number().doubleValue() / expected.norm2Number().doubleValue();
  }

  /** Runs the call in three ways on the same inputs and compares all outputs. */
  private static void agree(
      List<long[]> inputs, List<long[]> outputs, BiConsumer<Kernels, INDArray[]> call) {
    INDArray[] expected = SeededArrays.of(DataType.DOUBLE, inputs, outputs);
    call.accept(Nd4jKernels.INSTANCE, expected);
    for (Kernels kernels : List.of(OneDnnKernels.INSTANCE, Nd4jKernels.INSTANCE)) {
      INDArray[] actual = SeededArrays.of(DataType.FLOAT, inputs, outputs);
      call.accept(kernels, actual);
      for (int i = inputs.size(); i < actual.length; i++) {
        double scale = Math.max(1, expected[i].amaxNumber().doubleValue());
        double error =
            expected[i].sub(actual[i].castTo(DataType.DOUBLE)).amaxNumber().doubleValue() / scale;
        assertThat(error)
            .as("%s, output %d", kernels.description(), i - inputs.size())
            .isLessThan(2e-5);
      }
    }
  }
}
