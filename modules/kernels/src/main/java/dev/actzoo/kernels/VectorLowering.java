package dev.actzoo.kernels;

import dev.actzoo.kernels.FormulaProgram.Operation;
import dev.actzoo.kernels.FormulaProgram.Preset;
import dev.actzoo.kernels.FormulaProgram.Step;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** Turns the first result of a {@link FormulaProgram} into {@link VectorCode}. */
final class VectorLowering {
  private final VectorCode code;
  private final VectorFunctions functions;
  private final int[] current;

  /** What a step's register is the step of, or -1: a selection by it compares its operand. */
  private final int[] stepOf;

  private VectorLowering(FormulaProgram program, VectorCode code, int x, IntUnaryOperator learned) {
    this.code = code;
    this.functions = new VectorFunctions(code);
    current = new int[program.registers()];
    stepOf = new int[program.registers()];
    for (Preset preset : program.constants()) {
      current[preset.register()] = code.constant(preset.value());
    }
    for (int i = 0; i < program.learned().size(); i++) {
      if (program.learned().get(i) >= 0) {
        current[program.learned().get(i)] = learned.applyAsInt(i);
      }
    }
    if (program.x() >= 0) {
      current[program.x()] = x;
    }
    Arrays.fill(stepOf, -1);
    program.steps().forEach(this::lower);
  }

  /** Code and the value in it that is wanted. */
  record Lowered(VectorCode code, int result) {}

  /** The program's first result. */
  static Lowered value(FormulaProgram program) {
    VectorLowering lowering = ofInput(program);
    return new Lowered(lowering.code, lowering.result(program, 0));
  }

  /** The program's first result for values that code has: of x, and of the learned parameters. */
  static int value(FormulaProgram program, VectorCode code, int x, IntUnaryOperator learned) {
    return new VectorLowering(program, code, x, learned).result(program, 0);
  }

  private static VectorLowering ofInput(FormulaProgram program) {
    VectorCode code = new VectorCode();
    return new VectorLowering(program, code, code.input(), code::learned);
  }

  /**
   * The gradient times the program's first result, while the products of the gradient and each
   * further result are summed.
   */
  static Lowered gradient(FormulaProgram program) {
    VectorLowering lowering = ofInput(program);
    VectorCode code = lowering.code;
    int gradient = code.gradient();
    for (int i = 1; i < program.outputs().size(); i++) {
      code.sumProducts(gradient, lowering.result(program, i), i - 1);
    }
    return new Lowered(code, code.multiply(gradient, lowering.result(program, 0)));
  }

  private int result(FormulaProgram program, int index) {
    return current[program.outputs().get(index)];
  }

  private void lower(Step step) {
    int a = current[step.a()];
    int b = current[step.b()];
    int compared = stepOf[step.a()];
    int result =
        switch (step.operation()) {
          case ADD -> code.add(a, b);
          case SUBTRACT -> code.subtract(a, b);
          case MULTIPLY -> code.multiply(a, b);
          case DIVIDE -> code.divide(a, b);
          case MIN -> functions.min(a, b);
          case MAX -> functions.max(a, b);
          case NEGATE -> functions.negate(a);
          case ABS -> functions.abs(a);
          case SQRT -> functions.sqrt(a);
          case RELU -> functions.relu(a);
          case RELU6 -> functions.relu6(a);
          case STEP -> functions.step(a);
          case SIGN -> functions.sign(a);
          case SELECT ->
              code.ifGreater(compared >= 0 ? compared : a, code.constant(0), b, current[step.c()]);
          case EXP -> functions.exp(a);
          case EXPM1 -> functions.expm1(a);
          case LOG -> functions.log(a);
          case LOG1P -> functions.log1p(a);
          case GATE -> functions.gate(a);
          case SHUT -> functions.shut(a, b);
          case SOFTPLUS -> functions.softplus(a);
          case TANH -> functions.tanh(a);
          case SINH -> functions.sinh(a);
          case COSH -> functions.cosh(a);
          case SIN -> functions.sin(a);
          case COS -> functions.cos(a);
          case TAN -> functions.tan(a);
          case ATAN -> functions.atan(a);
          case ASINH -> functions.asinh(a);
          case ERF -> functions.erf(a);
          case NORMAL -> functions.normal(a);
          case SINC -> functions.sinc(a);
          case DSINC -> functions.dsinc(a);
          case POWER -> functions.power(a, b);
        };
    current[step.out()] = result;
    stepOf[step.out()] = step.operation() == Operation.STEP ? a : -1;
  }
}
