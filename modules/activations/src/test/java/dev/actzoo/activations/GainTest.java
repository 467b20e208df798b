package dev.actzoo.activations;

import static dev.actzoo.activations.Catalogue.ridge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.numbers.gamma.Erfc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The initialiser gains against second moments known in closed form. */
class GainTest {
  /** E[f(z)^2] for a standard normal z, integrated by hand. */
  static Stream<Arguments> secondMoments() {
    return Stream.of(
        Arguments.of("identity", 1.0),
        Arguments.of("relu", 0.5),
        Arguments.of("leaky-relu", (1 + 1e-4) / 2),
        Arguments.of("selu", 1.0),
        Arguments.of("gelu", 1 / 3.0 + 1 / (2 * Math.PI * Math.sqrt(3))),
        Arguments.of("elu", 0.5 + Math.exp(2) * normal(-2) - 2 * Math.exp(0.5) * normal(-1) + 0.5),
        Arguments.of(
            "relu6",
            0.5 - normal(-6) - 6 * Math.exp(-18) / Math.sqrt(2 * Math.PI) + 36 * normal(-6)));
  }

  @ParameterizedTest
  @MethodSource("secondMoments")
  void gainPreservesTheSecondMoment(String name, double secondMoment) {
    assertThat(ridge(name).gain()).isCloseTo(1 / Math.sqrt(secondMoment), within(1e-13));
  }

  @Test
  void gainOfTheRectifierIsTheSquareRootOfTwo() {
    assertThat(ridge("relu").gain()).isCloseTo(Math.sqrt(2), within(1e-13));
  }

  @ParameterizedTest
  @MethodSource("dev.actzoo.activations.Catalogue#ridges")
  void gainKeepsASampleAtUnitSize(Ridge activation) {
    Random random = new Random(7);
    int draws = 100_000;
    double sum = 0;
    for (int i = 0; i < draws; i++) {
      double y = activation.gain() * activation.value(random.nextGaussian());
      sum += y * y;
    }
    assertThat(sum / draws).isCloseTo(1, within(0.03));
  }

  private static double normal(double x) {
    return Erfc.value(-x / Math.sqrt(2)) / 2;
  }
}
