package dev.actzoo.activations.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Extended precision against published digits, identities and the double evaluation. */
class PreciseEvaluationTest {
  /** 50 digits, from the tables of OEIS and NIST's DLMF where a constant has a name. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pi | 0 | 3.1415926535897932384626433832795028841971693993751",
        "e | 0 | 2.7182818284590452353602874713526624977572470937000",
        "exp(x) | -1 | 0.36787944117144232159552377016146086744581113103177",
        "log(x) | 2 | 0.69314718055994530941723212145817656807550013436026",
        "log(1 + exp(x)) | 0 | 0.69314718055994530941723212145817656807550013436026",
        "sqrt(x) | 2 | 1.4142135623730950488016887242096980785696718753769",
        "sin(x) | 1 | 0.84147098480789650665250232163029899962256306079837",
        "cos(x) | 1 | 0.54030230586813971740093660744297660373231042061792",
        "tan(x) | 1 | 1.5574077246549022305069748074583601730872507723815",
        "sinh(x) | 1 | 1.1752011936438014568823818505956008151557179813341",
        "cosh(x) | 1 | 1.5430806348152437784779056207570616826015291123659",
        "tanh(x) | 1 | 0.76159415595576488811945828260479359041276859725794",
        "atan(x) | 1 | 0.78539816339744830961566084581987572104929234984378",
        "asinh(x) | 1 | 0.88137358701954302523260932497979230902816032826164",
        "erf(x) | 1 | 0.84270079294971486934122063508260925929606699796630",
        "sigmoid(x) | 0 | 0.5",
        "sinc(x) | 1 | 0.84147098480789650665250232163029899962256306079837"
      })
  void knownConstants(String formula, double x, BigDecimal expected) {
    BigDecimal actual = value(formula, x);
    assertThat(actual.round(new MathContext(49)))
        .isEqualByComparingTo(expected.round(new MathContext(49)));
  }

  /** Two forms of one function, one of which cancels: both come to the same 50 digits. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Phi(x) | (1 + erf(x / sqrt(2))) / 2 | -11",
        "Phi(x) | (1 + erf(x / sqrt(2))) / 2 | 1.25",
        "Phi(x) | 1 - Phi(-x) | -37.5",
        "expm1(x) | exp(x) - 1 | 1e-30",
        "log1p(x) | log(1 + x) | 1e-30",
        "softplus(x) | log(1 + exp(x)) | -700",
        "softplus(x) | log(1 + exp(x)) | 2e4",
        "softplus(x) | log(1 + exp(x)) | 9e8",
        "tanh(x) | (exp(x) - exp(-x)) / (exp(x) + exp(-x)) | 1e-20",
        "sinh(x) | (exp(x) - exp(-x)) / 2 | 1e-20",
        "asinh(x) | log(x + sqrt(x^2 + 1)) | -1e25",
        "sigmoid(x) | 1 / (1 + exp(-x)) | -9999",
        "sin(x) | -cos(x + pi / 2) | 1e22",
        "tan(x) | sin(x) / cos(x) | 1e-300",
        "atan(x) | pi / 2 - atan(1 / x) | 1e30",
        "x^2.5 | exp(2.5 * log(x)) | 7",
        "x^1001 | x^1000 * x | -3",
        "relu6(x) - relu(x) | min(x - 6, 0) - x + 6 | 9.5"
      })
  void twoFormsOfOneFunctionAgree(String one, String other, double x) {
    BigDecimal first = value(one, x);
    BigDecimal second = value(other, x);
    assertThat(first.subtract(second).abs())
        .isLessThanOrEqualTo(first.abs().max(second.abs()).multiply(new BigDecimal("1e-50")));
  }

  @ParameterizedTest
  @EnumSource(UnaryFunction.class)
  void everyFunctionAgreesWithItsDouble(UnaryFunction function) {
    Expression expression = Expression.Variable.X.then(function);
    for (double x :
        new double[] {
          -1e30,
          -800,
          -37.5,
          -6,
          -3,
          -0.7,
          -1e-9,
          -1e-300,
          0,
          Double.MIN_VALUE,
          1e-5,
          0.9,
          3,
          4.5,
          9,
          37.5,
          800,
          1e30,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          Double.NaN
        }) {
      double expected = PreciseEvaluation.value(expression, Real.of(x), 50).toDouble();
      double actual = Evaluation.at(expression, x);
      if (Double.isFinite(expected)) {
        assertThat(Math.abs(actual - expected))
            .as("%s(%s) = %s, not %s", function, x, actual, expected)
            .isLessThanOrEqualTo(Math.abs(expected) * 2e-13 + Double.MIN_VALUE);
      } else if (Double.isFinite(actual) || Double.isNaN(actual) != Double.isNaN(expected)) {
        assertThat(Math.abs(actual)).as("%s(%s)", function, x).isGreaterThan(1e300);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x / (1 + exp(-x)) | -1e30 | 0",
        "x / (1 + exp(-x)) | 1e30 | 1e30",
        "exp(x) | 1e30 | Infinity",
        "1 / x | 0 | Infinity",
        "-1 / x | 0 | -Infinity",
        "0 * (1 / x) | 0 | NaN",
        "log(x) | -1 | NaN",
        "log(x) | 0 | -Infinity",
        "x - x | Infinity | NaN",
        "x * sigmoid(x) | -Infinity | NaN",
        "x * sigmoid(x) | Infinity | Infinity",
        "min(x, 3) | Infinity | 3",
        "1 if x < 0 else 2 | NaN | 2",
        "exp(exp(exp(x))) | 100 | Infinity",
        "x^1e30 | 2 | Infinity",
        "x^1e30 | -0.5 | 0",
        "x^0.5 | -1 | NaN",
        "tanh(exp(x)) | 1e30 | 1",
        "expm1(exp(-x^2)) | 1e5 | 0",
        "atan(exp(-x)) | 1e8 | 0",
        "x * tanh(log(1 + exp(x))) | -9e8 | 0",
        "x / cosh(log(1 + exp(x)))^2 | -9e8 | -9e8"
      })
  void limitsAreTaken(String formula, double x, double expected) {
    Expression expression = FormulaParser.parse(formula).expression();
    assertThat(PreciseEvaluation.value(expression, Real.of(x), 50).toDouble())
        .isEqualTo(Double.valueOf(expected));
  }

  private static BigDecimal value(String formula, double x) {
    Real value =
        PreciseEvaluation.value(
            FormulaParser.parse(formula).expression(), new Real.Finite(new BigDecimal(x)), 50);
    return ((Real.Finite) value).value();
  }
}
