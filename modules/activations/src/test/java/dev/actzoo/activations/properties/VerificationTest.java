package dev.actzoo.activations.properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Catalogue;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The declared properties against those computed from the formulas. */
class VerificationTest {
  private static final Map<Activation, Map<Property, Value>> COMPUTED = new ConcurrentHashMap<>();

  @BeforeAll
  static void compute() {
    Catalogue.all().forEach(Properties::of);
    Catalogue.all().parallelStream().forEach(a -> COMPUTED.put(a, Properties.computed(a)));
  }

  static Stream<Activation> activations() {
    return Catalogue.all().stream();
  }

  private static Map<Property, Value> computed(String name) {
    return Objects.requireNonNull(COMPUTED.get(Catalogue.named(name)));
  }

  @ParameterizedTest
  @MethodSource("activations")
  void whatIsDeclaredIsComputed(Activation activation) {
    assertThat(Verification.of(activation, Properties.of(activation), computed(activation.name())))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gelu | RANGE | [-0.17, inf)",
        "tanh | RANGE | [-1, 1)",
        "relu | RANGE | (0, inf)",
        "hard-tanh | MONOTONICITY | increasing",
        "elu | CONVEXITY | neither",
        "tanh | PARITY | even",
        "squared-relu | CONTINUITY | 0",
        "softsign | CONTINUITY | inf",
        "relu6 | KINKS | {0, 5}",
        "relu6 | KINKS | {0}",
        "silu | KINKS | {0}",
        "gelu | LIPSCHITZ | 1.13",
        "step | LIPSCHITZ | 1",
        "elu | LEFT | 0",
        "sinusoid | RIGHT | 0",
        "softplus | VALUE | 0.7",
        "relu | SLOPE | 0.5",
        "sigmoid | FIXED_POINTS | {0.66}",
        "relu | FIXED_POINTS | (0, inf)",
        "thresholded-relu | FIXED_POINTS | {0} and [1, inf)",
        "sigmoid | TAYLOR | 3.14",
        "gelu | TAYLOR | 10",
        "elu | TAYLOR | inf",
        "silu | MEAN | 0",
        "relu | GAIN | 1.41",
        "relu | SPARSITY | 0.49",
        "mish | COST | 1 function",
        "bump | CONTINUITY | 1",
        "thin-plate-spline | CONTINUITY | 2",
        "maxout | INPUTS | 3",
        "crelu | OUTPUTS | 2",
        "softmax | RANGE | [0, 1]",
        "softmax | PERMUTATION | invariant",
        "softmax | TRANSLATION | none",
        "reglu | HOMOGENEITY | 1",
        "log-softmax | SUM | 1",
        "entmax | FOLD_LIPSCHITZ | 1",
        "top-k | FOLD_LIPSCHITZ | 1",
        "sparsemax | SPARSITY | 0.25"
      })
  void aWrongDeclarationIsCaught(String name, Property property, String wrong) {
    Activation activation = Catalogue.named(name);
    Map<Property, Value> declared = new EnumMap<>(Properties.of(activation));
    Value right = declared.put(property, property.parse(wrong));
    assertThat(Verification.of(activation, declared, computed(name)))
        .singleElement()
        .satisfies(
            disagreement -> {
              assertThat(disagreement.property()).isEqualTo(property);
              assertThat(disagreement.declared().text()).isEqualTo(wrong);
              assertThat(disagreement.computed().agrees(right, 2e-3)).isTrue();
            });
  }

  @Test
  void everyDeclarationIsOneOfAnEntrysProperties() {
    Set<String> known =
        activations()
            .flatMap(a -> Property.of(a.family()).stream().map(p -> Declarations.key(a, p)))
            .collect(Collectors.toSet());
    assertThat(Declarations.all().keys()).isEqualTo(known);
  }

  /** Facts of the literature, against what is computed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gelu | LIPSCHITZ | 1.1289041451851547 | maximum of the slope, at sqrt(2)",
        "gelu | MEAN | 0.28209479177387814 | 1 / (2 sqrt(pi))",
        "gelu | TAYLOR | inf | entire",
        "silu | TAYLOR | 3.141592653589793 | the pole of the sigmoid at i pi",
        "sigmoid | TAYLOR | 3.141592653589793 | its pole at i pi",
        "tanh | TAYLOR | 1.5707963267948966 | its pole at i pi / 2",
        "arctan | TAYLOR | 1 | its branch points at i and -i",
        "softplus | TAYLOR | 3.141592653589793 | its branch point at i pi",
        "relu | TAYLOR | none | a kink at 0",
        "relu | SPARSITY | 0.5 | half of the distribution",
        "relu | GAIN | 1.4142135623730951 | He et al. 2015",
        "selu | GAIN | 1 | the fixed point of Klambauer et al. 2017",
        "selu | MEAN | 0 | the fixed point of Klambauer et al. 2017",
        "sigmoid | LIPSCHITZ | 0.25 | its slope at 0",
        "sinc | LIPSCHITZ | 0.43618181727145 | the largest slope of sin(x) / x",
        "isrlu | CONTINUITY | 2 | Carlile et al. 2017: C2",
        "wendland | CONTINUITY | 2 | Wendland 1995: C2",
        "softmax | FOLD_LIPSCHITZ | 0.5 | for p = (1/2, 1/2)"
      })
  void knownFactsAreComputed(String name, Property property, String known, String why) {
    Value computed = computed(name).get(property);
    assertThat(computed.agrees(property.parse(known), 1e-13)).as("%s: %s", computed, why).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "silu, -0.2784645427610738",
    "gelu, -0.16997120747990369",
    "mish, -0.30884341301725",
    "sinc, -0.21723362821122166",
    "elish, -0.17157287525380990"
  })
  void knownMinimaAreComputed(String name, double minimum) {
    RealSet range = (RealSet) computed(name).get(Property.RANGE);
    assertThat(range.parts().get(0).lower().agrees(Quantity.of(minimum), 1e-13)).isTrue();
    assertThat(range.parts().get(0).closedBelow()).isTrue();
  }

  @Test
  void theDeclaredGainIsTheOneInitialisersUse() {
    assertThat(Catalogue.ridges())
        .allSatisfy(
            ridge -> {
              Value declared = Properties.of(ridge).get(Property.GAIN);
              assertThat(declared.agrees(Quantity.of(ridge.gain()), 1e-10)).isTrue();
            });
  }

  @Test
  void aVerticalTangentIsSteeperThanAnyNumber() {
    Map<Property, Value> root = Properties.of(Catalogue.named("sqrt(abs(x))"));
    assertThat(root.get(Property.LIPSCHITZ).text()).isEqualTo("inf");
    assertThat(root.get(Property.CONTINUITY).text()).isEqualTo("0");
  }

  @Test
  void theSingularityOfAPartThatCancelsIsPassedOver() {
    // tanh has a pole at i pi / 2, where the quotient is 0; the next to be singular is where tanh
    // is
    // -1.2, at ln(1 / 11) / 2 + i pi / 2
    assertThat(taylorRadius("1 / (tanh(x) + 1.2)"))
        .isCloseTo(Math.hypot(Math.log(11) / 2, Math.PI / 2), within(1e-9));
    // the poles of tanh count where nothing cancels them
    assertThat(taylorRadius("tanh(x) + 1.2")).isCloseTo(Math.PI / 2, within(1e-9));
    assertThat(taylorRadius("x^2 / tanh(x + 0.001)")).isCloseTo(1e-3, within(1e-9));
  }

  private static double taylorRadius(String formula) {
    Value radius = Properties.of(Catalogue.named(formula)).get(Property.TAYLOR);
    return ((Quantity) Objects.requireNonNull(radius)).value();
  }
}
