package dev.actzoo.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Ridge;
import dev.actzoo.kernels.X64Assembler.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The rule of special values (docs/decisions/0025): what every ridge function gives for NaN, at
 * infinities, kinks, signed zeros, denormal and huge numbers, by itself and inside other
 * operations, on every path that this machine has.
 */
class SpecialValuesTest {
  private static final float[] POINTS = {
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    0,
    -0f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    1e-39f,
    -1e-39f,
    0.5f,
    -0.5f,
    1,
    -1,
    2.5f,
    -2.5f,
    3,
    -3,
    6,
    -6,
    -7,
    -8,
    1e4f,
    -1e4f,
    1e10f,
    -1e10f,
    1e18f,
    -1e18f
  };

  private static final double TOLERANCE = 1e-5;

  /** What a path makes of the points. */
  private record Result(String path, float[] values, float[] slopes) {}

  static List<Ridge> entries() {
    return Catalogue.ridges();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void everyPathKeepsTheRule(Ridge ridge) {
    SoftAssertions softly = new SoftAssertions();
    paths(ridge)
        .forEach(
            result -> {
              String what = ridge.name() + " by " + result.path();
              check(softly, what + ", value", ridge::value, result.values(), ridge);
              if (!ridge.name().startsWith("dl4j-gelu")) {
                check(softly, what + ", slope", ridge::derivative, result.slopes(), ridge);
              }
            });
    softly.assertAll();
  }

  /** What the rule leaves out. */
  private static boolean isExempt(String what, Ridge ridge, float x) {
    double size = Math.abs(x);
    return switch (ridge.name()) {
      case "dl4j-gelu", "dl4j-gelu-precise" -> Double.isInfinite(size); // the flaws of their own
      case "siren" -> size > 1e4; // 30 x is rounded
      case "pau", "rational" -> size > 1e4 || x == 0; // powers overflow; signs at 0 are parameters'
      default -> what.contains("ND4J") && size > 0 && size < Float.MIN_NORMAL;
    };
  }

  private static void check(
      SoftAssertions softly, String what, DoubleUnaryOperator exact, float[] results, Ridge ridge) {
    for (int i = 0; i < results.length; i++) {
      float x = POINTS[i];
      if (isExempt(what, ridge, x)) {
        continue;
      }
      float right = (float) exact.applyAsDouble(x);
      boolean same =
          Float.isNaN(right)
              ? Float.isNaN(results[i])
              : right == results[i]
                  || Math.abs(right - results[i]) <= TOLERANCE * Math.max(1, Math.abs(right));
      softly.assertThat(same).as("%s at %s: %s, not %s", what, x, results[i], right).isTrue();
    }
  }

  private static Stream<Result> paths(Ridge ridge) {
    Pointwise f = Pointwise.named(ridge.name());
    FormulaPointwise formula = FormulaPointwise.named(ridge.name());
    List<Result> results = new ArrayList<>();
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      results.add(byKernels(Nd4jKernels.INSTANCE, f, type, "ND4J in " + type));
      results.add(byKernels(Nd4jKernels.INSTANCE, formula, type, "ND4J's formula in " + type));
    }
    results.add(byKernels(OneDnnKernels.INSTANCE, f, DataType.FLOAT, "kernels"));
    results.add(fused(f));
    results.add(gate(f));
    results.add(byLoops(formula));
    for (Vectors vectors : Vectors.values()) {
      if (vectors.bytes <= MachineCode.vectors().map(v -> v.bytes).orElse(0)) {
        results.add(byCode(formula, vectors));
      }
    }
    return results.stream();
  }

  private static INDArray points(DataType type) {
    return Nd4j.createFromArray(POINTS).castTo(type);
  }

  private static float[] floats(INDArray array) {
    return array.castTo(DataType.FLOAT).reshape(array.length()).toFloatVector();
  }

  private static Result byKernels(Kernels kernels, Pointwise f, DataType type, String path) {
    INDArray x = points(type);
    INDArray y = x.ulike();
    kernels.activate(f, x, y);
    return new Result(path, floats(y), slopes(kernels, f, x, y));
  }

  /** A function that reads neither has the slope of the identity, whatever its input. */
  private static float[] slopes(Kernels kernels, Pointwise f, INDArray x, INDArray y) {
    if (f.backwardNeeds() == Pointwise.Needs.NOTHING) {
      return new float[0];
    }
    INDArray slope = x.ulike();
    INDArray kept = f.backwardNeeds() == Pointwise.Needs.OUTPUT ? y : x;
    kernels.activateBackward(f, kept, Nd4j.onesLike(x), slope);
    return floats(slope);
  }

  /** At the end of a product and of sums, whose results are the points. */
  private static Result fused(Pointwise f) {
    Kernels kernels = OneDnnKernels.INSTANCE;
    INDArray x = points(DataType.FLOAT);
    INDArray column = x.reshape(POINTS.length, 1);
    INDArray product = column.ulike();
    kernels.matmul(column, Nd4j.ones(DataType.FLOAT, 1, 1), 1, null, f, product);
    for (int length : new int[] {POINTS.length, 32}) {
      INDArray some = Nd4j.createFromArray(Arrays.copyOf(POINTS, length));
      INDArray sum = some.ulike();
      kernels.add(some, some.ulike().assign(-0.0), f, sum);
      INDArray alone = some.ulike();
      kernels.activate(f, some, alone);
      assertThat(Arrays.copyOf(floats(sum), POINTS.length))
          .as("a sum of %d", length)
          .containsExactly(Arrays.copyOf(floats(alone), POINTS.length));
    }
    return new Result(
        "a product", floats(product), slopes(kernels, f, x, product.reshape(x.shape())));
  }

  /** The gate of a unit whose values are 1. */
  private static Result gate(Pointwise f) {
    Kernels kernels = OneDnnKernels.INSTANCE;
    int n = POINTS.length;
    INDArray in = Nd4j.ones(DataType.FLOAT, n, 2);
    for (int i = 0; i < n; i++) {
      in.putScalar(i, 1, POINTS[i]);
    }
    INDArray out = Nd4j.create(DataType.FLOAT, n, 1);
    INDArray opened = out.ulike();
    INDArray room = Nd4j.create(DataType.FLOAT, Math.max(1, kernels.gateRoomLength(f, n, 1)));
    kernels.gate(f, in, room, opened, out);
    INDArray gradient = in.ulike();
    kernels.gateBackward(f, in, room, opened, Nd4j.onesLike(out), gradient);
    float[] slopes = floats(gradient.getColumn(1).dup());
    boolean reads = f.backwardNeeds() != Pointwise.Needs.NOTHING;
    return new Result("a gate", floats(out), reads ? slopes : new float[0]);
  }

  private static Result byLoops(FormulaPointwise f) {
    return new Result("loops", byLoops(f, f.forward()), byLoops(f, f.backward()));
  }

  private static float[] byLoops(FormulaPointwise f, FormulaKernel kernel) {
    FormulaProgram program = kernel.program();
    FormulaProgram.Memory memory = program.memory();
    int n = POINTS.length;
    if (program.x() >= 0) {
      System.arraycopy(POINTS, 0, memory.registers[program.x()], 0, n);
    }
    for (int i = 0; i < f.learned().size(); i++) {
      if (program.learned().get(i) >= 0) {
        Arrays.fill(
            memory.registers[program.learned().get(i)],
            0,
            n,
            f.learned().get(i).initial().floatValue());
      }
    }
    program.run(memory, n);
    float[] result = Arrays.copyOf(memory.registers[program.outputs().get(0)], n);
    return program.x() < 0 ? new float[0] : result;
  }

  private static Result byCode(FormulaPointwise f, Vectors vectors) {
    return new Result(
        vectors + " code", byCode(f, f.forward(), vectors), byCode(f, f.backward(), vectors));
  }

  private static float[] byCode(FormulaPointwise f, FormulaKernel kernel, Vectors vectors) {
    float[][] learned = new float[f.learned().size()][];
    Arrays.setAll(learned, i -> new float[] {f.learned().get(i).initial().floatValue()});
    X64Function code =
        X64Function.of(VectorLowering.value(kernel.program()), learned.length, vectors);
    float[] out = byLoops(f, kernel);
    if (out.length == 0) {
      return out;
    }
    float[] expected = out.clone();
    for (int i = 0; i < POINTS.length; i++) {
      float[] one = new float[vectors.floats()];
      Arrays.fill(one, POINTS[i]);
      try (Memory in = new Memory(4L * one.length);
          Memory to = new Memory(4L * one.length)) {
        in.write(0, one, 0, one.length);
        code.run(
            Pointer.nativeValue(in),
            0,
            Pointer.nativeValue(to),
            0,
            one.length,
            one.length,
            learned,
            1);
        out[i] = X64Function.done(0) == one.length ? to.getFloat(0) : expected[i];
      }
    }
    return out;
  }
}
