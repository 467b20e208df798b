package dev.actzoo.activations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.activations.formula.FormulaParser;
import dev.actzoo.activations.formula.LearnedParameter;
import dev.actzoo.activations.formula.ParsedFormula;
import dev.actzoo.activations.formula.PreciseEvaluation;
import dev.actzoo.activations.formula.Real;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The formula a reader sees, parsed, against the curve that is computed. */
class FormulaTextTest {
  private static final double[] POINTS = {
    -100, -40, -6.25, -3, -2, -1, -0.5, -0.1, -1e-8, 0, 1e-8, 0.1, 0.5, 1, 2, 3, 6.25, 40, 100
  };

  static Stream<Ridge> ridges() {
    return Catalogue.ridges().stream();
  }

  static Stream<Radial> radials() {
    return Catalogue.radials().stream();
  }

  @ParameterizedTest
  @MethodSource("ridges")
  void theFormulaIsTheCurve(Ridge ridge) {
    assertSame(FormulaParser.parse(ridge.formula().text()), ridge.curve(), POINTS);
  }

  @ParameterizedTest
  @MethodSource("radials")
  void theFormulaInTheDistanceIsTheProfile(Radial radial) {
    String inX = radial.formula().text().replaceAll("\\br\\b", "x");
    assertSame(
        FormulaParser.parse(inX), radial.profile(), new double[] {0, 1e-8, 0.1, 0.5, 0.9, 1, 2, 9});
  }

  @ParameterizedTest
  @MethodSource("ridges")
  void theLearnedParametersOfTheFormulaAreTheEntrys(Ridge ridge) {
    List<LearnedParameter> declared = FormulaParser.parse(ridge.formula().text()).learned();
    List<Parameter> learned = ridge.parameters().stream().filter(Parameter::learned).toList();
    assertThat(declared.stream().map(LearnedParameter::name))
        .containsExactlyElementsOf(learned.stream().map(Parameter::name).toList());
    for (int i = 0; i < learned.size(); i++) {
      assertThat(declared.get(i).initial().doubleValue()).isEqualTo(learned.get(i).value());
      assertThat(declared.get(i).perChannel())
          .isEqualTo(learned.get(i).kind() == Parameter.Kind.LEARNED_PER_CHANNEL);
    }
  }

  private static void assertSame(ParsedFormula formula, Curve curve, double[] points) {
    Map<String, BigDecimal> learned =
        formula.learned().stream()
            .collect(Collectors.toMap(LearnedParameter::name, LearnedParameter::initial));
    for (double x : points) {
      double expected =
          PreciseEvaluation.value(formula.expression(), Real.of(x), learned, 50).toDouble();
      double allowed = 1e-14 * Math.abs(expected) + 1e-15 * Math.min(1, Math.abs(x));
      assertThat(Math.abs(curve.value(x) - expected))
          .as("at %s: %s instead of %s", x, curve.value(x), expected)
          .isLessThanOrEqualTo(allowed);
    }
  }
}
