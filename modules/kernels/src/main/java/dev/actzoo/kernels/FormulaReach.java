package dev.actzoo.kernels;

import dev.actzoo.activations.formula.Evaluation;
import dev.actzoo.activations.formula.Expression;
import dev.actzoo.activations.formula.LearnedParameter;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The inputs that a compiled formula is computed for: any beyond is taken for the nearest within.
 *
 * <p>Far out an operation of a formula may overflow though its result is as good as constant there,
 * as in x sigmoid(x) at minus infinity, infinity times zero, or in the derivative of x tanh(e^x)
 * from x = 84 on. The program is tried at growing inputs; where it first fails on a side and the
 * formula, in double, hardly moves from there on, the side ends just before. Otherwise, and where
 * nothing fails, it does not end.
 *
 * @param low the least input; minus infinity for none
 * @param high the greatest input; infinity for none
 */
record FormulaReach(float low, float high) {
  static final FormulaReach ALL =
      new FormulaReach(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);

  private static final float FIRST = 8.1f;
  private static final float RATIO = 1.23f;
  private static final int MOST = 1000;

  /** What a float of the size of one cannot tell apart. */
  private static final double CONSTANT = 1e-7;

  private static final double WRONG = 0.01;

  static FormulaReach of(
      FormulaProgram program, List<Expression> expressions, List<LearnedParameter> learned) {
    return new FormulaReach(
        end(program, expressions, learned, -1), end(program, expressions, learned, 1));
  }

  private static float end(
      FormulaProgram program,
      List<Expression> expressions,
      List<LearnedParameter> learned,
      int side) {
    float[] probes = probes(side);
    float[][] results = results(program, learned, probes);
    List<ToDoubleFunction<double[]>> inDouble =
        expressions.stream().map(expression -> Evaluation.of(expression, learned)).toList();
    double[] arguments = new double[1 + learned.size()];
    for (int i = 0; i < learned.size(); i++) {
      arguments[i + 1] = learned.get(i).initial().doubleValue();
    }
    int failing = 0;
    while (failing < probes.length && isRight(results, failing, probes, inDouble, arguments)) {
      failing++;
    }
    float none = side * Float.POSITIVE_INFINITY;
    if (failing == 0 || failing == probes.length) {
      return none;
    }
    float last = probes[failing - 1];
    boolean parametersMove = !learned.isEmpty() && Math.abs(last) < Float.MAX_VALUE;
    return !parametersMove && isConstantFrom(last, inDouble, arguments) ? last : none;
  }

  /** Growing sizes up to the largest float, then infinity. */
  private static float[] probes(int side) {
    float[] probes = new float[MOST];
    int n = 0;
    for (float size = FIRST; Float.isFinite(size); size *= RATIO) {
      probes[n++] = side * size;
    }
    probes[n++] = side * Float.MAX_VALUE;
    probes[n++] = side * Float.POSITIVE_INFINITY;
    return Arrays.copyOf(probes, n);
  }

  private static float[][] results(
      FormulaProgram program, List<LearnedParameter> learned, float[] probes) {
    FormulaProgram.Memory memory = program.memory();
    if (program.x() >= 0) {
      System.arraycopy(probes, 0, memory.registers[program.x()], 0, probes.length);
    }
    for (int i = 0; i < learned.size(); i++) {
      if (program.learned().get(i) >= 0) {
        Arrays.fill(
            memory.registers[program.learned().get(i)], learned.get(i).initial().floatValue());
      }
    }
    program.run(memory, probes.length);
    return program.outputs().stream()
        .map(output -> memory.registers[output].clone())
        .toArray(float[][]::new);
  }

  private static boolean isRight(
      float[][] results,
      int probe,
      float[] probes,
      List<ToDoubleFunction<double[]>> inDouble,
      double[] arguments) {
    arguments[0] = probes[probe];
    for (int i = 0; i < results.length; i++) {
      double got = results[i][probe];
      double right = inDouble.get(i).applyAsDouble(arguments);
      boolean representable = Math.abs(right) <= Float.MAX_VALUE;
      if (Double.isNaN(got)
          || (representable && !(Math.abs(got - right) <= WRONG * Math.max(1, Math.abs(right))))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the values at that input and at a half and a multiple of it are the same to a float.
   */
  private static boolean isConstantFrom(
      float x, List<ToDoubleFunction<double[]>> inDouble, double[] arguments) {
    for (ToDoubleFunction<double[]> value : inDouble) {
      arguments[0] = x;
      double here = value.applyAsDouble(arguments);
      for (double factor : new double[] {0.5, 0.7, 1.5, 4}) {
        arguments[0] = factor * x;
        double there = value.applyAsDouble(arguments);
        if (!(Math.abs(there - here) <= CONSTANT * Math.max(1, Math.abs(here)))) {
          return false;
        }
      }
    }
    return true;
  }
}
