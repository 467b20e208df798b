package dev.actzoo.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often an interval of the mean of normal values contains the true mean. */
class CoverageTest {
  private static final double TRUE_MEAN = 0.7;

  @Test
  void studentsIntervalKeepsItsPromiseForThreeValues() {
    assertThat(coverage(20_000, 3, CoverageTest::student)).isCloseTo(0.95, within(0.006));
  }

  @Test
  @Tag("slow")
  void theBootstrapCoversThreeInFourForThreeValues() {
    assertThat(coverage(3_000, 3, Bootstrap::ofMean)).isCloseTo(0.75, within(0.03));
  }

  @Test
  @Tag("slow")
  void theBootstrapIsNearlyRightForThirtyValues() {
    assertThat(coverage(1_000, 30, Bootstrap::ofMean)).isBetween(0.91, 0.96);
  }

  private static Interval student(double[] values) {
    double deviation = StandardDeviation.of(values).getAsDouble();
    return new MeanError(values.length, deviation, null).interval(Mean.of(values).getAsDouble());
  }

  private static double coverage(int repeats, int size, Function<double[], Interval> method) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(11);
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    int covered = 0;
    for (int i = 0; i < repeats; i++) {
      double[] values = gaussian.samples(size).map(z -> TRUE_MEAN + 2 * z).toArray();
      if (method.apply(values).contains(TRUE_MEAN)) {
        covered++;
      }
    }
    return covered / (double) repeats;
  }
}
