package dev.actzoo.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The folds against their definitions in high precision. */
class FoldTest {
  private static final int INPUTS = 12;
  private static final double TINY = 1e-40;
  private static final BigDecimal STEP = new BigDecimal("1e-20");
  private static final Precise PRECISE = new Precise(60);
  private static final Map<String, PublishedFold> FORMULAS = PublishedFold.all();

  static Stream<Fold> folds() {
    return Catalogue.folds().stream();
  }

  @Test
  void everyFoldHasAnIndependentFormula() {
    assertThat(folds().map(Fold::name)).containsExactlyInAnyOrderElementsOf(FORMULAS.keySet());
  }

  @ParameterizedTest
  @MethodSource("folds")
  void valueIsTheFormula(Fold fold) {
    for (double[] x : points()) {
      List<BigDecimal> expected = published(fold, exact(x));
      double[] actual = fold.value(x);
      assertThat(actual).hasSize(fold.outputs(INPUTS)).hasSameSizeAs(expected);
      for (int i = 0; i < actual.length; i++) {
        double exact = expected.get(i).doubleValue();
        double allowed = Math.max(TINY, 4e-15 * Math.max(Math.abs(exact), largest(fold, x)));
        assertThat(actual[i]).as("output %d", i).isCloseTo(exact, within(allowed));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("folds")
  void pullbackIsTheTransposedJacobianTimesTheGradient(Fold fold) {
    Random random = new Random(3);
    for (double[] x : points()) {
      double[] gradient = random.doubles(fold.outputs(INPUTS), -1, 1).toArray();
      double[] actual = fold.pullback(x, gradient);
      assertThat(actual).hasSize(INPUTS);
      for (int i = 0; i < INPUTS; i++) {
        assertThat(actual[i])
            .as("input %d", i)
            .isCloseTo(slope(fold, x, gradient, i), within(2e-14));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("folds")
  void leavesItsArgumentsAlone(Fold fold) {
    double[] x = points().get(0);
    double[] gradient = new double[fold.outputs(INPUTS)];
    Arrays.fill(gradient, 0.5);
    fold.value(x);
    fold.pullback(x, gradient);
    assertThat(x).isEqualTo(points().get(0));
    assertThat(gradient).containsOnly(0.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"softmax", "log-softmax", "sparsemax", "entmax", "lse-fold", "l2-fold"})
  void hugeInputsDoNotOverflow(String name) {
    Fold fold = (Fold) Catalogue.named(name);
    assertThat(fold.value(1e300, -1e300)).doesNotContain(Double.NaN);
    assertThat(fold.value(1e300, -1e300)[0]).isFinite();
    assertThat(fold.pullback(new double[] {1e300, -1e300}, new double[fold.outputs(2)]))
        .doesNotContain(Double.NaN);
  }

  @Test
  void ofEqualInputsTheFirstWins() {
    double[] x = {2, 2};
    assertThat(((Fold) Catalogue.named("maxout")).pullback(x, new double[] {3}))
        .containsExactly(3, 0);
    assertThat(((Fold) Catalogue.named("winner-take-all")).value(x)).containsExactly(2, 0);
  }

  @Test
  void groupsThatDoNotComeOutEvenAreRefused() {
    assertThatThrownBy(() -> ((Fold) Catalogue.named("maxout")).outputs(7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxout");
  }

  /** Normalisers subtract inputs; what they err by is of the order of the largest. */
  private static double largest(Fold fold, double[] x) {
    return Normalisers.ALL.contains(fold) ? Arrays.stream(x).map(Math::abs).max().orElse(0) : 0;
  }

  private static double slope(Fold fold, double[] x, double[] gradient, int i) {
    List<BigDecimal> right = published(fold, moved(x, i, STEP));
    List<BigDecimal> left = published(fold, moved(x, i, STEP.negate()));
    BigDecimal sum = BigDecimal.ZERO;
    for (int j = 0; j < gradient.length; j++) {
      BigDecimal difference = right.get(j).subtract(left.get(j));
      sum = sum.add(difference.multiply(new BigDecimal(gradient[j])));
    }
    return sum.divide(STEP.add(STEP), MathContext.DECIMAL64).doubleValue();
  }

  private static List<BigDecimal> published(Fold fold, List<BigDecimal> x) {
    return FORMULAS.get(fold.name()).at(x, PRECISE);
  }

  private static List<BigDecimal> exact(double[] x) {
    return Arrays.stream(x).mapToObj(BigDecimal::new).toList();
  }

  private static List<BigDecimal> moved(double[] x, int i, BigDecimal step) {
    List<BigDecimal> moved = Arrays.asList(exact(x).toArray(BigDecimal[]::new));
    moved.set(i, moved.get(i).add(step));
    return moved;
  }

  /** Seeded normal vectors, small, of ordinary size and large. */
  private static List<double[]> points() {
    Random random = new Random(5);
    return Stream.of(0.01, 0.5, 1.0, 3.0, 20.0)
        .map(scale -> random.doubles(INPUTS).map(u -> scale * (4 * u - 2)).toArray())
        .toList();
  }
}
