package dev.actzoo.kernels;

import dev.actzoo.kernels.X64Operand.Base;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/*
 * Encodings are those of Intel's Software Developer's Manual, volume 2: EVEX with 512-bit vectors
 * (2.7), VEX with 256-bit ones (2.3), REX (2.2.1). Displacements always take four bytes, which
 * spares EVEX's scaled short ones.
 */

/** Puts the parts of instructions into bytes. */
final class X64Encoder {
  private static final int WIDE = 0x48;

  private byte[] code = new byte[256];
  private int length;

  byte[] code() {
    return Arrays.copyOf(code, length);
  }

  int position() {
    return length;
  }

  void bytes(int... values) {
    reserve(values.length);
    for (int value : values) {
      code[length++] = (byte) value;
    }
  }

  void int32(int value) {
    reserve(Integer.BYTES);
    length += Integer.BYTES;
    patch(length, value);
  }

  /** The four bytes that end at a position become that number. */
  void patch(int end, int value) {
    ByteBuffer.wrap(code).order(ByteOrder.LITTLE_ENDIAN).putInt(end - Integer.BYTES, value);
  }

  /** How far it is from the end of the four bytes that hold this to a position. */
  void distanceTo(int position) {
    int32(position - length - Integer.BYTES);
  }

  private void reserve(int more) {
    if (length + more > code.length) {
      code = Arrays.copyOf(code, 2 * code.length);
    }
  }

  /** An instruction on an eight-byte register and memory. */
  void wide(Base reg, X64Operand memory, int... opcode) {
    bytes(WIDE | reg.number() >> 3 << 2 | memory.base().number() >> 3);
    bytes(opcode);
    operand(reg.number(), memory);
  }

  /** An instruction on two eight-byte registers. */
  void wide(Base reg, Base rm, int opcode) {
    bytes(WIDE | reg.number() >> 3 << 2 | rm.number() >> 3, opcode);
    bytes(0xc0 | (reg.number() & 7) << 3 | rm.number() & 7);
  }

  /** An instruction on one eight-byte register; the extension is a part of the opcode. */
  void wide(int opcode, int extension, Base rm) {
    bytes(WIDE | rm.number() >> 3, opcode, 0xc0 | extension << 3 | rm.number() & 7);
  }

  /** An instruction on memory. */
  void memory(int extension, X64Operand memory, int... opcode) {
    bytes(0x40 | memory.base().number() >> 3);
    bytes(opcode);
    operand(extension, memory);
  }

  /**
   * An instruction on vectors of 64 bytes.
   *
   * @param picking the mask register, and the bit for one number for all elements
   */
  void evex(int map, int prefix, int opcode, int reg, int second, X64Operand rm, int picking) {
    int x = rm.isMemory() ? rm.index() >> 3 & 1 : rm.register() >> 4 & 1;
    int high = rm.isMemory() && rm.index() > 0 ? rm.index() : second;
    bytes(
        0x62,
        inverted(reg, 3, 7) | (x ^ 1) << 6 | inverted(low(rm), 3, 5) | inverted(reg, 4, 4) | map,
        (~second & 15) << 3 | 4 | prefix,
        0x40 | inverted(high, 4, 3) | picking,
        opcode);
    operand(reg, rm);
  }

  /** An instruction on vectors of 32 bytes. */
  void vex(int map, int prefix, int opcode, int reg, int second, X64Operand rm) {
    bytes(
        0xc4,
        inverted(reg, 3, 7) | 0x40 | inverted(low(rm), 3, 5) | map,
        (~second & 15) << 3 | 4 | prefix,
        opcode);
    operand(reg, rm);
  }

  /** An instruction on a mask register and two bytes of memory. */
  void mask(int opcode, int reg, X64Operand memory) {
    bytes(0xc4, 0xc0 | inverted(low(memory), 3, 5) | 1, 0x78, opcode);
    operand(reg, memory);
  }

  /** The bit of a number, turned over, at another place. */
  private static int inverted(int number, int bit, int place) {
    return (~number >> bit & 1) << place;
  }

  private static int low(X64Operand rm) {
    return rm.isMemory() ? rm.base().number() : rm.register();
  }

  private void operand(int reg, X64Operand rm) {
    int field = (reg & 7) << 3;
    if (!rm.isMemory()) {
      bytes(0xc0 | field | rm.register() & 7);
      return;
    }
    int base = rm.base().number() & 7;
    if (rm.index() == X64Operand.NO_INDEX) {
      bytes(0x80 | field | base);
    } else {
      bytes(0x80 | field | 4, rm.doubling() << 6 | (rm.index() & 7) << 3 | base);
    }
    int32(rm.displacement());
  }
}
