package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Weights are brought into the form of a kernel once while they stand, and at each call after. */
class KeptWeightsTest {
  /** By tiles where the processor has the instructions, and by oneDNN. */
  static Stream<ConvolutionShape> shapes() {
    return Stream.of(
        new ConvolutionShape(32, 8, 8, 16, 16, 3, 1, 1),
        new ConvolutionShape(4, 8, 8, 16, 16, 3, 2, 1));
  }

  private static INDArray[] arrays(ConvolutionShape s) {
    long[] in = {s.batch(), s.height(), s.width(), s.in()};
    long[] weights = {s.out(), s.in(), s.kernel(), s.kernel()};
    long[] out = {s.batch(), s.outputHeight(), s.outputWidth(), s.out()};
    return SeededArrays.of(DataType.FLOAT, List.of(in, weights, weights), List.of(out));
  }

  private static float[] convolve(ConvolutionShape s, INDArray[] a, int weights) {
    OneDnnKernels.INSTANCE.convolution(s, a[0], a[weights], null, a[3]);
    return a[3].data().asFloat();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void layersOfOneShapeKeepTheirOwn(ConvolutionShape s) {
    INDArray[] a = arrays(s);
    float[] first = convolve(s, a, 1);
    float[] second = convolve(s, a, 2);
    assertThat(first).isNotEqualTo(second);
    Kernels.whileWeightsStand(
        () -> {
          for (int batch = 0; batch < 3; batch++) {
            assertThat(convolve(s, a, 1)).isEqualTo(first);
            assertThat(convolve(s, a, 2)).isEqualTo(second);
          }
          return null;
        });
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void theyAreMadeOnceAndForgottenAfterwards(ConvolutionShape s) {
    INDArray[] a = arrays(s);
    INDArray changed = a[1].mul(2);
    float[] before = convolve(s, a, 1);
    for (int time = 0; time < 2; time++) {
      INDArray original = a[1].dup();
      Kernels.whileWeightsStand(
          () -> {
            assertThat(convolve(s, a, 1)).isEqualTo(before);
            a[1].assign(changed);
            return Kernels.whileWeightsStand(
                () -> {
                  assertThat(convolve(s, a, 1)).isEqualTo(before);
                  return null;
                });
          });
      assertThat(convolve(s, a, 1)).isNotEqualTo(before);
      a[1].assign(original);
      assertThat(convolve(s, a, 1)).isEqualTo(before);
    }
  }

  @Test
  void nothingIsKeptAfterAFailure() {
    assertThatThrownBy(
            () ->
                Kernels.whileWeightsStand(
                    () -> {
                      assertThat(KeptWeights.ofThread()).isNotNull();
                      throw new IllegalStateException("diverged");
                    }))
        .hasMessage("diverged");
    assertThat(KeptWeights.ofThread()).isNull();
  }
}
