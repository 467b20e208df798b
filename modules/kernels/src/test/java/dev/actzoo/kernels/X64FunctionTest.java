package dev.actzoo.kernels;

import static dev.actzoo.kernels.FormulaProgram.Operation.ASINH;
import static dev.actzoo.kernels.FormulaProgram.Operation.DSINC;
import static dev.actzoo.kernels.FormulaProgram.Operation.POWER;
import static dev.actzoo.kernels.FormulaProgram.Operation.SINC;
import static dev.actzoo.kernels.FormulaProgram.Operation.TAN;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import dev.actzoo.activations.Catalogue;
import dev.actzoo.input.BadInputException;
import dev.actzoo.kernels.X64Assembler.Vectors;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Machine code against the loops that do the same, over whatever may be in an array. */
@EnabledIf("isAvailable")
class X64FunctionTest {
  private static final int N = 1024;

  private static final float[] SPECIAL = {
    0,
    -0f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    -Float.MIN_NORMAL,
    1e-30f,
    -1e-30f,
    1,
    -1,
    3,
    -3,
    6,
    -6,
    88.5f,
    -88.5f,
    90,
    -104,
    1e4f,
    -1e4f,
    3e4f,
    -3e4f,
    1e10f,
    -1e10f,
    1e30f,
    -1e30f,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN
  };

  /** Functions that the loops compute in double. */
  private static final Set<String> IN_DOUBLE = Set.of("asinh", "sinc");

  static boolean isAvailable() {
    return MachineCode.vectors().isPresent();
  }

  /** Vectors that this processor has. */
  static Stream<Vectors> vectors() {
    return Stream.of(Vectors.values())
        .filter(vectors -> vectors.bytes <= MachineCode.vectors().orElseThrow().bytes);
  }

  /** Those with every ridge function of the catalogue. */
  static Stream<Arguments> everyFunction() {
    return vectors()
        .flatMap(
            vectors ->
                Catalogue.ridges().stream().map(ridge -> Arguments.of(vectors, ridge.name())));
  }

  private static float[] inputs() {
    float[] x = Arrays.copyOf(SPECIAL, N);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = SPECIAL.length; i < N; i++) {
      x[i] = (float) ((random.nextDouble() * 2 - 1) * Math.exp(random.nextDouble() * 8 - 4));
    }
    return x;
  }

  @ParameterizedTest
  @MethodSource("everyFunction")
  void theCodeGivesTheFloatsOfTheLoops(Vectors vectors, String name) {
    FormulaPointwise f = FormulaPointwise.named(name);
    for (FormulaKernel kernel : List.of(f.forward(), f.backward())) {
      FormulaProgram program = kernel.program();
      float[][] learned = initial(f);
      X64Function code = X64Function.of(VectorLowering.value(program), learned.length, vectors);
      assertThat(compare(code, program, learned, name)).isGreaterThan(N / 2);
    }
  }

  @ParameterizedTest
  @MethodSource("everyFunction")
  void itMultipliesByTheGradientAndSumsTheProducts(Vectors vectors, String name) {
    FormulaPointwise f = FormulaPointwise.named(name);
    FormulaProgram program = f.backwardLearned().program();
    float[][] learned = initial(f);
    float[] x = inputs();
    float[] gradient = new float[N];
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < N; i++) {
      x[i] = i < SPECIAL.length ? 0.1f * i : x[i];
      gradient[i] = (float) (random.nextDouble() - 0.5);
    }
    List<float[]> results = byLoops(program, learned, x);
    X64Function code = X64Function.of(VectorLowering.gradient(program), learned.length, vectors);
    double[][] sums = new double[learned.length][1];
    float[] got = new float[N];
    assertThat(run(code, x, gradient, got, learned, sums)).isEqualTo(N);
    for (int i = 0; i < N; i++) {
      assertSame(name, x[i], gradient[i] * results.get(0)[i], got[i]);
    }
    for (int k = 0; k < sums.length; k++) {
      double sum = 0;
      double size = 0;
      for (int i = 0; i < N; i++) {
        double product = (double) gradient[i] * results.get(k + 1)[i];
        sum += product;
        size += Math.abs(product);
      }
      assertThat(sums[k][0]).isCloseTo(sum, within(1e-7 * size));
    }
  }

  /** Formulas that nobody would write find what those that people write do not. */
  @ParameterizedTest
  @MethodSource("vectors")
  void randomFormulasGiveTheFloatsOfTheLoops(Vectors vectors) {
    SplittableRandom random = new SplittableRandom(7);
    int compared = 0;
    for (int i = 0; i < 150; i++) {
      String text = "a * b + (" + formula(random, 4) + "); a ~ 0.75, b ~ -1.5";
      FormulaPointwise f;
      try {
        f = FormulaPointwise.of(text);
      } catch (BadInputException tooLarge) {
        continue;
      }
      for (FormulaKernel kernel : List.of(f.forward(), f.backward())) {
        if (!isInDouble(kernel.program())) {
          float[][] learned = initial(f);
          VectorLowering.Lowered lowered = VectorLowering.value(kernel.program());
          X64Function code = X64Function.of(lowered, learned.length, vectors);
          compared += compare(code, kernel.program(), learned, text);
        }
      }
    }
    assertThat(compared).isGreaterThan(100 * N);
  }

  private static boolean isInDouble(FormulaProgram program) {
    return program.steps().stream()
        .anyMatch(step -> EnumSet.of(TAN, ASINH, SINC, DSINC, POWER).contains(step.operation()));
  }

  private static String formula(SplittableRandom random, int depth) {
    if (depth == 0) {
      return List.of("x", "x", "x", "a", "b", "2", "0.3", "-1").get(random.nextInt(8));
    }
    String u = formula(random, depth - 1);
    String v = formula(random, random.nextInt(depth));
    int pick = random.nextInt(26);
    List<String> functions =
        List.of(
            "sigmoid",
            "tanh",
            "exp",
            "log",
            "log1p",
            "expm1",
            "sqrt",
            "abs",
            "sign",
            "step",
            "sin",
            "cos",
            "sinh",
            "cosh",
            "atan",
            "erf",
            "Phi",
            "softplus",
            "relu",
            "relu6");
    return switch (pick) {
      case 20, 21 -> "(" + u + " + " + v + ")";
      case 22 -> "(" + u + " - " + v + ")";
      case 23 -> "(" + u + ") * (" + v + ")";
      case 24 -> "max(" + u + ", min(" + v + ", x))";
      case 25 -> "((" + u + ") if x > " + v + " else (" + v + "))";
      default -> functions.get(pick) + "(" + u + ")";
    };
  }

  /** Channels that are parts of a vector, whole vectors, and neither. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 16, 17, 48, 100, 500})
  void everyChannelHasItsOwnParameterAndSum(int channels) {
    FormulaPointwise f = FormulaPointwise.of("a * x + b * x^2; a ~ 0.5, b[channel] ~ 1");
    FormulaProgram program = f.backwardLearned().program();
    for (Vectors vectors : Vectors.values()) {
      if (vectors.bytes <= MachineCode.vectors().orElseThrow().bytes) {
        X64Function code = X64Function.of(VectorLowering.gradient(program), 2, vectors);
        float[][] learned = {{0.5f}, new float[channels]};
        double[][] expected = new double[2][channels];
        float[] x = new float[N];
        float[] gradient = new float[N];
        for (int c = 0; c < channels; c++) {
          learned[1][c] = c;
        }
        for (int i = 0; i < N; i++) {
          x[i] = i % 7;
          gradient[i] = i % 5;
          expected[0][0] += gradient[i] * x[i];
          expected[1][i % channels] += gradient[i] * x[i] * x[i];
        }
        float[] out = new float[N];
        double[][] sums = {new double[1], new double[channels]};
        assertThat(run(code, x, gradient, out, learned, sums, channels)).isEqualTo(N);
        assertThat(sums[0][0]).isEqualTo(expected[0][0]);
        assertThat(sums[1]).isEqualTo(expected[1]);
        for (int i = 0; i < N; i++) {
          assertThat(out[i]).isEqualTo(gradient[i] * (0.5f + 2 * (i % channels) * x[i]));
        }
      }
    }
  }

  @Test
  void aSineFarOutIsGivenUpAtItsPairOfVectorsWithNothingWritten() {
    Vectors vectors = MachineCode.vectors().orElseThrow();
    FormulaProgram program = FormulaPointwise.of("sin(x)").forward().program();
    X64Function code = X64Function.of(VectorLowering.value(program), 0, vectors);
    float[] x = new float[N];
    x[500] = 1e6f;
    float[] got = new float[N];
    Arrays.fill(got, 7);
    int done = run(code, x, x, got, new float[0][], new double[0][]);
    assertThat(done).isEqualTo(500 / (2 * vectors.floats()) * 2 * vectors.floats());
    assertThat(got[done - 1]).isZero();
    assertThat(got[done]).isEqualTo(7);
  }

  @Test
  void valuesThatFindNoRegisterAreKeptInMemory() {
    int terms = 14;
    String sum =
        IntStream.rangeClosed(2, terms).mapToObj(i -> "exp(x/" + i + ")").collect(joining("+"));
    String product =
        IntStream.rangeClosed(2, terms).mapToObj(i -> "exp(x/" + i + ")").collect(joining("*"));
    FormulaProgram program =
        FormulaPointwise.of("(" + sum + ") * (" + product + ")").forward().program();
    for (Vectors vectors : Vectors.values()) {
      if (vectors.bytes <= MachineCode.vectors().orElseThrow().bytes) {
        X64Function code = X64Function.of(VectorLowering.value(program), 0, vectors);
        assertThat(compare(code, program, new float[0][], "a product of sums")).isEqualTo(N);
      }
    }
  }

  private static float[][] initial(FormulaPointwise f) {
    float[][] learned = new float[f.learned().size()][1];
    for (int i = 0; i < learned.length; i++) {
      learned[i][0] = f.learned().get(i).initial().floatValue();
    }
    return learned;
  }

  private static List<float[]> byLoops(FormulaProgram program, float[][] learned, float[] x) {
    FormulaProgram.Memory memory = program.memory();
    if (program.x() >= 0) {
      System.arraycopy(x, 0, memory.registers[program.x()], 0, N);
    }
    for (int i = 0; i < learned.length; i++) {
      if (program.learned().get(i) >= 0) {
        Arrays.fill(memory.registers[program.learned().get(i)], learned[i][0]);
      }
    }
    program.run(memory, N);
    return program.outputs().stream().map(output -> memory.registers[output].clone()).toList();
  }

  /**
   * Vector by vector: one that is given up does not hide those after it. Gives how many floats were
   * compared.
   */
  private static int compare(
      X64Function code, FormulaProgram program, float[][] learned, String name) {
    float[] x = inputs();
    float[] expected = byLoops(program, learned, x).get(0);
    int width = MachineCode.vectors().orElseThrow().floats();
    int compared = 0;
    for (int start = 0; start < N; start += width) {
      float[] got = new float[width];
      float[] part = Arrays.copyOfRange(x, start, start + width);
      if (run(code, part, part, got, learned, new double[0][]) == width) {
        compared += width;
        for (int i = 0; i < width; i++) {
          assertSame(name, x[start + i], expected[start + i], got[i]);
        }
      }
    }
    return compared;
  }

  /** Zeros of either sign are the same, and so are the infinities of what is divided by them. */
  private static void assertSame(String name, float x, float expected, float actual) {
    int ulps = IN_DOUBLE.contains(name) ? 3 : 0;
    if (Float.isNaN(expected)) {
      assertThat(actual).as("%s at %s", name, x).isNaN();
    } else {
      float allowed = ulps * Math.ulp(Math.max(Math.abs(expected), 0.1f));
      boolean bothInfinite = Float.isInfinite(expected) && Float.isInfinite(actual);
      assertThat(expected == actual || bothInfinite || Math.abs(expected - actual) <= allowed)
          .as("%s at %s: %s, not %s", name, x, actual, expected)
          .isTrue();
    }
  }

  private static int run(
      X64Function code,
      float[] x,
      float[] gradient,
      float[] out,
      float[][] learned,
      double[][] sums) {
    return run(code, x, gradient, out, learned, sums, 1);
  }

  private static int run(
      X64Function code,
      float[] x,
      float[] gradient,
      float[] out,
      float[][] learned,
      double[][] sums,
      int channels) {
    try (Memory in = memory(x);
        Memory from = memory(gradient);
        Memory to = memory(out)) {
      code.run(
          Pointer.nativeValue(in),
          Pointer.nativeValue(from),
          Pointer.nativeValue(to),
          0,
          x.length,
          x.length,
          learned,
          channels);
      code.addSums(0, sums, channels);
      to.read(0, out, 0, out.length);
      return X64Function.done(0);
    }
  }

  private static Memory memory(float[] values) {
    Memory memory = new Memory((long) values.length * Float.BYTES);
    memory.write(0, values, 0, values.length);
    return memory;
  }
}
