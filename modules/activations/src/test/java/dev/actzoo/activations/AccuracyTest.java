package dev.actzoo.activations;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The double-precision reference against the published formulas in high precision. */
class AccuracyTest {
  private static final double RELATIVE = 1e-15;

  /** Where a derivative crosses zero its terms, all of the order of one, cancel. */
  private static final double AT_ZERO_CROSSINGS = 4e-16;

  /** What the reference itself errs by at zero: the order of its step squared. */
  private static final BigDecimal OF_THE_DIFFERENCE = new BigDecimal("1e-45");

  private static final BigDecimal UNDERFLOW =
      new BigDecimal(Double.MIN_VALUE).multiply(BigDecimal.valueOf(2));

  private static final Map<String, PublishedFormula> FORMULAS = PublishedFormula.all();

  private static final Map<String, Set<Double>> KINKS =
      Map.ofEntries(
          Map.entry("relu", Set.of(0.0)),
          Map.entry("leaky-relu", Set.of(0.0)),
          Map.entry("prelu", Set.of(0.0)),
          Map.entry("rrelu", Set.of(0.0)),
          Map.entry("thresholded-relu", Set.of(1.0)),
          Map.entry("shifted-relu", Set.of(-1.0)),
          Map.entry("squared-relu", Set.of(0.0)),
          Map.entry("relu6", Set.of(0.0, 6.0)),
          Map.entry("hard-tanh", Set.of(-1.0, 1.0)),
          Map.entry("hard-sigmoid", Set.of(-3.0, 3.0)),
          Map.entry("dl4j-hard-sigmoid", Set.of(-2.5, 2.5)),
          Map.entry("hard-shrink", Set.of(-0.5, 0.5)),
          Map.entry("soft-shrink", Set.of(-0.5, 0.5)),
          Map.entry("triangular", Set.of(-1.0, 0.0, 1.0)),
          Map.entry("absolute", Set.of(0.0)),
          Map.entry("pau", Set.of(0.0)),
          Map.entry("rectified-tanh", Set.of(0.0)),
          Map.entry("selu", Set.of(0.0)),
          Map.entry("hard-swish", Set.of(-3.0, 3.0)));

  /** Of these the gradient is not the slope. */
  private static final Set<String> STRAIGHT_THROUGH = Set.of("step", "sign");

  /** Of these the terms cancel wherever they cross zero, which is all over or off zero. */
  private static final Set<String> CROSSING =
      Set.of("sinusoid", "siren", "snake", "gcu", "sinc", "pau", "rational");

  static Stream<Activation> activations() {
    return Catalogue.all().stream().filter(a -> a.family() != Family.FOLD);
  }

  @Test
  void everyEntryHasAnIndependentFormula() {
    assertThat(activations().map(Activation::name)).containsOnlyOnceElementsOf(FORMULAS.keySet());
    assertThat(activations()).hasSameSizeAs(FORMULAS.keySet());
  }

  @ParameterizedTest
  @MethodSource("activations")
  void valueIsTheFormula(Activation activation) {
    Reference reference = new Reference(FORMULAS.get(activation.name()));
    SoftAssertions softly = new SoftAssertions();
    Curve curve = curve(activation);
    for (double x : points(activation)) {
      BigDecimal expected = reference.value(x);
      BigDecimal tolerance = expected.abs().multiply(new BigDecimal(RELATIVE)).add(UNDERFLOW);
      if (CROSSING.contains(activation.name())) {
        tolerance = tolerance.max(new BigDecimal(AT_ZERO_CROSSINGS * Math.max(1, Math.abs(x))));
      }
      check(softly, curve.value(x), expected, tolerance, x);
    }
    softly.assertAll();
  }

  @ParameterizedTest
  @MethodSource("activations")
  void derivativeIsTheSlopeOfTheFormula(Activation activation) {
    Reference reference = new Reference(FORMULAS.get(activation.name()));
    Set<Double> kinks = KINKS.getOrDefault(activation.name(), Set.of());
    SoftAssertions softly = new SoftAssertions();
    Curve curve = curve(activation);
    for (double x : points(activation)) {
      if (!kinks.contains(x) && !STRAIGHT_THROUGH.contains(activation.name())) {
        BigDecimal expected = reference.slope(x);
        BigDecimal tolerance = expected.abs().multiply(new BigDecimal(RELATIVE)).add(UNDERFLOW);
        if (Math.abs(x) > 0.5 && Math.abs(x) < 2.5) {
          tolerance = tolerance.max(new BigDecimal(AT_ZERO_CROSSINGS));
        }
        if (x == 0) {
          tolerance = tolerance.max(OF_THE_DIFFERENCE);
        }
        if (CROSSING.contains(activation.name())) {
          tolerance = tolerance.max(new BigDecimal(1e-14 * Math.max(1, Math.abs(x))));
        }
        check(softly, curve.derivative(x), expected, tolerance, x);
      }
    }
    softly.assertAll();
  }

  private static Curve curve(Activation activation) {
    return activation instanceof Ridge ridge ? ridge.curve() : ((Radial) activation).profile();
  }

  private static void check(
      SoftAssertions softly, double actual, BigDecimal expected, BigDecimal tolerance, double x) {
    softly.assertThat(actual).as("at %s", x).isFinite();
    if (Double.isFinite(actual)) {
      BigDecimal error = new BigDecimal(actual).subtract(expected).abs();
      softly
          .assertThat(error)
          .as("error at %s: %s instead of %s", x, actual, expected.doubleValue())
          .isLessThanOrEqualTo(tolerance);
    }
  }

  /** A grid and seeded random points over [-30, 30], denormals, underflowing tails, far points. */
  private static List<Double> points(Activation activation) {
    boolean both = activation.family() == Family.RIDGE;
    return points().stream().filter(x -> both || x > 0).toList();
  }

  private static List<Double> points() {
    Random random = new Random(1);
    DoubleStream kinks = DoubleStream.iterate(-6, x -> x <= 6, x -> x + 1);
    DoubleStream grid = DoubleStream.iterate(-30, x -> x <= 30, x -> x + 5);
    DoubleStream scattered = DoubleStream.generate(() -> 60 * random.nextDouble() - 30).limit(8);
    DoubleStream middle = DoubleStream.generate(() -> 6 * random.nextDouble() - 3).limit(16);
    DoubleStream extremes =
        DoubleStream.of(
                Double.MIN_VALUE,
                3e-310,
                1e-300,
                1e-100,
                1e-20,
                1e-8,
                1e-3,
                33.3,
                37.4,
                38.1,
                39,
                100.1,
                372.1,
                701.3,
                709.9,
                715.7,
                740.2,
                746,
                760,
                999.9,
                1000.1,
                1e4)
            .flatMap(x -> DoubleStream.of(-x, x));
    return Stream.of(kinks, grid, scattered, middle, extremes)
        .flatMap(DoubleStream::boxed)
        .toList();
  }
}
