package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Ridge;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Every elementwise function of both kernels against the catalogue's double-precision reference.
 */
class PointwiseAccuracyTest {
  /** On [-30, 30]. */
  private static final double BOUND = 2e-6;

  /** On [-10000, 10000]. */
  private static final double FAR_BOUND = 1e-5;

  static Stream<Arguments> ours() {
    return Stream.of(OneDnnKernels.INSTANCE, Nd4jKernels.INSTANCE)
        .flatMap(
            kernels ->
                Catalogue.ridges().stream()
                    .filter(a -> NativePointwise.find(a.name()).isPresent())
                    .filter(a -> !a.name().startsWith("dl4j-"))
                    .map(a -> Arguments.of(kernels, a)));
  }

  @Test
  void everyCatalogueEntryHasAKernel() {
    assertThat(Catalogue.ridges().stream().map(a -> Pointwise.named(a.name())))
        .contains(NativePointwise.values());
  }

  @ParameterizedTest
  @MethodSource("ours")
  void valueAndDerivativeAreWithinTwoMillionths(Kernels kernels, Ridge activation) {
    INDArray x = Nd4j.linspace(DataType.FLOAT, -30, 60.0 / 60_000, 60_001).reshape(60_001);
    Errors errors = Errors.of(kernels, activation, x);
    assertThat(errors.value()).as("value").isLessThan(BOUND);
    assertThat(errors.derivative()).as("derivative").isLessThan(BOUND);
  }

  @ParameterizedTest
  @MethodSource("ours")
  void valueAndDerivativeStayFiniteFarOut(Kernels kernels, Ridge activation) {
    INDArray x = Nd4j.linspace(DataType.FLOAT, -1e4, 2e4 / 40_000, 40_001).reshape(40_001);
    Errors errors = Errors.of(kernels, activation, x);
    assertThat(errors.value()).as("value").isLessThan(FAR_BOUND);
    assertThat(errors.derivative()).as("derivative").isLessThan(FAR_BOUND);
  }

  @ParameterizedTest
  @MethodSource("ours")
  void worksInPlaceBothWays(Kernels kernels, Ridge activation) {
    Pointwise f = Pointwise.named(activation.name());
    INDArray x = SeededArrays.of(DataType.FLOAT, List.of(new long[] {7, 11}), List.of())[0];
    INDArray y = x.ulike();
    kernels.activate(f, x, y);
    INDArray gradient = x.mul(0.5);
    INDArray gradientIn = x.ulike();
    INDArray kept = f.backwardNeeds() == Pointwise.Needs.OUTPUT ? y : x;
    kernels.activateBackward(f, kept, gradient, gradientIn);

    INDArray inPlace = x.dup();
    kernels.activate(f, inPlace, inPlace);
    assertThat(inPlace).isEqualTo(y);
    kernels.activateBackward(f, kept, gradient, gradient);
    assertThat(gradient).isEqualTo(gradientIn);
  }

  /** What the catalogue's notes say of Deeplearning4j's own operations, measured again. */
  @Test
  void stockOperationsErrAsTheCatalogueStates() {
    INDArray x = Nd4j.linspace(DataType.FLOAT, -30, 60.0 / 60_000, 60_001).reshape(60_001);

    Ridge sigmoidForm = Catalogue.ridge("dl4j-gelu");
    Errors stock = Errors.of(Nd4jKernels.INSTANCE, sigmoidForm, x);
    assertThat(stock.value()).isLessThan(BOUND);
    assertThat(stock.derivativeNotFiniteAt()).isBetween(26.0, 26.1);
    assertThat(sigmoidForm.note()).contains("NaN for x above 26");

    Ridge cubedConstant = Catalogue.ridge("dl4j-gelu-precise");
    stock = Errors.of(Nd4jKernels.INSTANCE, cubedConstant, x);
    assertThat(stock.value()).isLessThan(BOUND);
    assertThat(stock.derivative()).isBetween(9.2e-5, 9.4e-5);
    assertThat(cubedConstant.note()).contains("9.3e-5");
  }

  @Test
  void softplusOfOneDnnErrsFarOutAsTheCatalogueStates() {
    INDArray x = Nd4j.linspace(DataType.FLOAT, -90, 60.0 / 60_000, 60_001).reshape(60_001);
    Ridge softplus = Catalogue.ridge("softplus");
    assertThat(Errors.of(OneDnnKernels.INSTANCE, softplus, x).value()).isLessThan(8e-6);
    assertThat(softplus.note()).contains("8e-6");
  }

  /**
   * Largest errors against the reference, relative where |f| exceeds 1, and the smallest |x| at
   * which the derivative is not finite.
   */
  record Errors(double value, double derivative, double derivativeNotFiniteAt) {
    static Errors of(Kernels kernels, Ridge activation, INDArray x) {
      Pointwise f = Pointwise.named(activation.name());
      INDArray y = x.ulike();
      kernels.activate(f, x, y);
      INDArray slope = x.ulike();
      INDArray kept = f.backwardNeeds() == Pointwise.Needs.OUTPUT ? y : x;
      kernels.activateBackward(f, kept, Nd4j.onesLike(x), slope);
      double value = 0;
      double derivative = 0;
      double notFinite = Double.POSITIVE_INFINITY;
      for (long i = 0; i < x.length(); i++) {
        double at = x.getFloat(i);
        value = Math.max(value, error(activation.value(at), y.getFloat(i)));
        if (Float.isFinite(slope.getFloat(i))) {
          derivative = Math.max(derivative, error(activation.derivative(at), slope.getFloat(i)));
        } else {
          notFinite = Math.min(notFinite, Math.abs(at));
        }
      }
      return new Errors(
          value, Double.isFinite(notFinite) ? Double.POSITIVE_INFINITY : derivative, notFinite);
    }

    private static double error(double expected, double actual) {
      return Double.isFinite(actual)
          ? Math.abs(expected - actual) / Math.max(1, Math.abs(expected))
          : Double.POSITIVE_INFINITY;
    }
  }
}
