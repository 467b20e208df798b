package dev.actzoo.activations.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.actzoo.input.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x | x",
        "x * sigmoid(1.702 * x) | x * sigmoid(1.702 * x)",
        "2^3^2 | 2^3^2",
        "(2^3)^2 | (2^3)^2",
        "-x^2 | -x^2",
        "(-x)^2 | (-x)^2",
        "x^-2 | x^-2",
        "1 - (2 - x) | 1 - (2 - x)",
        "(1 - 2) - x | 1 - 2 - x",
        "x / (2 / x) | x / (2 / x)",
        "x*-2 | x * -2",
        "x - -x | x - -x",
        "x if x>0 else 0.01*x | x if x > 0 else 0.01 * x",
        "(x if x > 0 else 1) + 1 | (x if x > 0 else 1) + 1",
        "1 if x < -1 else x if x <= 2 else 3 | 1 if x < -1 else x if x <= 2 else 3",
        "min(x,max(x , 2)) | min(x, max(x, 2))",
        "1.50e-3*x + .5 + 2. | 0.0015 * x + 0.5 + 2",
        "1e-30 * x | 1e-30 * x",
        "exp(-x^2)/sqrt(2*pi)*e | exp(-x^2) / sqrt(2 * pi) * e",
        "x * sigmoid(beta * x);beta~1.0 | x * sigmoid(beta * x); beta ~ 1",
        "a * x + b; a[channel] ~ -0.250, b ~ 0 | a * x + b; a[channel] ~ -0.25, b ~ 0"
      })
  void printsWhatItParsedAndParsesWhatItPrints(String text, String canonical) {
    ParsedFormula formula = FormulaParser.parse(text);
    assertThat(formula.text()).isEqualTo(canonical);
    assertThat(FormulaParser.parse(formula.text())).isEqualTo(formula);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 + 3 * 4 | 14",
        "2^3^2 | 512",
        "-2^2 | -4",
        "2^-1 | 0.5",
        "7 - 2 - 1 | 4",
        "8 / 4 / 2 | 1",
        "x^2 if x < 0 else sqrt(x) | 2",
        "1 if x >= 4 else 2 | 1",
        "1 if x > 4 else 2 | 2",
        "min(x, 3) * max(x, 5) | 15",
        "sign(-x) + step(x) + step(0) | 0",
        "sinc(0) + sinc(pi) | 1",
        "Phi(0) + erf(0) + sigmoid(0) | 1",
        "relu(-x) + relu6(7 * x) + abs(-x) | 10",
        "log(exp(x)) + log1p(expm1(x)) | 8",
        "tan(x) - sin(x) / cos(x) | 0",
        "sinh(asinh(x)) | 4",
        "4 * atan(1) - pi | 0",
        "softplus(x) - log(1 + exp(x)) | 0",
        "tanh(x) - sinh(x) / cosh(x) | 0",
        "log(e) | 1"
      })
  void evaluatesAtFour(String text, double expected) {
    assertThat(Evaluation.at(FormulaParser.parse(text).expression(), 4))
        .isCloseTo(expected, within(1e-14));
  }

  @Test
  void learnedParametersAreArguments() {
    ParsedFormula formula = FormulaParser.parse("b + a * x; a ~ 2, b[channel] ~ 3");
    assertThat(formula.initial()).containsExactly(2, 3);
    assertThat(
            Evaluation.of(formula.expression(), formula.learned())
                .applyAsDouble(new double[] {10, 5, 7}))
        .isEqualTo(57);
    assertThat(formula.learned())
        .extracting(LearnedParameter::perChannel)
        .containsExactly(false, true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | column 1: expected a number, a name or '(' instead of the end",
        "x * sigmoi(x) | column 5: unknown name 'sigmoi'; did you mean sigmoid? known: x, pi, e, exp",
        "x * phi(x) | column 5: unknown name 'phi'; did you mean Phi?",
        "x**2 | column 3: a power is written ^, as in x^2, not **",
        "np.tanh(x) | column 1: 'np.' is not needed; functions are written without a prefix",
        "x * torch.nn.functional.relu(x) | column 5: 'torch.' is not needed",
        "ln(abs(x) + 1) | column 1: unknown name 'ln'; did you mean log?",
        "X | column 1: unknown name 'X'; did you mean x?",
        "x * EXP(x) | column 5: unknown name 'EXP'; did you mean exp?",
        "arctan(x) | column 1: unknown name 'arctan'; did you mean atan?",
        "\u2212x | column 1: expected a number, a name or '(' instead of '\u2212', which is written -",
        "x \u00d7 2 | column 3: expected an operation or the end instead of '\u00d7', which is written *",
        "x\u00b2 | column 2: expected an operation or the end instead of '\u00b2', which is written ^2",
        "2x | column 2: expected an operation or the end instead of 'x'; a product is written with *",
        "2(x + 1) | column 2: expected an operation or the end instead of '('; a product is written with *, as in 2 * x",
        "x exp(x) | column 3: expected an operation or the end instead of 'exp'; a product is",
        "exp x | column 5: expected '(' instead of 'x'; what a function is of stands in parentheses",
        "x > 0 | column 3: expected an operation or the end instead of '>'; a condition is written as in a if x > 0 else b",
        "beta * x | column 1: unknown name 'beta'",
        "nan * x | column 1: unknown name 'nan'",
        "x + | column 4: expected a number, a name or '(' instead of the end",
        "x x | column 3: expected an operation or the end instead of 'x'",
        "2x | column 2: expected an operation or the end instead of 'x'",
        "(x | column 3: expected ')' instead of the end",
        "x) | column 2: expected an operation or the end instead of ')'",
        "max(x) | column 6: expected ',' instead of ')'",
        "exp(x, 2) | column 6: expected ')' instead of ','",
        "exp | column 4: expected '(' instead of the end",
        "x if x else 2 | column 8: expected '<', '<=', '>' or '>=' instead of 'else'",
        "x if x > 2 | column 11: expected 'else' instead of the end",
        "else | column 1: expected a number, a name or '(' instead of 'else'",
        "x ** 2 | column 4: a power is written ^, as in x^2, not **",
        "x $ 2 | column 3: expected an operation or the end instead of '$'",
        "1e99 * x | column 1: 1e99 is beyond float32",
        "1e999999999 * x | column 1: 1e999999999 is beyond float32",
        "1e-999999999 * x | column 1: 1e-999999999 is beyond float32",
        ". * x | column 1: '.' is not a number",
        "x; | column 3: expected a declaration such as 'beta ~ 1' instead of the end",
        "x; beta ~ 1 | column 2: 'beta' is declared but not used",
        "b * x; b ~ x | column 12: expected the initial value of 'b' instead of 'x'",
        "b * x; b = 1 | column 10: expected '~' instead of '='",
        "b * x; b ~ 1 b | column 14: expected ',' or the end instead of 'b'",
        "b * x; b ~ 1, b ~ 2 | column 15: 'b' is declared twice",
        "exp * x; exp ~ 1 | column 10: 'exp' is taken, call the parameter otherwise",
        "b * x; b[row] ~ 1 | column 10: expected 'channel' instead of 'row'"
      })
  void errorsSayWhatAndWhere(String text, String message) {
    assertThatThrownBy(() -> FormulaParser.parse(text))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("formula '" + text + "', " + message);
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostileTextGetsOneShortLine(String text, String message) {
    assertThatThrownBy(() -> FormulaParser.parse(text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(700).doesNotContain("\n"));
  }

  static Object[][] hostile() {
    return new Object[][] {
      {"(".repeat(1 << 20), "has 1048576 characters; at most 2000 are allowed"},
      {"(".repeat(1000) + "x" + ")".repeat(1000), "at most 2000"},
      {"(".repeat(900) + "x" + ")".repeat(900), "column 33: nested too deep"},
      {"exp(".repeat(300) + "x" + ")".repeat(300), "nested too deep"},
      {"-".repeat(1500) + "x", "nested too deep"},
      {"x^".repeat(900) + "x", "nested too deep"},
      {"x if x > 0 else ".repeat(120) + "x", "more than 150"},
      {"x+".repeat(900) + "x", "more than 150"},
      {"x\n+\ny", "unknown name 'y'"},
      {"y".repeat(1900), "unknown name 'yyy"},
      {"1".repeat(1900), "at most 60 figures"},
      {"x * \u0000\uD83D\uDE00", "instead of '"}
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x^2", "exp(-beta * abs(x)); beta ~ 1", "1 / (1 + x^2) if x > 0 else min(x, 1)"})
  void printsLatex(String text) {
    String latex = FormulaParser.parse(text).latex();
    assertThat(latex)
        .isEqualTo(
            switch (text.charAt(0)) {
              case 'x' -> "x^{2}";
              case 'e' -> "e^{-\\beta\\,\\left|x\\right|}";
              default ->
                  "\\begin{cases} \\frac{1}{1 + x^{2}} & x > 0 \\\\ \\min\\left(x, 1\\right) &"
                      + " \\text{else} \\end{cases}";
            });
  }

  @Test
  void barsAreNoAbsoluteValue() {
    assertThatThrownBy(() -> FormulaParser.parse("|x| + 1"))
        .isInstanceOf(BadInputException.class)
        .hasMessageEndingWith("instead of '|', which is written abs(...)");
  }

  @Test
  void theFunctionsOfTheSwishPaperCanBeWritten() {
    for (String unary :
        new String[] {
          "x",
          "-x",
          "abs(x)",
          "x^2",
          "x^3",
          "sqrt(x)",
          "b * x; b ~ 1",
          "x + b; b ~ 1",
          "log(abs(x) + 1e-7)",
          "exp(x)",
          "sin(x)",
          "cos(x)",
          "sinh(x)",
          "cosh(x)",
          "tanh(x)",
          "asinh(x)",
          "atan(x)",
          "sinc(x)",
          "max(x, 0)",
          "min(x, 0)",
          "sigmoid(x)",
          "log(1 + exp(x))",
          "exp(-x^2)",
          "erf(x)",
          "b; b ~ 1"
        }) {
      assertThat(FormulaParser.parse(unary).text()).isNotEmpty();
    }
    for (String binary :
        new String[] {
          "A + B",
          "A * B",
          "A - B",
          "A / (B + 1e-7)",
          "max(A, B)",
          "min(A, B)",
          "sigmoid(A) * B",
          "exp(-b * (A - B)^2); b ~ 1",
          "exp(-b * abs(A - B)); b ~ 1",
          "b * A + (1 - b) * B; b ~ 0.5"
        }) {
      String text = binary.replace("A", "tanh(x)").replace("B", "x^2");
      assertThat(FormulaParser.parse(text).text()).isEqualTo(text);
    }
  }
}
