package dev.actzoo.activations;

import static dev.actzoo.activations.Catalogue.ridge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
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
    "step, 0, 0",
    "sign, -0.3, -1",
    "rrelu, -48, -11",
    "softsign, -3, -0.75",
    "squareplus, 0, 1",
    "bent-identity, -1, -0.79289321881345",
    "isru, 1, 0.7071067811865475",
    "sqnl, 1, 0.75",
    "snake, 1, 1.7080734182735712",
    "gcu, 1, 0.5403023058681398",
    "rational, 1, 0.9781",
    "lecun-tanh, 1, 1.0000",
    "celu, -2, -1.2642411176571153",
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
    "step, 0.5, 1",
    "step, 1.5, 0",
    "sign, 0, 1",
    "sign, -1.5, 0",
    "squared-relu, 3, 6",
    "hard-shrink, 0.5, 0",
    "sinc, 0, 0",
    "serf, 0, 0.673041289742525",
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

  /**
   * The limits of value and slope, of those that do not go from 0 on the left to x on the right.
   */
  private static final Map<String, Limits> LIMITS =
      Map.ofEntries(
          limits("identity", -INFINITY, 1, INFINITY, 1),
          limits("step", 0, 0, 1, 0),
          limits("sign", -1, 0, 1, 0),
          limits("leaky-relu", -INFINITY, 0.01, INFINITY, 1),
          limits("prelu", -INFINITY, 0.25, INFINITY, 1),
          limits("rrelu", -INFINITY, 11.0 / 48, INFINITY, 1),
          limits("shifted-relu", -1, 0, INFINITY, 1),
          limits("squared-relu", 0, 0, INFINITY, INFINITY),
          limits("relu6", 0, 0, 6, 0),
          limits("hard-tanh", -1, 0, 1, 0),
          limits("hard-sigmoid", 0, 0, 1, 0),
          limits("dl4j-hard-sigmoid", 0, 0, 1, 0),
          limits("hard-shrink", -INFINITY, 1, INFINITY, 1),
          limits("soft-shrink", -INFINITY, 1, INFINITY, 1),
          limits("tanh-shrink", -INFINITY, 1, INFINITY, 1),
          limits("elu", -1, 0, INFINITY, 1),
          limits("elish", 0, 0, INFINITY, 1),
          limits("selu", -1.7580993408473768, 0, INFINITY, 1.0507009873554805),
          limits("celu", -2, 0, INFINITY, 1),
          limits("isrlu", -1, 0, INFINITY, 1),
          limits("bent-identity", -INFINITY, 0.5, INFINITY, 1.5),
          limits("log-sigmoid", -INFINITY, 1, 0, 0),
          limits("eswish", 0, 0, INFINITY, 1.25),
          limits("smish", 0, 0, INFINITY, 0.6),
          limits("logish", 0, 0, INFINITY, Math.log(2)),
          limits("tanh", -1, 0, 1, 0),
          limits("lecun-tanh", -1.7159, 0, 1.7159, 0),
          limits("rational-tanh", -1.7159, 0, 1.7159, 0),
          limits("rectified-tanh", 0, 0, 1, 0),
          limits("sigmoid", 0, 0, 1, 0),
          limits("normal-cdf", 0, 0, 1, 0),
          limits("softsign", -1, 0, 1, 0),
          limits("isru", -1, 0, 1, 0),
          limits("sqnl", -1, 0, 1, 0),
          limits("arctan", -Math.PI / 2, 0, Math.PI / 2, 0),
          limits("asinh", -INFINITY, 0, INFINITY, 0),
          limits("symlog", -INFINITY, 0, INFINITY, 0),
          limits("gaussian-ridge", 0, 0, 0, 0),
          limits("triangular", 0, 0, 0, 0),
          limits("absolute", INFINITY, -1, INFINITY, 1),
          limits("sinc", 0, 0, 0, 0),
          limits("square", INFINITY, -INFINITY, INFINITY, INFINITY),
          limits("cube", -INFINITY, INFINITY, INFINITY, INFINITY),
          limits("pau", -INFINITY, 0.25102450 / 0.34720652, INFINITY, 0.25102450 / 0.34720652),
          limits("rational", -INFINITY, 0.5, INFINITY, 0.5));

  private static final Set<String> WITHOUT_LIMITS = Set.of("sinusoid", "siren", "snake", "gcu");

  private record Limits(double left, double slopeLeft, double right, double slopeRight) {}

  private static Map.Entry<String, Limits> limits(
      String name, double left, double slopeLeft, double right, double slopeRight) {
    return Map.entry(name, new Limits(left, slopeLeft, right, slopeRight));
  }

  @ParameterizedTest
  @MethodSource("activations")
  void farOutIsTheLimit(Ridge f) {
    if (WITHOUT_LIMITS.contains(f.name())) {
      assertThat(f.derivative(INFINITY)).isNaN();
      assertThat(f.derivative(-INFINITY)).isNaN();
      return;
    }
    Limits limits = LIMITS.getOrDefault(f.name(), new Limits(0, 0, INFINITY, 1));
    assertLimits(f, -INFINITY, limits.left(), limits.slopeLeft());
    assertLimits(f, INFINITY, limits.right(), limits.slopeRight());
  }

  /** The limit at infinity is reached, and next to it at the largest double. */
  private static void assertLimits(Ridge f, double infinity, double value, double slope) {
    assertThat(f.value(infinity)).isCloseTo(value, limitOf(value));
    assertThat(f.derivative(infinity)).isCloseTo(slope, limitOf(slope));
    double x = Math.copySign(0x1p1000, infinity);
    if (!Double.isInfinite(value)) {
      assertThat(f.value(x)).isCloseTo(value, within(1e-15 * Math.abs(value) + 1e-200));
    } else if (slope != 0) {
      assertThat(f.value(x)).isCloseTo(slope * x, withinPercentage(1e-13));
    }
    assertThat(f.derivative(x)).as("slope at %s", x).isNotNaN();
  }

  private static Offset<Double> limitOf(double limit) {
    return within(Double.isFinite(limit) ? 1e-15 * Math.abs(limit) + 1e-100 : 0);
  }

  @Test
  void everyNameWithALimitIsInTheCatalogue() {
    assertThat(activations().map(Ridge::name)).containsAll(LIMITS.keySet());
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
