package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Pooling by oneDNN in float32 and by ND4J in both types against plain loops in float64, over odd
 * shapes and with equal elements in a window.
 */
class PoolingAgreementTest {
  private static final double BOUND = 1e-6;

  static Stream<PoolingShape> shapes() {
    return Stream.of(
        new PoolingShape(1, 4, 4, 3, 2, 2, 0),
        new PoolingShape(2, 9, 7, 17, 3, 2, 1),
        new PoolingShape(3, 8, 8, 64, 3, 2, 1),
        new PoolingShape(2, 7, 5, 3, 3, 2, 0),
        new PoolingShape(1, 28, 28, 1, 3, 1, 1),
        new PoolingShape(2, 11, 5, 17, 5, 3, 2),
        new PoolingShape(1, 3, 3, 64, 3, 3, 0));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void maximum(PoolingShape s) {
    double[] expectedOut = new double[Math.toIntExact(outLength(s))];
    double[] expectedGradient = new double[Math.toIntExact(inLength(s))];
    INDArray[] data = data(DataType.DOUBLE, s);
    forEachWindow(
        s,
        (out, elements) -> {
          int best = elements[0];
          for (int element : elements) {
            best =
                data[0].data().getDouble(element) > data[0].data().getDouble(best) ? element : best;
          }
          expectedOut[out] = data[0].data().getDouble(best);
          expectedGradient[best] += data[1].data().getDouble(out);
        });
    everyKernel(
        s,
        (kernels, a) -> {
          INDArray winners = Nd4j.create(DataType.INT8, kernels.winnersLength(s));
          kernels.maxPool(s, a[0], winners, a[2]);
          kernels.maxPoolBackward(s, winners, a[1], a[3]);
          INDArray inference = a[2].ulike();
          kernels.maxPool(s, a[0], null, inference);
          assertThat(inference).isEqualTo(a[2]);
        },
        expectedOut,
        expectedGradient);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void average(PoolingShape s) {
    double[] expectedOut = new double[Math.toIntExact(outLength(s))];
    double[] expectedGradient = new double[Math.toIntExact(inLength(s))];
    INDArray[] data = data(DataType.DOUBLE, s);
    forEachWindow(
        s,
        (out, elements) -> {
          for (int element : elements) {
            expectedOut[out] += data[0].data().getDouble(element) / elements.length;
            expectedGradient[element] += data[1].data().getDouble(out) / elements.length;
          }
        });
    everyKernel(
        s,
        (kernels, a) -> {
          kernels.averagePool(s, a[0], a[2]);
          kernels.averagePoolBackward(s, a[1], a[3]);
        },
        expectedOut,
        expectedGradient);
  }

  private interface Call {
    void run(Kernels kernels, INDArray[] arrays);
  }

  private interface Window {
    /**
     * @param elements of the input in C order, padding left out
     */
    void visit(int out, int[] elements);
  }

  private static void everyKernel(PoolingShape s, Call call, double[] out, double[] gradient) {
    check("oneDNN", OneDnnKernels.INSTANCE, data(DataType.FLOAT, s), call, out, gradient);
    check("ND4J float32", Nd4jKernels.INSTANCE, data(DataType.FLOAT, s), call, out, gradient);
    check("ND4J float64", Nd4jKernels.INSTANCE, data(DataType.DOUBLE, s), call, out, gradient);
  }

  private static void check(
      String who, Kernels kernels, INDArray[] arrays, Call call, double[] out, double[] gradient) {
    call.run(kernels, arrays);
    assertThat(greatestDifference(arrays[2], out)).as(who + " values").isLessThan(BOUND);
    assertThat(greatestDifference(arrays[3], gradient)).as(who + " gradients").isLessThan(BOUND);
  }

  private static double greatestDifference(INDArray actual, double[] expected) {
    double[] values = actual.dup('c').data().asDouble();
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      worst = Math.max(worst, Math.abs(values[i] - expected[i]));
    }
    return worst;
  }

  /** The images, half of their elements cut to zero; gradients of the result; room for both. */
  private static INDArray[] data(DataType type, PoolingShape s) {
    long[] in = {s.batch(), s.height(), s.width(), s.channels()};
    long[] out = {s.batch(), s.outputHeight(), s.outputWidth(), s.channels()};
    INDArray[] arrays = SeededArrays.of(type, List.of(in, out), List.of(out, in));
    for (long i = 0; i < arrays[0].length(); i++) {
      arrays[0].data().put(i, Math.max(0, arrays[0].data().getDouble(i)));
    }
    return arrays;
  }

  private static void forEachWindow(PoolingShape s, Window window) {
    int channels = Math.toIntExact(s.channels());
    for (int out = 0; out < outLength(s); out++) {
      int channel = out % channels;
      int column = (int) (out / channels % s.outputWidth());
      int row = (int) (out / channels / s.outputWidth() % s.outputHeight());
      int example = (int) (out / channels / s.outputWidth() / s.outputHeight());
      int[] elements = new int[s.window() * s.window()];
      int count = 0;
      for (int i = 0; i < s.window(); i++) {
        for (int j = 0; j < s.window(); j++) {
          long y = (long) row * s.stride() - s.padding() + i;
          long x = (long) column * s.stride() - s.padding() + j;
          if (y >= 0 && y < s.height() && x >= 0 && x < s.width()) {
            elements[count++] =
                (int) (((example * s.height() + y) * s.width() + x) * channels + channel);
          }
        }
      }
      window.visit(out, java.util.Arrays.copyOf(elements, count));
    }
  }

  private static long inLength(PoolingShape s) {
    return s.batch() * s.height() * s.width() * s.channels();
  }

  private static long outLength(PoolingShape s) {
    return s.batch() * s.outputHeight() * s.outputWidth() * s.channels();
  }
}
