package dev.actzoo.kernels;

import dev.actzoo.kernels.X64Assembler.Vectors;
import dev.actzoo.kernels.X64Operand.Base;

/** Calls of one function with different arguments, which threads share. */
final class SharedCalls {
  private static final int FUNCTION = 0;
  private static final int ARGUMENTS = 8;
  private static final int RESULT = 16;
  private static final MachineCode.Entry CALLS = written();

  private SharedCalls() {}

  private static MachineCode.Entry written() {
    X64Assembler assembler = new X64Assembler(Vectors.AVX2);
    int one = assembler.position();
    assembler.push(Base.RBX);
    assembler.move(Base.RBX, Base.RDI);
    assembler.load(Base.RDI, X64Operand.at(Base.RBX, ARGUMENTS));
    assembler.callTo(X64Operand.at(Base.RBX, FUNCTION));
    assembler.store(Base.RAX, X64Operand.at(Base.RBX, RESULT));
    assembler.pop(Base.RBX);
    assembler.end();
    int all = SharedWork.function(assembler, one);
    return MachineCode.of(assembler.code()).entry(all);
  }

  /**
   * Makes the calls.
   *
   * @param function its address
   * @param arguments the address of the first call's; those of each other follow at a distance
   * @param bytes that distance
   * @param calls how many, at most {@link SharedWork#MOST}
   */
  static void call(long function, long arguments, int bytes, int calls) {
    SharedWork work = SharedWork.ofThread();
    for (int call = 0; call < calls; call++) {
      work.set(call, FUNCTION, function);
      work.set(call, ARGUMENTS, arguments + (long) call * bytes);
    }
    work.run(CALLS, calls);
  }

  /** The result of one of the calls that this thread made last. */
  static long result(int call) {
    return SharedWork.ofThread().get(call, RESULT);
  }
}
