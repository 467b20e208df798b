package dev.actzoo.kernels;

import dev.actzoo.activations.formula.UnaryFunction;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Steps over blocks of floats that compute one or more expressions together, what they share once.
 * Registers hold a block each and are used again when nothing later reads them.
 *
 * @param steps in order
 * @param constants what registers hold from the start
 * @param learned the registers of the learned parameters, in their order; -1 where one is not read
 * @param x the register of the input; -1 if it is not read
 * @param outputs the registers of the expressions' values at the end
 * @param registers how many there are
 * @param reach the inputs that it is computed for
 * @param memories each thread's
 */
record FormulaProgram(
    List<Step> steps,
    List<Preset> constants,
    List<Integer> learned,
    int x,
    List<Integer> outputs,
    int registers,
    FormulaReach reach,
    ThreadLocal<@Nullable Memory> memories) {

  /** An operation on registers; those it has no use for are 0. */
  record Step(Operation operation, int a, int b, int c, int out) {}

  /** A register that holds a number. */
  record Preset(int register, float value) {}

  /** What a step does. */
  enum Operation {
    ADD((a, b, c, out, n, block) -> FloatLoops.add(a, b, out, n)),
    SUBTRACT((a, b, c, out, n, block) -> FloatLoops.subtract(a, b, out, n)),
    MULTIPLY((a, b, c, out, n, block) -> FloatLoops.multiply(a, b, out, n)),
    DIVIDE((a, b, c, out, n, block) -> FloatLoops.divide(a, b, out, n)),
    MIN((a, b, c, out, n, block) -> FloatLoops.min(a, b, out, n)),
    MAX((a, b, c, out, n, block) -> FloatLoops.max(a, b, out, n)),
    POWER((a, b, c, out, n, block) -> FloatLoops.power(a, b, out, n)),
    NEGATE((a, b, c, out, n, block) -> FloatLoops.negate(a, out, n)),
    ABS((a, b, c, out, n, block) -> FloatLoops.abs(a, out, n)),
    SQRT((a, b, c, out, n, block) -> FloatLoops.sqrt(a, out, n)),
    RELU((a, b, c, out, n, block) -> FloatLoops.relu(a, out, n)),
    RELU6((a, b, c, out, n, block) -> FloatLoops.relu6(a, out, n)),
    STEP((a, b, c, out, n, block) -> FloatLoops.step(a, out, n)),
    SIGN((a, b, c, out, n, block) -> FloatLoops.sign(a, out, n)),
    SELECT((a, b, c, out, n, block) -> FloatLoops.select(a, b, c, out, n, block)),
    EXP((a, b, c, out, n, block) -> FloatLoops.exp(a, out, n, block)),
    EXPM1((a, b, c, out, n, block) -> FloatLoops.expm1(a, out, n, block)),
    LOG((a, b, c, out, n, block) -> FloatLoops.log(a, out, n, block)),
    LOG1P((a, b, c, out, n, block) -> FloatLoops.log1p(a, out, n, block)),
    GATE((a, b, c, out, n, block) -> FloatLoops.gate(a, out, n)),
    SHUT((a, b, c, out, n, block) -> FloatLoops.shut(a, b, out, n)),
    SOFTPLUS((a, b, c, out, n, block) -> FloatLoops.softplus(a, out, n, block)),
    TANH((a, b, c, out, n, block) -> FloatLoops.tanh(a, out, n, block)),
    SINH((a, b, c, out, n, block) -> FloatLoops.sinh(a, out, n, block)),
    COSH((a, b, c, out, n, block) -> FloatLoops.cosh(a, out, n, block)),
    SIN((a, b, c, out, n, block) -> FloatLoops.sin(a, out, n, block)),
    COS((a, b, c, out, n, block) -> FloatLoops.cos(a, out, n, block)),
    TAN((a, b, c, out, n, block) -> FloatLoops.each(a, out, n, Math::tan)),
    ATAN((a, b, c, out, n, block) -> FloatLoops.atan(a, out, n)),
    ASINH((a, b, c, out, n, block) -> FloatLoops.each(a, out, n, UnaryFunction.ASINH::apply)),
    ERF((a, b, c, out, n, block) -> FloatLoops.erf(a, out, n, block)),
    NORMAL((a, b, c, out, n, block) -> FloatLoops.normal(a, out, n, block)),
    SINC((a, b, c, out, n, block) -> FloatLoops.each(a, out, n, UnaryFunction.SINC::apply)),
    DSINC((a, b, c, out, n, block) -> FloatLoops.each(a, out, n, UnaryFunction.DSINC::apply));

    private final Loop loop;

    Operation(Loop loop) {
      this.loop = loop;
    }
  }

  /**
   * A loop over the first n floats of operands. Each is compiled by itself: with all of them
   * inlined into one method the virtual machine gives up turning them into vector instructions.
   */
  @FunctionalInterface
  private interface Loop {
    void run(float[] a, float[] b, float[] c, float[] out, int n, FloatBlock block);
  }

  /** The registers of one thread. */
  static final class Memory {
    final float[][] registers;
    final float[] gradient = new float[FloatBlock.LENGTH];
    final FloatBlock block = new FloatBlock();

    Memory(FormulaProgram program) {
      registers = new float[program.registers][FloatBlock.LENGTH];
      for (Preset preset : program.constants) {
        Arrays.fill(registers[preset.register()], preset.value());
      }
    }
  }

  /** The calling thread's registers. */
  Memory memory() {
    Memory memory = memories.get();
    if (memory == null) {
      memory = new Memory(this);
      memories.set(memory);
    }
    return memory;
  }

  /** Runs all steps on the first n floats of the registers. */
  void run(Memory memory, int n) {
    float[][] r = memory.registers;
    FloatBlock block = memory.block;
    for (Step step : steps) {
      float[] a = r[step.a];
      float[] b = r[step.b];
      float[] out = r[step.out];
      step.operation.loop.run(a, b, r[step.c], out, n, block);
    }
  }
}
