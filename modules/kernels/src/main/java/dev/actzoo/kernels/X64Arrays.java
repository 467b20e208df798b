package dev.actzoo.kernels;

import dev.actzoo.kernels.VectorCode.Instruction;

/** Where the values that {@link X64Registers} holds come from and where they go. */
interface X64Arrays {
  /** Where what an instruction reads lies: an input, a learned parameter, a constant, offsets. */
  X64Operand home(Instruction instruction);

  /** The numbers of the elements of two vectors that are the first, or the second, of pairs. */
  X64Operand numbers(boolean second);

  /** The sums of a learned parameter for this vector, or for the one after it. */
  X64Operand sums(int parameter, int vector);

  /** Room for a value. */
  X64Operand slot(int number);

  /** Writes a result, whose values are in those registers. */
  void store(int result, int[] registers);
}
