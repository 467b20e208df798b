package dev.actzoo.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.activations.formula.Expression;
import dev.actzoo.activations.formula.FormulaParser;
import dev.actzoo.activations.formula.HostileFormulas;
import dev.actzoo.activations.formula.ParsedFormula;
import dev.actzoo.activations.formula.PreciseEvaluation;
import dev.actzoo.activations.formula.Real;
import dev.actzoo.activations.properties.Properties;
import dev.actzoo.activations.properties.Property;
import dev.actzoo.input.BadInputException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formulas that could take all time or memory: each is an activation, or refused in one line. */
@Timeout(300) // what would run for ever must not hold the build
class HostileFormulasTest {
  private static final long LARGEST = 500_000;

  @Test
  void fiveHundredOfEveryKindEndWithinTheBounds() {
    long taken = HostileFormulas.of(1, 500).filter(HostileFormulasTest::isTaken).count();
    assertThat(taken).isGreaterThan(80);
  }

  private static boolean isTaken(String text) {
    Ridge ridge;
    try {
      ridge = Catalogue.ridge(text);
    } catch (BadInputException refused) {
      assertThat(refused.getMessage()).as(text).hasSizeLessThan(1000).doesNotContain("\n");
      return false;
    }
    ParsedFormula formula = FormulaParser.parse(ridge.formula().text()).canonical();
    assertThat(formula.expression().size()).as(text).isLessThan(LARGEST);
    assertThat(formula.derivative().size()).as(text).isLessThan(LARGEST);
    return true;
  }

  @Test
  void theirPropertiesAreComputedOrGivenUp() {
    assertThat(
            HostileFormulas.of(2, 40)
                .filter(HostileFormulasTest::isTaken)
                .map(text -> Properties.of(Catalogue.named(text))))
        .allSatisfy(properties -> assertThat(properties).containsKey(Property.RANGE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x + 9^9^9^9",
        "x + (0-9)^9^9^9",
        "x + 1 / (9^9^9^9 - 9^9^9^9)",
        "x + exp(exp(exp(exp(9))))^9"
      })
  void aNumberBeyondAllReachIsNoFunction(String text) {
    assertThatThrownBy(() -> Catalogue.ridge(text))
        .isInstanceOf(BadInputException.class)
        .hasMessageMatching("formula '.*' is (infinite|not a number) at x = -4.937");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9^9^9^9 | Infinity",
        "9^-9^9^9 | 0",
        "exp(1e9)^6 * 1e9 | Infinity",
        "exp(-1e9) * exp(-1e9) * exp(-1e9) | 0",
        "Phi(exp(-1e9)) | 0.5",
        "asinh(exp(1e9)) | 1000000000.6931472",
        "(1 + exp(-1e9))^1e9 | 1",
        "sqrt(exp(1e9) * exp(1e9)) | Infinity"
      })
  void numbersOfAnySizeAreEvaluated(String text, double value) {
    Expression number = FormulaParser.parse(text.strip()).expression();
    assertThat(PreciseEvaluation.value(number, Real.Finite.ZERO, 30).toDouble()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"(abs(@) + 1)^sin(x), 6", "x * sigmoid(@) + x, 12", "(@)^x + 2, 14", "x^(@), 20"})
  void whatIsNestedIsDifferentiatedWithSharedParts(String around, int times) {
    String text = "x";
    for (int i = 0; i < times; i++) {
      text = around.replace("@", text);
    }
    assertThat(FormulaParser.parse(text).derivative().size()).isLessThan(LARGEST);
    isTaken(text);
  }

  @Test
  void powersOfPowersAreNotMergedBeyondWhatFitsANumber() {
    String text = "x";
    for (int i = 0; i < 8; i++) {
      text = "(" + text + ")^64";
    }
    Expression canonical = FormulaParser.parse("0.5 + " + text).canonical().expression();
    Real value = PreciseEvaluation.value(canonical, Real.of(0.99999), 20);
    assertThat(value.toDouble()).isEqualTo(0.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "-", "sin(", "x^", "x if x > 0 else "})
  void nestingWithoutEndIsRefusedByColumn(String opening) {
    assertThatThrownBy(() -> Catalogue.ridge(opening.repeat(120) + "x"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("formula '");
    assertThatThrownBy(() -> Catalogue.ridge(opening.repeat(100_000) + "x"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("at most 2000 are allowed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1/x | (-inf, inf)",
        "tan(x) | (-inf, inf)",
        "log(abs(x)) | (-inf, inf)",
        "1/(x-2) | (-inf, inf)",
        "1/(x-30) | (-inf, inf)",
        "1/sin(x) | (-inf, inf)",
        "x^-2 | (0, inf)",
        "1/(x-2.1)^2 | (0, inf)",
        "1/(x^2-4.2*x+4.41) | (0, inf)",
        "-abs(x)^-0.3 | (-inf, 0)",
        "sign(x)/x | (0, inf)",
        "log(abs(log(abs(x)))) | (-inf, inf)",
        "atan(1/(x-1)) | (-1.5707963267949, 1.5707963267949]",
        "x/abs(x) | [-1, 1]"
      })
  void aPoleIsUnboundedAndAJumpIsNot(String formula, String range) {
    assertThat(property(formula, Property.RANGE)).isEqualTo(range);
  }

  @ParameterizedTest
  @CsvSource({"1/x", "tan(x)", "1/(x-3)^2", "abs(x)^-0.5"})
  void aPoleTooSteepForTheIntegralHasNoGain(String formula) {
    assertThat(property(formula, Property.GAIN)).isEqualTo("none");
    assertThat(property(formula, Property.LIPSCHITZ)).isEqualTo("inf");
  }

  @Test
  void aPoleThatTheIntegralBearsHasAGain() {
    assertThat(property("log(abs(x))", Property.MEAN)).startsWith("-0.6351814227307");
    assertThat(property("1/x", Property.VALUE)).isEqualTo("none");
    assertThat(property("x^-2", Property.PARITY)).isEqualTo("even");
  }

  private static String property(String formula, Property property) {
    return Objects.requireNonNull(Properties.of(Catalogue.named(formula)).get(property)).text();
  }
}
