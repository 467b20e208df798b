package dev.actzoo.activations;

import static dev.actzoo.activations.Catalogue.ridge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Limits, conventions at kinks, and figures that are known from elsewhere. */
class KnownFactsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  static Stream<Ridge> activations() {
    return Catalogue.ridges().stream();
  }

  @ParameterizedTest
  @CsvSource({
    "gelu, 1, 0.8413447460685429",
    "gelu, -1, -0.15865525393145707",
    "dl4j-gelu-precise, 1, 0.8314",
    "gelu-sigmoid, 1, 0.8458",
    "silu, 1, 0.7310585786300049",
    "mish, 1, 0.8650983882673103",
    "softplus, 0, 0.6931471805599453",
    "tanh, 0.5, 0.46211715726000973",
    "hard-swish, 1, 0.6666666666666666",
    "relu6, 7, 6",
    "leaky-relu, -2, -0.02"
  })
  void spotValues(String name, double x, String expected) {
    double unit = Math.pow(10, -Math.min(15, expected.replaceAll("^-?\\d*\\.?", "").length()));
    assertThat(ridge(name).value(x)).isCloseTo(Double.parseDouble(expected), within(unit));
  }

  @ParameterizedTest
  @CsvSource({
    "gelu, 0, 0.5",
    "gelu-tanh, 0, 0.5",
    "gelu, 1, 1.0833154705876864",
    "silu, 0, 0.5",
    "mish, 0, 0.6",
    "softplus, 0, 0.5",
    "sigmoid, 0, 0.25",
    "tanh, 0, 1",
    "elu, 0, 1",
    "hard-swish, 0, 0.5",
    "relu, 0, 0",
    "leaky-relu, 0, 0.01",
    "selu, 0, 1.7580993408473768",
    "relu6, 0, 0",
    "relu6, 6, 0",
    "hard-swish, -3, 0",
    "hard-swish, 3, 1"
  })
  void spotDerivativesAndConventionsAtKinks(String name, double x, double expected) {
    assertThat(ridge(name).derivative(x)).isCloseTo(expected, within(1e-15));
  }

  @ParameterizedTest
  @MethodSource("activations")
  void theFarLeftIsTheLimit(Ridge activation) {
    switch (activation.name()) {
      case "identity" -> assertLimits(activation, -INFINITY, -INFINITY, 1);
      case "leaky-relu" -> assertLimits(activation, -INFINITY, -INFINITY, 0.01);
      case "elu", "tanh" -> assertLimits(activation, -INFINITY, -1, 0);
      case "selu" -> assertLimits(activation, -INFINITY, -1.7580993408473768, 0);
      default -> assertLimits(activation, -INFINITY, 0, 0);
    }
  }

  @ParameterizedTest
  @MethodSource("activations")
  void theFarRightIsTheLimit(Ridge activation) {
    switch (activation.name()) {
      case "relu6" -> assertLimits(activation, INFINITY, 6, 0);
      case "tanh", "sigmoid" -> assertLimits(activation, INFINITY, 1, 0);
      case "selu" -> assertLimits(activation, INFINITY, INFINITY, 1.0507009873554805);
      default -> assertLimits(activation, INFINITY, INFINITY, 1);
    }
  }

  /** The limit at infinity is reached, and taken already at 1e4 and at the largest double. */
  private static void assertLimits(Ridge f, double infinity, double value, double slope) {
    for (double far : new double[] {1e4, Double.MAX_VALUE, INFINITY}) {
      double x = Math.copySign(far, infinity);
      double expected = Double.isInfinite(value) ? slope * x : value;
      assertThat(withoutSignOfZero(f.value(x))).as("value at %s", x).isEqualTo(expected);
      assertThat(withoutSignOfZero(f.derivative(x))).as("slope at %s", x).isEqualTo(slope);
    }
  }

  private static double withoutSignOfZero(double x) {
    return x + 0.0;
  }

  @ParameterizedTest
  @MethodSource("activations")
  void notANumberStaysSo(Ridge activation) {
    assertThat(activation.value(Double.NaN)).isNaN();
    assertThat(activation.derivative(Double.NaN)).isNaN();
  }

  @Test
  void deeplearning4jsGelusAreOffByAsMuchAsMeasured() {
    assertThat(largestGap("gelu", "gelu-sigmoid")).isCloseTo(0.0203, within(5e-5));
    assertThat(largestGap("gelu", "dl4j-gelu")).isCloseTo(0.0203, within(5e-5));
    assertThat(largestGap("gelu", "dl4j-gelu-precise")).isCloseTo(0.0335, within(5e-5));
    assertThat(largestGap("gelu", "gelu-tanh")).isCloseTo(4.73e-4, within(5e-7));
  }

  private static double largestGap(String one, String other) {
    Ridge f = ridge(one);
    Ridge g = ridge(other);
    return DoubleStream.iterate(-6, x -> x <= 6, x -> x + 1e-3)
        .map(x -> Math.abs(f.value(x) - g.value(x)))
        .max()
        .orElseThrow();
  }
}
