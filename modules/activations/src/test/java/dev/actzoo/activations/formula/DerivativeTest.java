package dev.actzoo.activations.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Symbolic derivatives against difference quotients in extended precision. */
class DerivativeTest {
  private static final BigDecimal STEP = new BigDecimal("1e-30");

  @ParameterizedTest
  @EnumSource(UnaryFunction.class)
  void ofEveryFunction(UnaryFunction function) {
    agrees(
        new ParsedFormula(
            Expression.Variable.X.times(Expression.constant(2)).then(function),
            java.util.List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x * sigmoid(1.702 * x)",
        "x * tanh(log(1 + exp(x)))",
        "0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))",
        "x^3 / (1 + x^2) - 1 / x",
        "x^x + x^2.5 + 2^x + x^-2",
        "sin(x)^2 / cos(x) * exp(-x^2)",
        "max(x, 0.1 * x) + min(x^2, x + 1) + max(2, x)",
        "x if x > 1.3 else expm1(x) if x < 0.5 else log1p(x)",
        "sinc(sinc(x)) * atan(asinh(x))",
        "dsinc(3 * x)",
        "b * x * sigmoid(c * x) + b^2 * softplus(x * b); b ~ 1.5, c ~ 0.5"
      })
  void ofComposedFormulas(String text) {
    agrees(FormulaParser.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "'sign(x) * log(1 + abs(x))', 1",
    "sign(x)^3 * sinh(2 * abs(x)), 2",
    "'a * sign(x)^2 * exp(x); a ~ 3', 3"
  })
  void whereTwoSlopesAgreeAtTheZeroOfASign(String text, double slope) {
    ParsedFormula formula = FormulaParser.parse(text);
    assertThat(value(formula.derivative(), BigDecimal.ZERO, Map.of("a", new BigDecimal(3))))
        .isEqualTo(slope);
  }

  @Test
  void byAParameterTheSquareOfASignStaysZeroAtZero() {
    ParsedFormula formula = FormulaParser.parse("a * sign(x)^2; a ~ 3");
    Expression slope = formula.derivativeBy(formula.learned().get(0));
    assertThat(value(slope, BigDecimal.ZERO, Map.of("a", BigDecimal.ONE))).isZero();
  }

  private static void agrees(ParsedFormula formula) {
    for (String at : new String[] {"0.3", "0.9", "1.7", "2.6", "4.1"}) {
      BigDecimal x = new BigDecimal(at);
      Map<String, BigDecimal> learned =
          Map.of("b", new BigDecimal("1.5"), "c", new BigDecimal("0.5"));
      double slope = value(formula.derivative(), x, learned);
      close(slope, quotient(formula, x.add(STEP), learned, x.subtract(STEP), learned), formula);
      for (LearnedParameter parameter : formula.learned()) {
        BigDecimal here = learned.get(parameter.name());
        close(
            value(formula.derivativeBy(parameter), x, learned),
            quotient(
                formula,
                x,
                with(learned, parameter.name(), here.add(STEP)),
                x,
                with(learned, parameter.name(), here.subtract(STEP))),
            formula);
      }
    }
  }

  private static Map<String, BigDecimal> with(
      Map<String, BigDecimal> learned, String name, BigDecimal value) {
    Map<String, BigDecimal> changed = new java.util.HashMap<>(learned);
    changed.put(name, value);
    return changed;
  }

  private static double quotient(
      ParsedFormula formula,
      BigDecimal right,
      Map<String, BigDecimal> rightLearned,
      BigDecimal left,
      Map<String, BigDecimal> leftLearned) {
    Real.Finite above = precise(formula.expression(), right, rightLearned);
    Real.Finite below = precise(formula.expression(), left, leftLearned);
    return above
        .value()
        .subtract(below.value())
        .divide(STEP.add(STEP), new java.math.MathContext(30))
        .doubleValue();
  }

  private static double value(Expression e, BigDecimal x, Map<String, BigDecimal> learned) {
    return precise(e, x, learned).toDouble();
  }

  private static Real.Finite precise(Expression e, BigDecimal x, Map<String, BigDecimal> learned) {
    return (Real.Finite) PreciseEvaluation.value(e, new Real.Finite(x), learned, 80);
  }

  private static void close(double actual, double expected, ParsedFormula formula) {
    assertThat(Math.abs(actual - expected))
        .as("%s: %s, not %s", formula.text(), actual, expected)
        .isLessThanOrEqualTo(1e-14 * Math.abs(expected) + 1e-25);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x * sigmoid(x) | sigmoid(x) + x * sigmoid(-x) * sigmoid(x)",
        "log(1 + exp(x)) | sigmoid(x)",
        "x^3 | 3 * x^2",
        "tanh(x) | 1 / cosh(x)^2",
        "max(x, 0.1 * x) | 1 if x > 0 else 0.1",
        "max(0.1 * x, x) | 1 if x > 0 else 0.1",
        "min(x, 0.1 * x) | 0.1 if x > 0 else 1",
        "relu(x) | step(x)",
        "x if x > 0 else exp(x) - 1 | 1 if x > 0 else exp(x)",
        "x * Phi(x) | Phi(x) + x * exp(-0.5 * x^2) / sqrt(2 * pi)"
      })
  void inTheFormOfATextbook(String text, String expected) {
    assertThat(TextPrinter.print(FormulaParser.parse(text).derivative())).isEqualTo(expected);
  }
}
