package dev.actzoo.activations.formula;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x*sigmoid(x) | x * sigmoid(x)",
        "x/(1+exp(-x)) | x * sigmoid(x)",
        "x * exp(x) / (exp(x) + 1) | x * sigmoid(x)",
        "exp(x)/(1+exp(x)) * x * 2 / 2 | x * sigmoid(x)",
        "x - x * (1 - 1 / (1 + exp(-x))) | x - x * sigmoid(-x)",
        "ln2 * x; ln2 ~ 1 | ln2 * x; ln2 ~ 1",
        "log(1+exp(x)) | softplus(x)",
        "log(exp(2 * x) + 1) | softplus(2 * x)",
        "x * tanh(log(1 + exp(x))) | x * tanh(softplus(x))",
        "0.5 * x * (1 + erf(x / sqrt(2))) | x * Phi(x)",
        "x / 2 * (erf(x / 2^0.5) + 1) | x * Phi(x)",
        "(1 + tanh(x / 2)) / 2 | sigmoid(x)",
        "(exp(x) - exp(-x)) / (exp(x) + exp(-x)) | tanh(x)",
        "(1 - exp(-2 * x)) / (1 + exp(-2 * x)) | tanh(x)",
        "(exp(x) - 1) / (exp(x) + 1) | tanh(0.5 * x)",
        "exp(x) - 1 | expm1(x)",
        "2 * exp(x) - 2 + x | x + 2 * expm1(x)",
        "max(0, x) | relu(x)",
        "max(x, 0.0) | relu(x)",
        "x if x > 0 else 0 | relu(x)",
        "0 if x <= 0 else x | relu(x)",
        "0 if x < 0 else x | relu(x)",
        "min(max(x, 0), 6) | relu6(x)",
        "max(0, min(6, x)) | relu6(x)",
        "min(x, 0) | -relu(-x)",
        "x if x >= 1 else x^2 / 2 | x if x >= 1 else 0.5 * x^2",
        "x if 2 * x > 2 + x else 1 | x if x > 2 else 1",
        "1 if -x < 3 else 2 | 1 if x > -3 else 2",
        "1 if -x > 3 else x | x if x >= -3 else 1",
        "x*x*x | x^3",
        "x + 3 + x - 1 | 2 * x + 2",
        "(2 * x + 2) * x | 2 * x * (x + 1)",
        "x - x | 0",
        "x / x | 1",
        "x / 3 | x / 3",
        "-x / (3 * x^2) | -1 / (3 * x)",
        "1 / x * 5 | 5 / x",
        "(x^2)^3 / x | x^5",
        "sqrt(x)^2 | sqrt(x)^2",
        "sqrt(2)^2 * x | 2 * x",
        "sin(-x) | -sin(x)",
        "cos(-2 * x) | cos(2 * x)",
        "abs(-3 * x) | 3 * abs(x)",
        "abs(x)^2 | x^2",
        "e^x | exp(x)",
        "exp(x) * exp(-x) | 1",
        "exp(log(x)) | exp(log(x))",
        "log(exp(x)) | x",
        "1 - x | 1 - x",
        "-(x - 1) | 1 - x",
        "0 * sin(x) + x | x",
        "x^0 | 1",
        "0.1 + 0.2 + x | x + 0.3",
        "sigmoid(x) * (1 - sigmoid(x)) | sigmoid(-x) * sigmoid(x)",
        "1.5^1000 * x | x * 1.5^1000",
        "x * sigmoid(b * x); b ~ 1 | x * sigmoid(b * x); b ~ 1"
      })
  void canonicalForm(String text, String expected) {
    ParsedFormula canonical = FormulaParser.parse(text).canonical();
    assertThat(canonical.text()).isEqualTo(expected);
    assertThat(FormulaParser.parse(expected).canonical().text()).isEqualTo(expected);
  }

  /** The rewritten form has the value of the one written, to 40 digits. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x * exp(x) / (exp(x) + 1)",
        "(3 - exp(-x)) / (1 + exp(-x))^2 + 1 - tanh(x) - sigmoid(x)",
        "0.25 * x * (1 - erf(x / 3)) - 2 + 2 * exp(-x / 7)",
        "1 / (1 + exp(x) * exp(2 * x)) / (exp(x) + exp(-x))^3 * (exp(x) - exp(-x))",
        "min(max(x, -x / 3), 6) - max(min(x, 6), 0) - abs(-x) * sign(2 - x)",
        "x if 2 - x < 3 * x else -(x - 1) / 7 if x < -1 else -sinh(-x) * cosh(-x)",
        "log(1 - sigmoid(x)) + log(e) + log(3 * exp(-x)) + sqrt(9 / 4) * x^0.5^2",
        "exp(3 * x) * sigmoid(-x)^3 * sigmoid(-x)"
      })
  void canonicalFormIsTheSameFunction(String text) {
    ParsedFormula formula = FormulaParser.parse(text);
    Expression canonical = formula.canonical().expression();
    for (double x : new double[] {0.1, 0.77, 1.9, 3.3, 7.7, 20}) {
      assertThat(PreciseEvaluation.value(canonical, Real.of(x), 40).toDouble())
          .as("%s at %s", canonical, x)
          .isEqualTo(PreciseEvaluation.value(formula.expression(), Real.of(x), 40).toDouble());
    }
  }
}
