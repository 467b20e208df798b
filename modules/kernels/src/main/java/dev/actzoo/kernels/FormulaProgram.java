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
 * @param memories each thread's
 */
record FormulaProgram(
    List<Step> steps,
    List<Preset> constants,
    List<Integer> learned,
    int x,
    List<Integer> outputs,
    int registers,
    ThreadLocal<@Nullable Memory> memories) {

  /** An operation on registers; those it has no use for are 0. */
  record Step(Operation operation, int a, int b, int c, int out) {}

  /** A register that holds a number. */
  record Preset(int register, float value) {}

  /** What a step does. */
  enum Operation {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    MIN,
    MAX,
    POWER,
    NEGATE,
    ABS,
    SQRT,
    RELU,
    RELU6,
    STEP,
    SIGN,
    SELECT,
    EXP,
    EXPM1,
    LOG,
    LOG1P,
    GATE,
    SHUT,
    SOFTPLUS,
    TANH,
    SINH,
    COSH,
    SIN,
    COS,
    TAN,
    ATAN,
    ASINH,
    ERF,
    NORMAL,
    SINC,
    DSINC
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
      switch (step.operation) {
        case ADD -> FloatLoops.add(a, b, out, n);
        case SUBTRACT -> FloatLoops.subtract(a, b, out, n);
        case MULTIPLY -> FloatLoops.multiply(a, b, out, n);
        case DIVIDE -> FloatLoops.divide(a, b, out, n);
        case MIN -> FloatLoops.min(a, b, out, n);
        case MAX -> FloatLoops.max(a, b, out, n);
        case POWER -> FloatLoops.power(a, b, out, n);
        case NEGATE -> FloatLoops.negate(a, out, n);
        case ABS -> FloatLoops.abs(a, out, n);
        case SQRT -> FloatLoops.sqrt(a, out, n);
        case RELU -> FloatLoops.relu(a, out, n);
        case RELU6 -> FloatLoops.relu6(a, out, n);
        case STEP -> FloatLoops.step(a, out, n);
        case SIGN -> FloatLoops.sign(a, out, n);
        case SELECT -> FloatLoops.select(a, b, r[step.c], out, n, block);
        case EXP -> FloatLoops.exp(a, out, n, block);
        case EXPM1 -> FloatLoops.expm1(a, out, n, block);
        case LOG -> FloatLoops.log(a, out, n, block);
        case LOG1P -> FloatLoops.log1p(a, out, n, block);
        case GATE -> FloatLoops.gate(a, out, n);
        case SHUT -> FloatLoops.shut(a, b, out, n);
        case SOFTPLUS -> FloatLoops.softplus(a, out, n, block);
        case TANH -> FloatLoops.tanh(a, out, n, block);
        case SINH -> FloatLoops.sinh(a, out, n, block);
        case COSH -> FloatLoops.cosh(a, out, n, block);
        case SIN -> FloatLoops.sin(a, out, n, block);
        case COS -> FloatLoops.cos(a, out, n, block);
        case TAN -> FloatLoops.each(a, out, n, Math::tan);
        case ATAN -> FloatLoops.atan(a, out, n);
        case ASINH -> FloatLoops.each(a, out, n, UnaryFunction.ASINH::apply);
        case ERF -> FloatLoops.erf(a, out, n, block);
        case NORMAL -> FloatLoops.normal(a, out, n, block);
        case SINC -> FloatLoops.each(a, out, n, UnaryFunction.SINC::apply);
        case DSINC -> FloatLoops.each(a, out, n, UnaryFunction.DSINC::apply);
      }
    }
  }
}
