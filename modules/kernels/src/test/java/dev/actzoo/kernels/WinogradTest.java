package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The algebra of the transforms, what is computed with them, and that it does not depend on how the
 * work is shared. That it is a convolution is tested in {@link KernelAgreementTest}.
 */
class WinogradTest {
  private static final ConvolutionShape STAGE = new ConvolutionShape(128, 8, 8, 64, 64, 3, 1, 1);

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5})
  void theTransformsGiveTheOutputsOfOneAxis(int kernel) {
    int outputs = 7 - kernel;
    double[] in = random(6, 1);
    double[] weights = random(kernel, 2);
    double[] products =
        multiply(
            apply(WinogradTransform.interpolation(), in),
            apply(WinogradTransform.evaluation(kernel, true), weights));
    assertThat(apply(WinogradTransform.transposedEvaluation(outputs, false), products))
        .containsExactly(correlation(in, weights), within(1e-14));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5})
  void theTransformsGiveTheWeightsGradientOfOneAxis(int kernel) {
    int outputs = 7 - kernel;
    double[] in = random(6, 1);
    double[] gradientOut = random(outputs, 2);
    double[] products =
        multiply(
            apply(WinogradTransform.interpolation(), in),
            apply(WinogradTransform.evaluation(outputs, false), gradientOut));
    assertThat(apply(WinogradTransform.transposedEvaluation(kernel, true), products))
        .containsExactly(correlation(in, gradientOut), within(1e-14));
  }

  private static double[] random(int length, int seed) {
    return new SplittableRandom(seed).doubles(length, -2, 2).toArray();
  }

  /** Group by group, as the code does it. */
  private static double[] apply(WinogradTransform transform, double[] to) {
    double[] results = new double[transform.outputs()];
    for (WinogradTransform.Group group : transform.groups()) {
      double[] sources = Arrays.copyOf(to, to.length + group.inner().size());
      for (int i = 0; i < group.inner().size(); i++) {
        sources[to.length + i] = sum(group.inner().get(i), to);
      }
      group.outputs().forEach(output -> results[output.number()] = sum(output.terms(), sources));
    }
    return results;
  }

  private static double sum(List<WinogradTransform.Term> terms, double[] sources) {
    return terms.stream().mapToDouble(term -> term.factor() * sources[term.source()]).sum();
  }

  private static double[] multiply(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).toArray();
  }

  private static double[] correlation(double[] in, double[] weights) {
    return IntStream.rangeClosed(0, in.length - weights.length)
        .mapToDouble(
            at ->
                IntStream.range(0, weights.length).mapToDouble(i -> in[at + i] * weights[i]).sum())
        .toArray();
  }

  @Test
  void convolutionsThatGainNothingAreLeftToOneDnn() {
    assertThat(WinogradGrid.suits(STAGE)).isTrue();
    assertThat(WinogradGrid.suits(with(128, 64, 64, 3, 2))).as("stride 2").isFalse();
    assertThat(WinogradGrid.suits(with(128, 64, 64, 1, 1))).as("kernel of 1").isFalse();
    assertThat(WinogradGrid.suits(with(128, 64, 64, 7, 1))).as("kernel of 7").isFalse();
    assertThat(WinogradGrid.suits(with(128, 3, 64, 3, 1))).as("3 inputs").isFalse();
    assertThat(WinogradGrid.suits(with(128, 64, 17, 3, 1))).as("17 outputs").isFalse();
    assertThat(WinogradGrid.suits(with(1, 64, 64, 3, 1))).as("one image").isFalse();
    ConvolutionShape small = new ConvolutionShape(512, 5, 5, 16, 16, 3, 1, 0);
    assertThat(WinogradGrid.suits(small)).as("mostly outside").isTrue();
    ConvolutionShape smaller = new ConvolutionShape(512, 4, 4, 16, 16, 3, 1, 0);
    assertThat(WinogradGrid.suits(smaller)).as("a quarter of a tile").isFalse();
  }

  private static ConvolutionShape with(int batch, int in, int out, int kernel, int stride) {
    return new ConvolutionShape(batch, 8, 8, in, out, kernel, stride, 1);
  }

  @Test
  void anImagesOutputsAreTheSameInAnyBatch() {
    ConvolutionShape fewer = new ConvolutionShape(61, 8, 8, 64, 64, 3, 1, 1);
    INDArray[] a = arrays(STAGE);
    OneDnnKernels.INSTANCE.convolution(STAGE, a[0], a[1], null, a[2]);
    INDArray[] b = arrays(fewer);
    b[0].assign(first(a[0], 61));
    OneDnnKernels.INSTANCE.convolution(fewer, b[0], b[1], null, b[2]);
    assertThat(b[2].data().asFloat()).isEqualTo(first(a[2], 61).dup().data().asFloat());
  }

  private static INDArray first(INDArray batch, int images) {
    return batch.get(NDArrayIndex.interval(0, images));
  }

  private static INDArray[] arrays(ConvolutionShape s) {
    long[] images = {s.batch(), s.height(), s.width(), s.in()};
    long[] weights = {s.out(), s.in(), s.kernel(), s.kernel()};
    return SeededArrays.of(DataType.FLOAT, List.of(images, weights), List.of(images));
  }

  @Test
  void theWeightsGradientIsTheSameEachTime() {
    INDArray[] a = arrays(STAGE);
    INDArray gradient = a[1].dup();
    OneDnnKernels.INSTANCE.convolutionBackwardWeights(STAGE, a[0], a[0], a[1], null);
    for (int i = 0; i < 20; i++) {
      OneDnnKernels.INSTANCE.convolutionBackwardWeights(STAGE, a[0], a[0], gradient, null);
      assertThat(gradient.data().asFloat()).isEqualTo(a[1].data().asFloat());
    }
  }

  @Test
  void whatIsNotFiniteStaysInItsImage() {
    INDArray[] a = arrays(STAGE);
    INDArray[] spoilt = arrays(STAGE);
    spoilt[0].putScalar(new long[] {5, 3, 3, 7}, Float.NaN);
    OneDnnKernels.INSTANCE.convolution(STAGE, a[0], a[1], null, a[2]);
    OneDnnKernels.INSTANCE.convolution(STAGE, spoilt[0], spoilt[1], null, spoilt[2]);
    for (int image = 0; image < 128; image++) {
      float[] out = spoilt[2].slice(image).dup().data().asFloat();
      if (image == 5) {
        assertThat(spoilt[2].getFloat(5, 3, 3, 0)).isNaN();
      } else {
        assertThat(out).isEqualTo(a[2].slice(image).dup().data().asFloat());
      }
    }
  }
}
