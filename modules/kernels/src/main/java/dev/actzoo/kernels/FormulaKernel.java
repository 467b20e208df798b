package dev.actzoo.kernels;

import dev.actzoo.kernels.X64Assembler.Vectors;
import org.jspecify.annotations.Nullable;

/**
 * One pass of a formula over an array: its program, and machine code of it where there can be. The
 * code gives the floats of the program but for functions that only the program computes in double,
 * where they differ in the last place; it leaves to the program what it gives up.
 */
final class FormulaKernel {
  /** What the program's results are for. */
  enum Pass {
    /** The first is the output. */
    FORWARD,
    /** The first is what the gradient is multiplied by, the others are those of the parameters. */
    BACKWARD
  }

  private final FormulaProgram program;
  private final Pass pass;
  private final int learned;
  private @Nullable X64Function code;

  FormulaKernel(FormulaProgram program, Pass pass) {
    this.program = program;
    this.pass = pass;
    this.learned = program.learned().size();
  }

  FormulaProgram program() {
    return program;
  }

  /** Compiled when first asked for; null where machine code cannot be run. */
  synchronized @Nullable X64Function code() {
    if (code == null) {
      code = MachineCode.vectors().map(this::compiled).orElse(null);
    }
    return code;
  }

  private X64Function compiled(Vectors vectors) {
    return X64Function.of(
        pass == Pass.FORWARD ? VectorLowering.value(program) : VectorLowering.gradient(program),
        learned,
        vectors);
  }
}
