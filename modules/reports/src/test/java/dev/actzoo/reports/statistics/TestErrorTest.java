package dev.actzoo.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.actzoo.experiments.Answers;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestErrorTest {
  @Test
  void isTheAnalysisOfVarianceByHand() {
    TestError error =
        Objects.requireNonNull(
            TestError.of(
                List.of(answered("1110", "1000"), answered("1101", "1001")))); // 0 1 1 0; 0 1 0 0

    assertThat(error.examples()).isEqualTo(4);
    // squares 3, of examples 5/2, of seeds 5/4, of the mean 9/8: 0.375 left on 3 degrees of freedom
    assertThat(error.rest()).isCloseTo(0.375 / 3 / 8, within(1e-12));
    double square = (1 + 0.25 + 2) / 6;
    double mean = 1.5 / 6;
    assertThat(error.sampling())
        .isCloseTo((square - mean * mean) / 6 - error.rest(), within(1e-12));
  }

  @Test
  void answersThatAllAgreeProveNoMoreThanTheirNumberAllows() {
    TestError few = Objects.requireNonNull(TestError.of(List.of(answered("1100", "1100"))));

    assertThat(few.rest()).isZero();
    assertThat(few).isEqualTo(TestError.ofTie(4));
    assertThat(few.samplingRadius(0.05)).isCloseTo(3.182446 * Math.sqrt(2) / 6, within(1e-6));
    assertThat(TestError.ofTie(10_000).samplingRadius(0.05)).isCloseTo(0.000277, within(1e-6));
  }

  @Test
  void countsTheExamplesThatEquivalenceTakes() {
    int needed = TestError.fewestFor(0.005);

    assertThat(needed).as("the number that the README gives").isEqualTo(554);
    assertThat(TestError.ofTie(needed).samplingRadius(0.05)).isLessThanOrEqualTo(0.005);
    assertThat(TestError.ofTie(needed - 1).samplingRadius(0.05)).isGreaterThan(0.005);
    assertThat(TestError.fewestFor(0)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void armsThatWereAskedDifferentlyHaveTheirBinomialErrors() {
    TestError error =
        Objects.requireNonNull(TestError.of(List.of(answered("11110000", "111100000000"))));

    assertThat(error.sampling()).isCloseTo(0.25 / 12 + 0.375 * 0.625 / 16, within(1e-12));
  }

  @Test
  void numbersHaveNoUnitToCount() {
    Answers numbers = new Answers(50, null);

    assertThat(TestError.of(List.of(new TestError.Answered(numbers, numbers)))).isNull();
  }

  /**
   * How often the interval holds the true difference, zero, of two arms that are alike: both err on
   * hard examples, each on some of its own, and both do a little better or worse with the seed.
   */
  @ParameterizedTest
  @CsvSource({"6, 3", "20, 2", "100, 3", "100, 20", "1000, 5"})
  void keepsItsPromiseOverSeedsAndTestSplits(int examples, int seeds) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(7);
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    int repeats = 1_000_000 / examples / seeds / 2 + 400;
    int covered = 0;
    for (int i = 0; i < repeats; i++) {
      List<TestError.Answered> drawn = draw(gaussian, examples, seeds);
      double[] differences = drawn.stream().mapToDouble(TestErrorTest::difference).toArray();
      double deviation = StandardDeviation.of(differences).getAsDouble();
      MeanError error = new MeanError(seeds, deviation, TestError.of(drawn));
      covered += error.interval(Mean.of(differences).getAsDouble()).contains(0) ? 1 : 0;
    }
    assertThat(covered / (double) repeats).isGreaterThan(0.94);
  }

  private static List<TestError.Answered> draw(
      ZigguratSampler.NormalizedGaussian gaussian, int examples, int seeds) {
    double[] ease = gaussian.samples(examples).map(z -> 1 + z).toArray();
    double[][] own = new double[2][];
    own[0] = gaussian.samples(examples).map(z -> 0.5 * z).toArray();
    own[1] = gaussian.samples(examples).map(z -> 0.5 * z).toArray();
    List<TestError.Answered> drawn = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      Answers[] answers = new Answers[2];
      for (int arm = 0; arm < 2; arm++) {
        double luck = 0.1 * gaussian.sample();
        BitSet right = new BitSet();
        for (int i = 0; i < examples; i++) {
          right.set(i, ease[i] + own[arm][i] + luck + 0.5 * gaussian.sample() > 0);
        }
        answers[arm] = new Answers(examples, right);
      }
      drawn.add(new TestError.Answered(answers[0], answers[1]));
    }
    return drawn;
  }

  private static double difference(TestError.Answered answered) {
    return (double)
            (Objects.requireNonNull(answered.arm().right()).cardinality()
                - Objects.requireNonNull(answered.baseline().right()).cardinality())
        / answered.arm().count();
  }

  private static TestError.Answered answered(String arm, String baseline) {
    return new TestError.Answered(answers(arm), answers(baseline));
  }

  /** Answers in the order of their digits, 1 for a right one. */
  static Answers answers(String digits) {
    BitSet right = new BitSet();
    for (int i = 0; i < digits.length(); i++) {
      right.set(i, digits.charAt(i) == '1');
    }
    return new Answers(digits.length(), right);
  }
}
