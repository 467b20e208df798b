package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Ridge;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The text of CUDA kernels, evaluated on the CPU, against the catalogue's references. */
class CudaSourceTest {
  /** Relative to the value where that exceeds 1. */
  private static final double BOUND = 4e-6;

  static Stream<Ridge> activations() {
    return Catalogue.ridges().stream().filter(activation -> !activation.name().startsWith("dl4j-"));
  }

  @ParameterizedTest
  @MethodSource("activations")
  void theTextComputesValueAndDerivative(Ridge activation) {
    float[] x = new float[3001];
    for (int i = 0; i < x.length; i++) {
      x[i] = -30.0037f + 0.02f * i;
    }
    Run run = Run.of(activation, x);
    for (int i = 0; i < x.length; i++) {
      check(activation.name(), activation::value, x[i], run.value[i]);
      check(activation.name() + "'", activation::derivative, x[i], run.derivative[i]);
    }
  }

  /** It may also err by what a unit in the last place of x makes. */
  private static void check(String what, DoubleUnaryOperator f, float x, float actual) {
    double expected = f.applyAsDouble(x);
    double allowed =
        BOUND * Math.max(1, Math.abs(expected))
            + Math.abs(f.applyAsDouble(Math.nextUp(x)) - expected);
    assertThat((double) actual).as("%s at %s", what, x).isCloseTo(expected, within(allowed));
  }

  /** Units in the last place do not suffice where a square of x is an exponent. */
  @Test
  void geluKeepsItsDigitsInTheLeftTail() {
    Ridge gelu = Catalogue.ridge("gelu");
    float[] x = new float[1150];
    for (int i = 0; i < x.length; i++) {
      x[i] = -1.5f - 0.01f * i;
    }
    Run run = Run.of(gelu, x);
    for (int i = 0; i < x.length; i++) {
      double value = gelu.value(x[i]);
      assertThat((double) run.value[i]).isCloseTo(value, within(4e-7 * -value));
      double slope = gelu.derivative(x[i]);
      assertThat((double) run.derivative[i]).isCloseTo(slope, within(1e-5 * -slope));
    }
  }

  @ParameterizedTest
  @MethodSource("activations")
  void extremeInputsGiveWhatTheLoopsForTheCpuGive(Ridge activation) {
    float[] x = {
      Float.NaN,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      1e20f,
      -1e20f,
      1000,
      -1000,
      88.8f,
      -88.8f,
      -103,
      Float.MIN_NORMAL,
      -Float.MIN_NORMAL,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      0,
      -0f
    };
    FormulaPointwise loops = FormulaPointwise.named(activation.name());
    INDArray in = Nd4j.createFromArray(x);
    INDArray out = in.ulike();
    OneDnnKernels.INSTANCE.activate(loops, in, out);
    float[] values = Run.of(activation, x).value;
    for (int i = 0; i < x.length; i++) {
      float expected = out.getFloat(i);
      String what = activation.name() + " at " + x[i];
      if (Float.isFinite(expected) && Math.abs(expected) < 3e38f) {
        double allowed = BOUND * Math.max(1, Math.abs(expected));
        assertThat((double) values[i]).as(what).isCloseTo(expected, within(allowed));
      } else if (Float.isNaN(expected)) {
        assertThat(values[i]).as(what).isNaN();
      } else {
        assertThat(values[i] / expected).as(what).isNotNegative();
        assertThat(Math.abs(values[i])).as(what).isGreaterThan(3e38f);
      }
    }
  }

  @Test
  void anyFormulaHasAKernelForEachOfItsDerivatives() {
    String source =
        FusedFormulas.source(FormulaPointwise.of("a * x * sigmoid(b * x); a ~ 1, b[channel] ~ 1"));
    CudaEmulation emulation = new CudaEmulation(source);
    float[] x = {-1, 0.5f, 2, 3};
    float[] gradient = {1, 2, 3, 4};
    Map<String, Object> arguments =
        Map.of(
            "x",
            x,
            "p0",
            new float[] {1.5f},
            "m0",
            1.0,
            "p1",
            new float[] {0.5f, 2},
            "m1",
            2.0,
            "gradient",
            gradient);
    float[] byB = new float[4];
    emulation.kernel(CudaSource.byParameter(1)).run(arguments, byB);
    for (int i = 0; i < 4; i++) {
      double b = i % 2 == 0 ? 0.5 : 2;
      double s = 1 / (1 + Math.exp(-b * x[i]));
      assertThat((double) byB[i])
          .isCloseTo(gradient[i] * 1.5 * x[i] * x[i] * s * (1 - s), within(1e-5));
    }
  }

  /** Value and derivative as the kernels of an activation give them. */
  private record Run(float[] value, float[] derivative) {
    static Run of(Ridge activation, float[] x) {
      Pointwise f = Pointwise.named(activation.name());
      CudaEmulation emulation = new CudaEmulation(FusedFormulas.source(f));
      float[] value = new float[x.length];
      Map<String, Object> initial = new java.util.HashMap<>();
      if (f instanceof FormulaPointwise formula) {
        for (int i = 0; i < formula.learned().size(); i++) {
          initial.put("p" + i, new float[] {formula.learned().get(i).initial().floatValue()});
          initial.put("m" + i, 1.0);
        }
      }
      initial.put("x", x);
      emulation.kernel(CudaSource.FORWARD).run(initial, value);
      float[] ones = new float[x.length];
      java.util.Arrays.fill(ones, 1);
      initial.put("gradient", ones);
      initial.put("x", f.backwardNeeds() == Pointwise.Needs.OUTPUT ? value : x);
      float[] derivative = new float[x.length];
      emulation.kernel(CudaSource.BACKWARD).run(initial, derivative);
      return new Run(value, derivative);
    }
  }
}
