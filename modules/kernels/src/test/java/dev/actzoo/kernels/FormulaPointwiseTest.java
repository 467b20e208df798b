package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.actzoo.activations.formula.Evaluation;
import dev.actzoo.activations.formula.Expression;
import dev.actzoo.activations.formula.UnaryFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Compiled formulas against their evaluation in double, over the whole range of floats. */
class FormulaPointwiseTest {
  /** Units in the last place, beside two of the smallest normal number. */
  private static final double ULPS = 8;

  @ParameterizedTest
  @CsvSource({"(abs(@) + 1)^sin(x), 6", "x * sigmoid(@) + 1, 20", "sin(1 + @ / 3), 20"})
  void whatIsNestedIsCompiledWithSharedParts(String around, int times) {
    String text = "x";
    for (int i = 0; i < times; i++) {
      text = around.replace("@", text);
    }
    FormulaKernel slope = FormulaPointwise.of(text).backward();
    assertThat(slope.program().steps()).hasSizeBetween(times, 5000);
    if (MachineCode.vectors().isPresent()) {
      assertThat(slope.code()).isNotNull();
    }
  }

  /**
   * Powers of 2 and what lies between, denormals, zeros, infinities, NaN; sorted, since machine
   * code leaves a whole vector to the loops for one number in it.
   */
  private static float[] everyMagnitude() {
    Random random = new Random(1);
    float[] all = new float[3 * 280 * 16 + 8];
    int n = 0;
    for (int exponent = -149; exponent < 128; exponent++) {
      for (int i = 0; i < 16; i++) {
        float x = (float) ((1 + random.nextDouble()) * Math.pow(2, exponent));
        all[n++] = x;
        all[n++] = -x;
        all[n++] = (float) (20 * random.nextGaussian());
      }
    }
    for (float special :
        new float[] {
          0,
          -0f,
          Float.MIN_VALUE,
          -Float.MIN_VALUE,
          Float.POSITIVE_INFINITY,
          Float.NEGATIVE_INFINITY,
          Float.NaN,
          6
        }) {
      all[n++] = special;
    }
    Arrays.sort(all);
    return all;
  }

  /** The derivative of sinc is a difference: beside its zeros it is right to those of its terms. */
  @ParameterizedTest
  @EnumSource(UnaryFunction.class)
  void everyFunctionIsRightToAFewUlps(UnaryFunction function) {
    FormulaPointwise f = FormulaPointwise.of(text(function));
    INDArray x = Nd4j.createFromArray(everyMagnitude());
    INDArray y = x.ulike();
    OneDnnKernels.INSTANCE.activate(f, x, y);
    for (long i = 0; i < x.length(); i++) {
      float at = x.getFloat(i);
      double expected = function.apply(at);
      float actual = y.getFloat(i);
      if (function == UnaryFunction.TANH && Float.isNaN(at)) {
        assertThat(actual).isNaN();
      }
      if (function == UnaryFunction.DSINC && Math.abs(at) < 1e6f) {
        assertThat((double) actual).isCloseTo(expected, within(1e-6 / Math.max(1, Math.abs(at))));
      } else {
        assertClose(function + " at " + at, expected, actual);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-3.3, -1.7, -0.3, 0.1, 0.7, 2.4, 17.3})
  void everyPowerIsRightToAFewUlps(double exponent) {
    FormulaPointwise f = FormulaPointwise.of("x^a; a ~ " + exponent);
    float[] all = everyMagnitude();
    INDArray x = Nd4j.createFromArray(all);
    INDArray y = x.ulike();
    INDArray a = Nd4j.createFromArray((float) exponent);
    OneDnnKernels.INSTANCE.activate(f, x, List.of(a), y);
    for (int i = 0; i < all.length; i++) {
      double expected = Math.pow(all[i], (float) exponent);
      assertClose(all[i] + "^" + exponent, expected, y.getFloat(i));
    }
  }

  private static String text(UnaryFunction function) {
    return function == UnaryFunction.NEGATE ? "-x" : function.text() + "(x)";
  }

  private static void assertClose(String what, double expected, float actual) {
    float nearest = (float) expected;
    if (Float.isNaN(nearest)) {
      assertThat(actual).as(what).isNaN();
    } else if (Float.isInfinite(nearest)) {
      assertThat(Math.abs(actual)).as(what).isGreaterThan(3.39e38f);
      assertThat(Math.signum(actual)).as(what).isEqualTo(Math.signum(nearest));
    } else {
      double allowed = ULPS * Math.ulp(nearest) + 2 * Float.MIN_NORMAL;
      assertThat((double) actual).as(what).isCloseTo(expected, within(allowed));
    }
  }

  /** Formulas of many kinds, what a float can hold of their values being all they go through. */
  static Stream<Arguments> formulas() {
    return Stream.of(
            "x * sigmoid(x)",
            "x * sigmoid(1.702 * x)",
            "x / (1 + exp(-x))",
            "x * tanh(log(1 + exp(x)))",
            "x * Phi(x)",
            "0.5 * x * (1 + erf(x / sqrt(2)))",
            "x if x > 0 else exp(x) - 1",
            "1 if x >= 2 else x if x > -1.5 else sinh(x / 50)",
            "x + sin(x)^2 / 3",
            "x / (1 + abs(x))",
            "min(max(x, -x / 3), 6) - relu6(1 - x)",
            "log(abs(x) + 1e-7)",
            "atan(x) * cos(x / 7) + asinh(x)",
            "exp(-x^2)",
            "sinc(x) + tanh(x) * sign(x)",
            "x * erf(softplus(x))",
            "abs(x)^1.5 * sigmoid(x)^3",
            "sign(x) * abs(x)^0.8 - relu(x)^1.2 / 3",
            "b * x * sigmoid(c * x) + b; b ~ 1.5, c[channel] ~ 0.7")
        .flatMap(
            text ->
                Stream.of(OneDnnKernels.INSTANCE, Nd4jKernels.INSTANCE)
                    .map(kernels -> Arguments.of(kernels, text)));
  }

  @ParameterizedTest
  @MethodSource("formulas")
  void valueAndDerivativeAreThoseOfTheFormula(Kernels kernels, String text) {
    FormulaPointwise f = FormulaPointwise.of(text);
    INDArray x = Nd4j.linspace(DataType.FLOAT, -30, 60.0 / 30_000, 30_001).reshape(30_001, 1);
    INDArray y = x.ulike();
    INDArray slope = x.ulike();
    kernels.activate(f, x, y);
    kernels.activateBackward(f, x, Nd4j.onesLike(x), slope);
    ToDoubleFunction<double[]> value = function(f, f.value());
    ToDoubleFunction<double[]> derivative = function(f, f.derivative());
    double[] arguments = new double[1 + f.learned().size()];
    System.arraycopy(f.formula().initial(), 0, arguments, 1, f.learned().size());
    for (long i = 0; i < x.length(); i++) {
      arguments[0] = x.getFloat(i);
      check(text, arguments[0], value.applyAsDouble(arguments), y.getFloat(i));
      check(text + " '", arguments[0], derivative.applyAsDouble(arguments), slope.getFloat(i));
    }
  }

  private static ToDoubleFunction<double[]> function(FormulaPointwise f, Expression expression) {
    return Evaluation.of(expression, f.learned());
  }

  private static void check(String text, double x, double expected, float actual) {
    if (Double.isFinite(expected)) {
      assertThat(Math.abs(expected - actual) / Math.max(1, Math.abs(expected)))
          .as("%s at %s: %s, not %s", text, x, actual, expected)
          .isLessThan(4e-6);
    }
  }

  @Test
  void sharesWorkAmongThreadsAndBlocksWithoutADifference() {
    FormulaPointwise f = FormulaPointwise.of("x * sigmoid(b * x); b[channel] ~ 1");
    INDArray x = SeededArrays.of(DataType.FLOAT, List.of(new long[] {50_001, 3}), List.of())[0];
    INDArray learned = Nd4j.createFromArray(0.5f, 1f, 2f);
    INDArray y = x.ulike();
    OneDnnKernels.INSTANCE.activate(f, x, List.of(learned), y);
    for (long row : new long[] {0, 341, 342, 21_845, 50_000}) {
      for (int c = 0; c < 3; c++) {
        double at = x.getFloat(row, c);
        assertThat((double) y.getFloat(row, c))
            .isCloseTo(at / (1 + Math.exp(-at * learned.getFloat(c))), within(1e-6));
      }
    }
  }

  /** Sines of great arguments are left to the loops amid what is machine code. */
  @Test
  void goesOnBehindWhatIsLeftToTheLoops() {
    FormulaPointwise f = FormulaPointwise.of("sin(b * x); b ~ 1");
    int n = 200_000;
    float[] inputs = new float[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      inputs[i] = i % 9_973 == 0 ? 1e6f + i : i % 100 * 0.1f;
      sum += inputs[i] * Math.cos(inputs[i]);
    }
    INDArray x = Nd4j.createFromArray(inputs);
    INDArray y = x.ulike();
    INDArray b = Nd4j.createFromArray(1f);
    INDArray slope = x.ulike();
    INDArray byB = b.ulike();
    OneDnnKernels.INSTANCE.activate(f, x, List.of(b), y);
    OneDnnKernels.INSTANCE.activateBackward(
        f, x, List.of(b), Nd4j.onesLike(x), slope, List.of(byB));
    for (int i = 0; i < n; i++) {
      assertThat((double) y.getFloat(i)).isCloseTo(Math.sin(inputs[i]), within(1e-6));
      assertThat((double) slope.getFloat(i)).isCloseTo(Math.cos(inputs[i]), within(1e-6));
    }
    assertThat(byB.getDouble(0)).isCloseTo(sum, within(1e-6 * 2e7));
  }

  @Test
  void channelsMayBeMoreThanAnyCacheHolds() {
    FormulaPointwise f = FormulaPointwise.of("b * x^2; b[channel] ~ 1");
    int channels = 40_009;
    INDArray x = SeededArrays.of(DataType.FLOAT, List.of(new long[] {3, channels}), List.of())[0];
    INDArray b = Nd4j.linspace(DataType.FLOAT, -1, 2.0 / channels, channels);
    INDArray y = x.ulike();
    INDArray byX = x.ulike();
    INDArray byB = b.ulike();
    OneDnnKernels.INSTANCE.activate(f, x, List.of(b), y);
    OneDnnKernels.INSTANCE.activateBackward(f, x, List.of(b), Nd4j.onesLike(x), byX, List.of(byB));
    for (int c = 0; c < channels; c++) {
      double sum = 0;
      for (int row = 0; row < 3; row++) {
        double at = x.getFloat(row, c);
        sum += at * at;
        assertThat((double) y.getFloat(row, c)).isCloseTo(b.getFloat(c) * at * at, within(1e-6));
        assertThat((double) byX.getFloat(row, c)).isCloseTo(2 * b.getFloat(c) * at, within(1e-6));
      }
      assertThat((double) byB.getFloat(c)).isCloseTo(sum, within(1e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void gradientsOfLearnedParametersAreSumsOverWhatTheyAreFor(Kernels kernels, DataType type) {
    FormulaPointwise f = FormulaPointwise.of("a * x * sigmoid(b * x); a ~ 1, b[channel] ~ 1");
    INDArray[] arrays =
        SeededArrays.of(
            type,
            List.of(new long[] {5, 7, 3}, new long[] {5, 7, 3}),
            List.of(new long[] {5, 7, 3}));
    INDArray a = Nd4j.createFromArray(1.5).castTo(type);
    INDArray b = Nd4j.createFromArray(0.5, 1, 2).castTo(type);
    INDArray gradientA = a.ulike();
    INDArray gradientB = b.ulike();
    kernels.activateBackward(
        f, arrays[0], List.of(a, b), arrays[1], arrays[2], List.of(gradientA, gradientB));
    double step = 1e-4;
    double byA = loss(arrays, 1.5 + step, b, null, 0) - loss(arrays, 1.5 - step, b, null, 0);
    assertThat(gradientA.getDouble(0)).isCloseTo(byA / 2 / step, within(1e-4));
    for (int c = 0; c < 3; c++) {
      double byB = loss(arrays, 1.5, b, c, step) - loss(arrays, 1.5, b, c, -step);
      assertThat(gradientB.getDouble(c)).isCloseTo(byB / 2 / step, within(1e-4));
    }
  }

  static Stream<Arguments> kernels() {
    return Stream.of(
        Arguments.of(OneDnnKernels.INSTANCE, DataType.FLOAT),
        Arguments.of(Nd4jKernels.INSTANCE, DataType.FLOAT),
        Arguments.of(Nd4jKernels.INSTANCE, DataType.DOUBLE));
  }

  /** The sum of f times the incoming gradient, in double. */
  private static double loss(
      INDArray[] arrays,
      double a,
      INDArray b,
      @org.jspecify.annotations.Nullable Integer moved,
      double step) {
    double sum = 0;
    for (int i = 0; i < arrays[0].length(); i++) {
      int c = i % 3;
      double x = arrays[0].reshape(105).getDouble(i);
      double slope = b.getDouble(c) + (moved != null && moved == c ? step : 0);
      sum += arrays[1].reshape(105).getDouble(i) * a * x / (1 + Math.exp(-slope * x));
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x * sigmoid(x) | -Infinity | 0 | 0",
        "x * sigmoid(x) | Infinity | Infinity | 1",
        "x * Phi(x) | -Infinity | 0 | 0",
        "x * Phi(x) | Infinity | Infinity | 1",
        "x * tanh(exp(x)) | 85 | 85 | 1",
        "x * tanh(exp(x)) | 3e38 | 3e38 | 1",
        "x * (1 + exp(-2 * x))^-1.5 | -45 | 0 | 0",
        "x / sqrt(1 + x^2) | -2e19 | -1 | 0",
        "x / (1 + abs(x)) | Infinity | 1 | 0",
        "x * relu6(x + 3) / 6 | -Infinity | 0 | 0",
        "x * sigmoid(b * x); b ~ 1 | -Infinity | 0 | 0",
        "x^2 | -1e15 | 1e30 | -2e15",
        "exp(x) | 80 | 5.5406224e34 | 5.5406224e34"
      })
  void farOutResultsAreTheLimits(String text, float x, float value, float slope) {
    FormulaPointwise f = FormulaPointwise.of(text);
    INDArray in = Nd4j.createFromArray(x, 1f, Float.NaN);
    INDArray y = in.ulike();
    INDArray back = in.ulike();
    OneDnnKernels.INSTANCE.activate(f, in, y);
    OneDnnKernels.INSTANCE.activateBackward(f, in, Nd4j.onesLike(in), back);
    assertThat(y.getFloat(0)).isCloseTo(value, withPercentage(1e-4));
    assertThat(back.getFloat(0)).isCloseTo(slope, withPercentage(1e-4));
    assertThat(y.getFloat(2)).isNaN();
    assertThat(back.getFloat(2)).isNaN();
  }

  @Test
  void notANumberStaysSoWhateverIsSelected() {
    INDArray x = Nd4j.createFromArray(Float.NaN, 1f);
    for (String text : new String[] {"1 if x > 0 else 2 * x", "step(x)", "x if x < 3 else 7"}) {
      INDArray y = x.ulike();
      OneDnnKernels.INSTANCE.activate(FormulaPointwise.of(text), x, y);
      assertThat(y.getFloat(0)).as(text).isNaN();
      assertThat(y.getFloat(1)).as(text).isEqualTo(1);
    }
  }
}
