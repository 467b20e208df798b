package dev.actzoo.kernels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/*
 * Encodings are those of Intel's Software Developer's Manual, volume 2: EVEX with 512-bit vectors
 * (2.7), VEX with 256-bit ones (2.3). Displacements always take four bytes, which spares EVEX's
 * scaled short ones.
 */

/** Writes the machine code of vector instructions for x86-64. */
final class X64Assembler {
  /** The size of vectors, and how instructions on them are encoded. */
  enum Vectors {
    /** 16 registers of 8 floats. */
    AVX2(32, 16),
    /** 32 registers of 16 floats. */
    AVX512(64, 32);

    final int bytes;
    final int registers;

    Vectors(int bytes, int registers) {
      this.bytes = bytes;
      this.registers = registers;
    }

    int floats() {
      return bytes / Float.BYTES;
    }
  }

  /** A general-purpose register, by its number in encodings. */
  enum Base {
    RAX(0),
    RCX(1),
    RDX(2),
    RSI(6),
    RDI(7),
    R8(8),
    R9(9),
    R11(11);

    private final int number;

    Base(int number) {
      this.number = number;
    }
  }

  /**
   * An operand: a vector register, or memory at a base register, {@code rax} if so, and an offset.
   */
  record Operand(int register, Base base, boolean indexed, int displacement) {
    static Operand register(int number) {
      return new Operand(number, Base.RAX, false, 0);
    }

    static Operand at(Base base, int displacement) {
      return new Operand(-1, base, false, displacement);
    }

    /** The memory at base + rax + displacement. */
    static Operand indexed(Base base, int displacement) {
      return new Operand(-1, base, true, displacement);
    }

    boolean isMemory() {
      return register < 0;
    }
  }

  /** Opcode maps. */
  private static final int MAP_0F = 1;

  private static final int MAP_0F38 = 2;
  private static final int MAP_0F3A = 3;

  /** Mandatory prefixes. */
  private static final int NONE = 0;

  private static final int X66 = 1;

  /** With the bit that says the elements are doubles. */
  private static final int X66_DOUBLES = 0x81;

  private static final int UNUSED = 0;
  private static final int GREATER = 0x1e;
  private static final int NOT_GREATER = 0x1a;

  /** How many registers no value is kept in: they are for what an instruction needs on its way. */
  private static final int SCRATCH = 2;

  private final Vectors vectors;
  private byte[] code = new byte[256];
  private int length;

  X64Assembler(Vectors vectors) {
    this.vectors = vectors;
  }

  /** How many vector registers are free for values: all but the last few. */
  static int registers(Vectors vectors) {
    return vectors.registers - SCRATCH;
  }

  private int scratch(int number) {
    return vectors.registers - 1 - number;
  }

  byte[] code() {
    return Arrays.copyOf(code, length);
  }

  int position() {
    return length;
  }

  void load(int to, Operand from) {
    vector(MAP_0F, NONE, 0x10, to, UNUSED, from);
  }

  void store(int from, Operand to) {
    vector(MAP_0F, NONE, 0x11, from, UNUSED, to);
  }

  void move(int to, int from) {
    vector(MAP_0F, NONE, 0x28, to, UNUSED, Operand.register(from));
  }

  void sqrt(int to, Operand a) {
    vector(MAP_0F, NONE, 0x51, to, UNUSED, a);
  }

  /** An arithmetic or bitwise instruction of two sources. */
  void binary(VectorCode.Kind kind, int to, int a, Operand b) {
    switch (kind) {
      case ADD -> vector(MAP_0F, NONE, 0x58, to, a, b);
      case SUBTRACT -> vector(MAP_0F, NONE, 0x5c, to, a, b);
      case MULTIPLY -> vector(MAP_0F, NONE, 0x59, to, a, b);
      case DIVIDE -> vector(MAP_0F, NONE, 0x5e, to, a, b);
      case MIN -> vector(MAP_0F, NONE, 0x5d, to, a, b);
      case MAX -> vector(MAP_0F, NONE, 0x5f, to, a, b);
      case AND -> vector(MAP_0F, X66, 0xdb, to, a, b);
      case OR -> vector(MAP_0F, X66, 0xeb, to, a, b);
      case XOR -> vector(MAP_0F, X66, 0xef, to, a, b);
      case ADD_BITS -> vector(MAP_0F, X66, 0xfe, to, a, b);
      case SUBTRACT_BITS -> vector(MAP_0F, X66, 0xfa, to, a, b);
      default -> throw new IllegalArgumentException(kind + " has not two sources");
    }
  }

  /** to = to a + b. */
  void multiplyAdd(int to, int a, Operand b) {
    vector(MAP_0F38, X66, 0xa8, to, a, b);
  }

  /** to = a b + to. */
  void addProduct(int to, int a, Operand b) {
    vector(MAP_0F38, X66, 0xb8, to, a, b);
  }

  void shiftLeft(int to, int from, int places) {
    vector(MAP_0F, X66, 0x72, 6, to, Operand.register(from));
    bytes(places);
  }

  void shiftRight(int to, int from, int places) {
    vector(MAP_0F, X66, 0x72, 4, to, Operand.register(from));
    bytes(places);
  }

  /** to = then where a is greater than b, otherwise elsewhere. */
  void ifGreater(int to, int a, Operand b, int otherwise, Operand then) {
    if (vectors == Vectors.AVX512) {
      vector(MAP_0F, NONE, 0xc2, 1, a, b);
      bytes(GREATER);
      masked(0x65, to, otherwise, then);
    } else {
      vector(MAP_0F, NONE, 0xc2, scratch(0), a, b);
      bytes(GREATER);
      vector(MAP_0F3A, X66, 0x4a, to, otherwise, then);
      bytes(scratch(0) << 4);
    }
  }

  /** Jumps to where the result is patched in unless a is greater than b everywhere. */
  int jumpUnlessGreater(int a, Operand b) {
    if (vectors == Vectors.AVX512) {
      vector(MAP_0F, NONE, 0xc2, 1, a, b);
      bytes(NOT_GREATER);
      bytes(0xc5, 0xf8, 0x98, 0xc9);
    } else {
      vector(MAP_0F, NONE, 0xc2, scratch(0), a, b);
      bytes(NOT_GREATER);
      vector(MAP_0F38, X66, 0x0e, scratch(0), UNUSED, Operand.register(scratch(0)));
    }
    bytes(0x0f, 0x85, 0, 0, 0, 0);
    return length;
  }

  /** Adds the products of two vectors of floats, as doubles, to those in memory. */
  void accumulate(int a, int b, Operand sums) {
    int first = scratch(0);
    int second = scratch(1);
    for (int half = 0; half < 2; half++) {
      toDoubles(first, a, half);
      toDoubles(second, b, half);
      Operand of = Operand.at(sums.base(), sums.displacement() + half * vectors.bytes);
      vector(MAP_0F38, X66_DOUBLES, 0xa8, first, second, of);
      store(first, of);
    }
  }

  private void toDoubles(int to, int from, int half) {
    int low = from;
    if (half == 1) {
      int opcode = vectors == Vectors.AVX512 ? 0x1b : 0x19;
      vector(MAP_0F3A, X66, opcode, from, UNUSED, Operand.register(to));
      bytes(1);
      low = to;
    }
    vector(MAP_0F, NONE, 0x5a, to, UNUSED, Operand.register(low));
  }

  /** Lets a jump that ends at that position lead here. */
  void patch(int jumpEnd) {
    int32(jumpEnd - Integer.BYTES, length - jumpEnd);
  }

  /** to = the eight bytes at rdi + offset. */
  void loadPointer(Base to, int offset) {
    bytes(0x48 | (to.number >> 3 << 2), 0x8b, 0x87 | ((to.number & 7) << 3), 0, 0, 0, 0);
    int32(length - Integer.BYTES, offset);
  }

  /** rax = 0. */
  void clearIndex() {
    bytes(0x31, 0xc0);
  }

  /** r10 = rax + so many; jumps to where the result is patched in if that is above r8. */
  int jumpUnlessLeft(int bytes) {
    bytes(0x4c, 0x8d, 0x90, 0, 0, 0, 0);
    int32(length - Integer.BYTES, bytes);
    bytes(0x4d, 0x39, 0xc2, 0x0f, 0x87, 0, 0, 0, 0);
    return length;
  }

  /** rax = r10, and on at that position. */
  void advance(int loop) {
    bytes(0x4c, 0x89, 0xd0, 0xe9, 0, 0, 0, 0);
    int32(length - Integer.BYTES, loop - length);
  }

  /** r11 moves on by so many bytes; at the end, which lies at rdi + end, back to rdi + start. */
  void advanceRing(int bytes, int start, int end) {
    bytes(0x49, 0x81, 0xc3, 0, 0, 0, 0);
    int32(length - Integer.BYTES, bytes);
    bytes(0x4c, 0x3b, 0x5f, end, 0x4c, 0x0f, 0x43, 0x5f, start);
  }

  void end() {
    bytes(0xc5, 0xf8, 0x77, 0xc3);
  }

  private void vector(int map, int prefix, int opcode, int reg, int second, Operand rm) {
    if (vectors == Vectors.AVX512) {
      evex(map, prefix, opcode, reg, second, rm, 0);
    } else {
      vex(map, prefix, opcode, reg, second, rm);
    }
  }

  /** An instruction that picks by mask register 1. */
  private void masked(int opcode, int reg, int second, Operand rm) {
    evex(MAP_0F38, X66, opcode, reg, second, rm, 1);
  }

  private void evex(
      int map, int prefix, int opcode, int reg, int second, Operand rm, int maskRegister) {
    int x = rm.isMemory() ? 0 : rm.register() >> 4 & 1;
    int p0 = inverted(reg, 3, 7) | inverted(x, 0, 6) | inverted(low(rm), 3, 5);
    bytes(
        0x62,
        p0 | inverted(reg, 4, 4) | map,
        (~second & 15) << 3 | 4 | prefix,
        0x40 | inverted(second, 4, 3) | maskRegister,
        opcode);
    operand(reg, rm);
  }

  private void vex(int map, int prefix, int opcode, int reg, int second, Operand rm) {
    bytes(
        0xc4,
        inverted(reg, 3, 7) | 0x40 | inverted(low(rm), 3, 5) | map,
        (~second & 15) << 3 | 4 | prefix,
        opcode);
    operand(reg, rm);
  }

  /** The bit of a number, turned over, at another place. */
  private static int inverted(int number, int bit, int place) {
    return (~number >> bit & 1) << place;
  }

  private static int low(Operand rm) {
    return rm.isMemory() ? rm.base().number : rm.register();
  }

  private void operand(int reg, Operand rm) {
    int field = (reg & 7) << 3;
    if (!rm.isMemory()) {
      bytes(0xc0 | field | rm.register() & 7);
      return;
    }
    int base = rm.base().number & 7;
    if (rm.indexed()) {
      bytes(0x80 | field | 4, base);
    } else {
      bytes(0x80 | field | base);
    }
    bytes(0, 0, 0, 0);
    int32(length - Integer.BYTES, rm.displacement());
  }

  private void bytes(int... values) {
    if (length + values.length > code.length) {
      code = Arrays.copyOf(code, 2 * code.length);
    }
    for (int value : values) {
      code[length++] = (byte) value;
    }
  }

  private void int32(int at, int value) {
    ByteBuffer.wrap(code).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
  }
}
