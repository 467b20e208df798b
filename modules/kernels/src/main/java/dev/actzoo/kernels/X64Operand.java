package dev.actzoo.kernels;

/**
 * An operand: a vector register, or memory at a base register and an offset.
 *
 * @param register of a vector; negative for memory
 * @param index what is added to the base: a register's number, {@code rax} or, where an instruction
 *     takes one, of a vector of offsets; or none
 * @param doubling how often the index is doubled before
 */
record X64Operand(int register, Base base, int index, int doubling, int displacement) {
  static final int NO_INDEX = -1;

  static X64Operand register(int number) {
    return new X64Operand(number, Base.RAX, NO_INDEX, 0, 0);
  }

  static X64Operand at(Base base, int displacement) {
    return new X64Operand(-1, base, NO_INDEX, 0, displacement);
  }

  /** The memory at base + rax + displacement. */
  static X64Operand indexed(Base base, int displacement) {
    return new X64Operand(-1, base, Base.RAX.number, 0, displacement);
  }

  /** The memory at base + 2 rax + displacement. */
  static X64Operand indexedTwice(Base base, int displacement) {
    return new X64Operand(-1, base, Base.RAX.number, 1, displacement);
  }

  /** The memory at base + displacement + each number in a vector. */
  static X64Operand each(Base base, int numbers, int displacement) {
    return new X64Operand(-1, base, numbers, 0, displacement);
  }

  /** The memory behind it by so many bytes. */
  X64Operand plus(int bytes) {
    return new X64Operand(register, base, index, doubling, displacement + bytes);
  }

  boolean isMemory() {
    return register < 0;
  }

  /** A general-purpose register, by its number in encodings. */
  enum Base {
    RAX(0),
    RCX(1),
    RDX(2),
    RBX(3),
    RBP(5),
    RSI(6),
    RDI(7),
    R8(8),
    R9(9),
    R10(10),
    R11(11),
    R13(13),
    R14(14),
    R15(15);

    private final int number;

    Base(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }
}
