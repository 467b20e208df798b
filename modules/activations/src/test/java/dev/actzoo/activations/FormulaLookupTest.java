package dev.actzoo.activations;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.actzoo.activations.formula.Equivalence;
import dev.actzoo.activations.formula.Evaluation;
import dev.actzoo.activations.formula.FormulaParser;
import dev.actzoo.activations.formula.ParsedFormula;
import dev.actzoo.input.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formulas in the place of names. */
class FormulaLookupTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x | identity",
        "x*sigmoid(x) | silu",
        "x/(1+exp(-x)) | silu",
        "x * exp(x) / (1 + exp(x)) | silu",
        "x * (1 + tanh(x / 2)) / 2 | silu",
        "x * sigmoid(1.702 * x) | gelu-sigmoid",
        "0.5 * x * (1 + erf(x / sqrt(2))) | gelu",
        "0.5*x*(1+tanh(sqrt(2/pi)*(x+0.044715*x^3))) | gelu-tanh",
        "(x + abs(x)) / 2 | relu",
        "max(x, 0) + min(0, expm1(x)) | elu",
        "2 * sigmoid(2 * x) - 1 | tanh",
        "x * (1 - 2 / ((1 + exp(x))^2 + 1)) | mish",
        "log(exp(x) + 1) | softplus",
        "x * min(max(x + 3, 0), 6) / 6 | hard-swish",
        "x * tanh(x) | x * tanh(x)",
        "tanh(x)*x | x * tanh(x)",
        "x * sigmoid(1.5957691216*x) | x * sigmoid(1.5957691216 * x)",
        "0.5*x*(1+tanh(sqrt(2/pi)*(x+0.0447150001*x^3))) | x * sigmoid(2 * sqrt(2 / pi) * (x"
      })
  void aFunctionOfTheCatalogueIsItsEntryAnyOtherIsItsCanonicalForm(String text, String name) {
    assertThat(Catalogue.named(text).name()).startsWith(name);
    assertThat(Catalogue.named(Catalogue.named(text).name())).isSameAs(Catalogue.named(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x if x < 1000 else 0 | x",
        "x if x < 1e9 else 0 | x",
        "x if abs(x - 0.5) > 0.001 else 0 | x",
        "relu(x) | max(x, 1e-20)",
        "x * Phi(x) | 0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))",
        "x * Phi(x) | x * sigmoid(1.702 * x)",
        "tanh(x) | tanh(x) + 1e-12 * sin(x)",
        "b * x; b ~ 1 | b * x; b ~ 2",
        "b * x; b ~ 1 | b * x; b[channel] ~ 1"
      })
  void whatAgreesAlmostEverywhereIsNotTheSame(String one, String other) {
    assertThat(Equivalence.holds(parsed(one), parsed(other))).isFalse();
    assertThat(Equivalence.holds(parsed(one), parsed(one))).isTrue();
  }

  @Test
  void learnedParametersMayHaveOtherNames() {
    assertThat(
            Equivalence.holds(
                parsed("x * sigmoid(b * x); b ~ 1"), parsed("x / (1 + exp(-c * x)); c ~ 1.0")))
        .isTrue();
  }

  private static ParsedFormula parsed(String text) {
    return FormulaParser.parse(text);
  }

  @ParameterizedTest
  @MethodSource("dev.actzoo.activations.Catalogue#ridges")
  void everyEntrysFormulaIsItsFunction(Ridge entry) {
    ParsedFormula formula = parsed(entry.formula().text());
    for (double x : new double[] {-7.3, -3.1, -1.2, -0.4, 0.3, 0.9, 2.2, 3.4, 6.5}) {
      double[] arguments = new double[1 + formula.learned().size()];
      arguments[0] = x;
      System.arraycopy(formula.initial(), 0, arguments, 1, formula.learned().size());
      double value =
          Evaluation.of(formula.expression(), formula.learned()).applyAsDouble(arguments);
      assertThat(value).isCloseTo(entry.value(x), within(3e-8));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x * gelo | formula 'x * gelo', column 5: unknown name 'gelo'",
        "x * | formula 'x *', column 4: expected a number",
        "log(x) | formula 'log(x)' is not a number at x = -4.937",
        "0/0*x | is not a number",
        "x * (1 / 0) | is infinite",
        "x - x + 2 | is the same for every x",
        "gelo | unknown activation 'gelo'; did you mean gelu"
      })
  void whatIsNoActivationIsRefused(String text, String message) {
    assertThatThrownBy(() -> Catalogue.named(text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x * tanh(x) | ''",
        "exp(x) | In float32 its value overflows from x = 88.72 on; in float32 its derivative"
            + " overflows from x = 88.72 on.",
        "x * (exp(x) - 1) / (exp(2 * x) + 3) | In float32 its value is not a number from x = 84.29"
            + " on; in float32 its derivative overflows from x = 28.23 on.",
        "x / (1 + exp(-3 * x)) | ''"
      })
  void aLineWarnsWhereFloatsOverflow(String text, String note) {
    assertThat(Catalogue.named(text).note()).isEqualTo(note);
  }

  @Test
  void derivativeAndGainAreThoseOfTheFormula() {
    Ridge formula = Catalogue.ridge("x * x * x * x");
    assertThat(formula.derivative(3)).isEqualTo(108);
    assertThat(formula.gain()).isCloseTo(1 / Math.sqrt(105), within(1e-12));
    assertThat(Catalogue.isFormula(formula)).isTrue();
    assertThat(Catalogue.isFormula(Catalogue.named("gelu"))).isFalse();
    assertThat(formula.formula().latex()).isEqualTo("x^{4}");
  }

  @Test
  void learnedParametersAreThoseOfTheActivationAtTheirInitialValues() {
    Ridge formula = Catalogue.ridge("x * sigmoid(b * x) + c * x; b ~ 2, c[channel] ~ -0.50");
    assertThat(formula.name()).isEqualTo("c * x + x * sigmoid(b * x); b ~ 2, c[channel] ~ -0.5");
    assertThat(formula.parameters())
        .containsExactly(Parameter.learnedPerLayer("b", 2), Parameter.learnedPerChannel("c", -0.5));
    assertThat(formula.value(1)).isCloseTo(1 / (1 + Math.exp(-2)) - 0.5, within(1e-15));
  }

  /** Long enough to hurt, short enough to be let in, or refused in a line. */
  @ParameterizedTest
  @ValueSource(
      strings = {"tanh(", "max(x * 3, ", "exp(-", "erf(x + ", "1 / (1 + x^2 * ", "sin(x)^2 * ("})
  void nestedFormulasComeToAnEnd(String opening) {
    String formula = opening.repeat(28) + "x" + ")".repeat(28);
    assertTimeoutPreemptively(
        ofSeconds(30),
        () -> {
          try {
            assertThat(Catalogue.named(formula).name()).isNotEmpty();
          } catch (BadInputException refused) {
            assertThat(refused.getMessage()).hasLineCount(1).hasSizeLessThan(700);
          }
        });
  }
}
