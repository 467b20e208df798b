package dev.actzoo.kernels;

import dev.actzoo.kernels.X64Operand.Base;

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

  /** The bit that says an operand in memory is one float for all elements. */
  private static final int ONE_FLOAT = 0x10;

  /** The bits that say which mask register picks elements. */
  private static final int PICKED = 1;

  /** The bit that says the others become zero. */
  private static final int ZEROED = 0x80;

  /** Sets it for all sixteen. */
  private static final int[] ALL_LANES = {0xc5, 0xf4, 0x46, 0xc9};

  private static final int GREATER = 0x1e;
  private static final int NOT_GREATER = 0x1a;

  /** Of four, those two apart change places, then neighbours. */
  private static final int[] EXCHANGES = {0x4e, 0xb1};

  /** How many registers no value is kept in: they are for what an instruction needs on its way. */
  private static final int SCRATCH = 2;

  private final Vectors vectors;
  private final X64Encoder out = new X64Encoder();

  X64Assembler(Vectors vectors) {
    this.vectors = vectors;
  }

  /** How many vector registers are free for values: all but the last few. */
  static int registers(Vectors vectors) {
    return vectors.registers - SCRATCH;
  }

  /** One of those. */
  int scratch(int number) {
    return vectors.registers - 1 - number;
  }

  byte[] code() {
    return out.code();
  }

  int position() {
    return out.position();
  }

  void load(int to, X64Operand from) {
    vector(MAP_0F, NONE, 0x10, to, UNUSED, from);
  }

  void store(int from, X64Operand to) {
    vector(MAP_0F, NONE, 0x11, from, UNUSED, to);
  }

  void move(int to, int from) {
    vector(MAP_0F, NONE, 0x28, to, UNUSED, X64Operand.register(from));
  }

  /** to = 0. */
  void zero(int to) {
    binary(VectorCode.Kind.XOR, to, to, X64Operand.register(to));
  }

  void sqrt(int to, X64Operand a) {
    vector(MAP_0F, NONE, 0x51, to, UNUSED, a);
  }

  /** An arithmetic or bitwise instruction of two sources. */
  void binary(VectorCode.Kind kind, int to, int a, X64Operand b) {
    vector(MAP_0F, prefix(kind), opcode(kind), to, a, b);
  }

  /** The same for the elements that a mask lets through; others stay; AVX-512 alone. */
  void binaryMasked(VectorCode.Kind kind, int to, int a, X64Operand b, int mask) {
    out.evex(MAP_0F, prefix(kind), opcode(kind), to, a, b, mask);
  }

  private static int opcode(VectorCode.Kind kind) {
    return switch (kind) {
      case ADD -> 0x58;
      case SUBTRACT -> 0x5c;
      case MULTIPLY -> 0x59;
      case DIVIDE -> 0x5e;
      case MIN -> 0x5d;
      case MAX -> 0x5f;
      case AND -> 0xdb;
      case OR -> 0xeb;
      case XOR -> 0xef;
      case ADD_BITS -> 0xfe;
      case SUBTRACT_BITS -> 0xfa;
      default -> throw new IllegalArgumentException(kind + " has not two sources");
    };
  }

  private static int prefix(VectorCode.Kind kind) {
    return switch (kind) {
      case AND, OR, XOR, ADD_BITS, SUBTRACT_BITS -> X66;
      default -> NONE;
    };
  }

  /** All elements become the sum, or what else that instruction makes of all; AVX-512 alone. */
  void joinLanes(VectorCode.Kind kind, int to) {
    int moved = scratch(0);
    for (int exchange : EXCHANGES) {
      out.evex(MAP_0F3A, X66, 0x23, moved, to, X64Operand.register(to), 0);
      out.bytes(exchange);
      binary(kind, to, to, X64Operand.register(moved));
    }
    for (int exchange : EXCHANGES) {
      out.evex(MAP_0F3A, X66, 0x04, moved, UNUSED, X64Operand.register(to), 0);
      out.bytes(exchange);
      binary(kind, to, to, X64Operand.register(moved));
    }
  }

  /** to = to a + b. */
  void multiplyAdd(int to, int a, X64Operand b) {
    vector(MAP_0F38, X66, 0xa8, to, a, b);
  }

  /** to = a b + to. */
  void addProduct(int to, int a, X64Operand b) {
    vector(MAP_0F38, X66, 0xb8, to, a, b);
  }

  /** to = to - a b. */
  void subtractProduct(int to, int a, X64Operand b) {
    vector(MAP_0F38, X66, 0xbc, to, a, b);
  }

  /** Every element of the vector is the float in memory. */
  void broadcast(int to, X64Operand from) {
    vector(MAP_0F38, X66, 0x18, to, UNUSED, from);
  }

  /** to = a quarter of the sums of rax and each offset in memory, as floats; AVX-512 alone. */
  void index(int to, X64Operand offsets) {
    out.evex(MAP_0F38, X66, 0x7c, to, UNUSED, X64Operand.register(Base.RAX.number()), 0);
    binary(VectorCode.Kind.ADD_BITS, to, to, offsets);
    shiftRight(to, to, 2);
    vector(MAP_0F, NONE, 0x5b, to, UNUSED, X64Operand.register(to));
  }

  /** to = a b + to, b being one float in memory; AVX-512 alone. */
  void addProductOfFloat(int to, int a, X64Operand b) {
    out.evex(MAP_0F38, X66, 0xb8, to, a, b, ONE_FLOAT);
  }

  void shiftLeft(int to, int from, int places) {
    vector(MAP_0F, X66, 0x72, 6, to, X64Operand.register(from));
    out.bytes(places);
  }

  void shiftRight(int to, int from, int places) {
    vector(MAP_0F, X66, 0x72, 4, to, X64Operand.register(from));
    out.bytes(places);
  }

  /** to = then where a is greater than b, otherwise elsewhere. */
  void ifGreater(int to, int a, X64Operand b, int otherwise, X64Operand then) {
    if (vectors == Vectors.AVX512) {
      vector(MAP_0F, NONE, 0xc2, 1, a, b);
      out.bytes(GREATER);
      masked(0x65, to, otherwise, then);
    } else {
      vector(MAP_0F, NONE, 0xc2, scratch(0), a, b);
      out.bytes(GREATER);
      vector(MAP_0F3A, X66, 0x4a, to, otherwise, then);
      out.bytes(scratch(0) << 4);
    }
  }

  /** Jumps to where the result is patched in unless a is greater than b everywhere. */
  int jumpUnlessGreater(int a, X64Operand b) {
    if (vectors == Vectors.AVX512) {
      vector(MAP_0F, NONE, 0xc2, 1, a, b);
      out.bytes(NOT_GREATER);
      out.bytes(0xc5, 0xf8, 0x98, 0xc9);
    } else {
      vector(MAP_0F, NONE, 0xc2, scratch(0), a, b);
      out.bytes(NOT_GREATER);
      vector(MAP_0F38, X66, 0x0e, scratch(0), UNUSED, X64Operand.register(scratch(0)));
    }
    out.bytes(0x0f, 0x85);
    return openJump();
  }

  /** Adds the products of two vectors of floats, as doubles, to those in memory. */
  void accumulate(int a, int b, X64Operand sums) {
    int first = scratch(0);
    int second = scratch(1);
    for (int half = 0; half < 2; half++) {
      toDoubles(first, a, half);
      toDoubles(second, b, half);
      X64Operand of = X64Operand.at(sums.base(), sums.displacement() + half * vectors.bytes);
      vector(MAP_0F38, X66_DOUBLES, 0xa8, first, second, of);
      store(first, of);
    }
  }

  private void toDoubles(int to, int from, int half) {
    int low = from;
    if (half == 1) {
      int opcode = vectors == Vectors.AVX512 ? 0x1b : 0x19;
      vector(MAP_0F3A, X66, opcode, from, UNUSED, X64Operand.register(to));
      out.bytes(1);
      low = to;
    }
    vector(MAP_0F, NONE, 0x5a, to, UNUSED, X64Operand.register(low));
  }

  /** Picks the elements where a is greater than b; AVX-512 alone. */
  void pickGreater(int a, X64Operand b) {
    out.evex(MAP_0F, NONE, 0xc2, PICKED, a, b, 0);
    out.bytes(GREATER);
  }

  /** Two bytes in memory say, by bits, which elements are picked; AVX-512 alone. */
  void storePicked(X64Operand to) {
    out.mask(0x91, PICKED, to);
  }

  void loadPicked(X64Operand from) {
    out.mask(0x90, PICKED, from);
  }

  /** to = the elements that are picked, elsewhere zero; AVX-512 alone. */
  void loadWherePicked(int to, X64Operand from) {
    out.evex(MAP_0F, NONE, 0x10, to, UNUSED, from, ZEROED | PICKED);
  }

  /** Two bytes in memory say, by bits, which elements a mask lets through; AVX-512 alone. */
  void loadMask(int mask, X64Operand from) {
    out.mask(0x90, mask, from);
  }

  /** to = the elements that a mask lets through, elsewhere zero; reads no others; AVX-512 alone. */
  void loadMasked(int to, X64Operand from, int mask) {
    out.evex(MAP_0F, NONE, 0x10, to, UNUSED, from, ZEROED | mask);
  }

  /** Writes the elements that a mask lets through and no others; AVX-512 alone. */
  void storeMasked(int from, X64Operand to, int mask) {
    out.evex(MAP_0F, NONE, 0x11, from, UNUSED, to, mask);
  }

  /**
   * to = of the elements of two vectors, numbered one after the other, those whose numbers are in
   * memory; AVX-512 alone.
   */
  void pick(int to, X64Operand numbers, X64Operand a, X64Operand b) {
    int first = a.register();
    if (a.isMemory()) {
      first = scratch(0);
      load(first, a);
    }
    load(to, numbers);
    out.evex(MAP_0F38, X66, 0x77, to, first, b, 0);
  }

  /** to = the floats at those offsets; AVX-512 alone. */
  void gather(int to, X64Operand from) {
    out.bytes(ALL_LANES);
    out.evex(MAP_0F38, X66, 0x92, to, UNUSED, from, PICKED);
  }

  /** The floats at those offsets become those of a vector; AVX-512 alone. */
  void scatter(int from, X64Operand to) {
    out.bytes(ALL_LANES);
    out.evex(MAP_0F38, X66, 0xa2, from, UNUSED, to, PICKED);
  }

  /** Lets a jump that ends at that position lead here. */
  void patch(int jumpEnd) {
    out.patch(jumpEnd, out.position() - jumpEnd);
  }

  /** rax = 0. */
  void clearIndex() {
    out.bytes(0x31, 0xc0);
  }

  /** r10 = rax + so many; jumps to where the result is patched in if that is above r8. */
  int jumpUnlessLeft(int bytes) {
    out.bytes(0x4c, 0x8d, 0x90);
    out.int32(bytes);
    out.bytes(0x4d, 0x39, 0xc2, 0x0f, 0x87);
    return openJump();
  }

  /** rax = r10, and on at that position. */
  void advance(int loop) {
    move(Base.RAX, Base.R10);
    jump(loop);
  }

  /** r11 moves on by so many bytes; at the end, which lies at rdi + end, back to rdi + start. */
  void advanceRing(int bytes, int start, int end) {
    add(Base.R11, bytes);
    out.bytes(0x4c, 0x3b, 0x5f, end, 0x4c, 0x0f, 0x43, 0x5f, start);
  }

  /** to = the eight bytes in memory. */
  void load(Base to, X64Operand from) {
    out.wide(to, from, 0x8b);
  }

  void store(Base from, X64Operand to) {
    out.wide(from, to, 0x89);
  }

  void move(Base to, Base from) {
    out.wide(from, to, 0x89);
  }

  void set(Base to, int value) {
    out.wide(0xc7, 0, to);
    out.int32(value);
  }

  void add(Base to, X64Operand from) {
    out.wide(to, from, 0x03);
  }

  void add(Base to, Base from) {
    out.wide(from, to, 0x01);
  }

  void add(Base to, int value) {
    out.wide(0x81, 0, to);
    out.int32(value);
  }

  void subtract(Base from, X64Operand value) {
    out.wide(from, value, 0x2b);
  }

  /** The lesser of a register and the eight bytes in memory, without sign. */
  void minimum(Base to, X64Operand other) {
    out.wide(to, other, 0x3b);
    out.wide(to, other, 0x0f, 0x47);
  }

  void shiftRight(Base register, int places) {
    out.wide(0xc1, 5, register);
    out.bytes(places);
  }

  /** Adds to the eight bytes in memory, as no other thread does meanwhile; gives what was there. */
  void exchangeAdd(Base added, X64Operand memory) {
    out.bytes(0xf0);
    out.wide(added, memory, 0x0f, 0xc1);
  }

  /** Counts down, and jumps to that position while anything is left. */
  void repeat(Base count, int position) {
    add(count, -1);
    out.bytes(0x0f, 0x85);
    out.distanceTo(position);
  }

  /** Jumps to where the result is patched in if a is not below the eight bytes in memory. */
  int jumpUnlessBelow(Base a, X64Operand b) {
    out.wide(a, b, 0x3b);
    out.bytes(0x0f, 0x83);
    return openJump();
  }

  private int openJump() {
    out.int32(0);
    return out.position();
  }

  void jump(int position) {
    out.bytes(0xe9);
    out.distanceTo(position);
  }

  /** Jumps to the address in memory. */
  void jumpTo(X64Operand address) {
    out.memory(4, address, 0xff);
  }

  /** Calls the function at that position. */
  void call(int position) {
    out.bytes(0xe8);
    out.distanceTo(position);
  }

  /** Calls the function whose address is in memory. */
  void callTo(X64Operand address) {
    out.memory(2, address, 0xff);
  }

  void push(Base register) {
    out.bytes(0x40 | register.number() >> 3, 0x50 | register.number() & 7);
  }

  void pop(Base register) {
    out.bytes(0x40 | register.number() >> 3, 0x58 | register.number() & 7);
  }

  /** Has a line of memory brought to the first-level cache, to be read or to be written. */
  void prefetch(X64Operand at, boolean written) {
    out.memory(1, at, 0x0f, written ? 0x0d : 0x18);
  }

  void end() {
    out.bytes(0xc5, 0xf8, 0x77, 0xc3);
  }

  private void vector(int map, int prefix, int opcode, int reg, int second, X64Operand rm) {
    if (vectors == Vectors.AVX512) {
      out.evex(map, prefix, opcode, reg, second, rm, 0);
    } else {
      out.vex(map, prefix, opcode, reg, second, rm);
    }
  }

  /** An instruction that picks by mask register 1. */
  private void masked(int opcode, int reg, int second, X64Operand rm) {
    out.evex(MAP_0F38, X66, opcode, reg, second, rm, PICKED);
  }
}
