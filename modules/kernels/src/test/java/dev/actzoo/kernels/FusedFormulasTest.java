package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** From the call of a kernel to its launch, on a compiler and driver that are not there. */
class FusedFormulasTest {
  private static final double SMALL = 4e-6;

  private final FakeCuda cuda = new FakeCuda();
  private final FusedFormulas fused = new FusedFormulas(cuda);
  private final Kernels kernels = new Nd4jKernels(() -> fused);

  static Stream<Pointwise> functions() {
    return Stream.concat(
        Stream.of(NativePointwise.values()),
        Stream.of("x * atan(x)", "x if x > 0 else sinh(x)").map(FormulaPointwise::of));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void agreeWithTheOperationsOfNd4jBothWaysAndInPlace(Pointwise f) {
    INDArray[] given =
        SeededArrays.of(
            DataType.FLOAT, List.of(new long[] {30, 11}, new long[] {30, 11}), List.of());
    INDArray x = given[0].muli(3);
    INDArray y = x.ulike();
    kernels.activate(f, x, y);
    INDArray expected = x.ulike();
    Nd4jKernels.INSTANCE.activate(f, x, expected);
    assertThat(difference(y, expected)).isLessThan(SMALL);
    INDArray kept = f.backwardNeeds() == Pointwise.Needs.OUTPUT ? y : x;
    Nd4jKernels.INSTANCE.activateBackward(f, kept, given[1], expected);
    kernels.activateBackward(f, kept, given[1], given[1]);
    assertThat(difference(given[1], expected)).isLessThan(SMALL);
    boolean composed = f == Pointwise.IDENTITY || f.toString().startsWith("DL4J");
    assertThat(cuda.launches)
        .isEqualTo(
            composed
                ? List.of()
                : List.of("found forward", "2 x 256", "found backward", "2 x 256"));
  }

  /** The largest, relative where the expected value exceeds 1. */
  private static double difference(INDArray actual, INDArray expected) {
    INDArray size = Transforms.max(Transforms.abs(expected), 1.0);
    return actual.sub(expected).divi(size).amaxNumber().doubleValue();
  }

  @Test
  void learnedParametersAndTheirGradientsAreThoseOfTheOperationsOfNd4j() {
    FormulaPointwise f = FormulaPointwise.of("a * x * sigmoid(b * x); a ~ 1, b[channel] ~ 1");
    INDArray[] given =
        SeededArrays.of(
            DataType.FLOAT, List.of(new long[] {5, 7, 3}, new long[] {5, 7, 3}), List.of());
    List<INDArray> learned =
        List.of(Nd4j.createFromArray(1.5f), Nd4j.createFromArray(0.5f, 1f, 2f));
    INDArray[] ours = gradients(kernels, f, given, learned);
    INDArray[] composed = gradients(Nd4jKernels.INSTANCE, f, given, learned);
    for (int i = 0; i < ours.length; i++) {
      assertThat(difference(ours[i], composed[i])).isLessThan(SMALL);
    }
    assertThat(cuda.launches).contains("found by_parameter_0", "found by_parameter_1");
  }

  private static INDArray[] gradients(
      Kernels kernels, FormulaPointwise f, INDArray[] given, List<INDArray> learned) {
    INDArray out = given[0].ulike();
    INDArray in = given[0].ulike();
    INDArray byA = learned.get(0).ulike();
    INDArray byB = learned.get(1).ulike();
    kernels.activate(f, given[0], learned, out);
    kernels.activateBackward(f, given[0], learned, given[1], in, List.of(byA, byB));
    return new INDArray[] {out, in, byA, byB};
  }

  @Test
  void aFormulaIsCompiledOnceAndUsesItsInitialValuesUnlessGivenOthers() {
    INDArray x = Nd4j.createFromArray(-1f, 2f);
    INDArray y = x.ulike();
    FormulaPointwise f = FormulaPointwise.of("relu(x) - a * relu(-x); a[channel] ~ 0.25");
    kernels.activate(f, x, y);
    kernels.activate(f, x, y);
    assertThat(y.toFloatVector()).containsExactly(-0.25f, 2);
    assertThat(cuda.launches).containsExactly("found forward", "1 x 256", "1 x 256");
    assertThat(kernels.description()).endsWith(", formulas fused by NVRTC 11.6");
  }

  @Test
  void float64IsLeftToTheOperationsOfNd4j() {
    INDArray x = Nd4j.createFromArray(-1.0, 2.0);
    kernels.activate(Pointwise.RELU, x, x);
    assertThat(x.toDoubleVector()).containsExactly(0, 2);
    assertThat(cuda.launches).isEmpty();
  }

  @Test
  void withoutACompilerTheOperationsOfNd4jServeAndItIsAskedOnce() {
    int[] asked = {0};
    FusedFormulas none =
        new FusedFormulas(
            () -> {
              asked[0]++;
              throw new UnsatisfiedLinkError("libnvrtc.so.11.2: no such file");
            });
    Kernels composed = new Nd4jKernels(() -> none);
    INDArray x = Nd4j.createFromArray(-1f, 2f);
    for (int i = 0; i < 2; i++) {
      INDArray y = x.ulike();
      composed.activate(Pointwise.named("gelu"), x, y);
      assertThat(y.getFloat(1)).isBetween(1.954f, 1.955f);
    }
    assertThat(asked[0]).isEqualTo(1);
    assertThat(composed.description()).endsWith(", formulas composed of them");
  }

  @Test
  void whatCannotBeCompiledOrLaunchedIsComposedFromThenOn() {
    cuda.launchCode = 700;
    INDArray x = Nd4j.createFromArray(-1f, 2f);
    kernels.activateBackward(Pointwise.named("gelu"), x, Nd4j.onesLike(x), x);
    assertThat(x.getFloat(1)).isBetween(1.085f, 1.086f);
    cuda.launchCode = 0;
    kernels.activate(Pointwise.RELU, x, x);
    assertThat(cuda.launches).containsExactly("found backward");
    assertThat(cuda.loads).isEqualTo(1);
  }
}
