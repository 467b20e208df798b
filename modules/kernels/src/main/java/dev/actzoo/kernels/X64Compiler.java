package dev.actzoo.kernels;

import dev.actzoo.kernels.VectorCode.Instruction;
import dev.actzoo.kernels.X64Assembler.Base;
import dev.actzoo.kernels.X64Assembler.Operand;
import dev.actzoo.kernels.X64Assembler.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes a function of {@link VectorCode} that goes through arrays. It takes one pointer, in {@code
 * rdi}, to eight-byte words that give the addresses of input, gradient, output, how many bytes to
 * go through and the address of the constants. Then come, for each learned parameter, a vector of
 * it and two of sums in double, and room for values. It returns the bytes done, fewer than asked
 * for where a requirement was not met.
 *
 * <p>Its instructions mostly wait for one another, so most of the way two vectors are gone through
 * side by side.
 */
final class X64Compiler {
  static final int INPUT = 0;
  static final int GRADIENT = 8;
  static final int OUTPUT = 16;
  static final int BYTES = 24;
  static final int CONSTANTS = 32;

  /** Where the learned parameters begin, and how many vectors are theirs each. */
  private static final int LEARNED = 64;

  private static final int LEARNED_VECTORS = 3;

  /**
   * Machine code.
   *
   * @param code ends with the constants
   * @param constants where these begin
   * @param argumentBytes what the pointer's memory must hold
   */
  record Compiled(byte[] code, int constants, int argumentBytes) {}

  private final Vectors vectors;
  private final X64Assembler assembler;
  private final int learned;
  private final List<Integer> constants = new ArrayList<>();
  private final List<Integer> exits = new ArrayList<>();
  private int slots;

  private X64Compiler(Vectors vectors, int learned) {
    this.vectors = vectors;
    this.assembler = new X64Assembler(vectors);
    this.learned = learned;
  }

  /** The function that gives a value of that code, with so many learned parameters. */
  static Compiled compile(VectorCode code, int result, int learned, Vectors vectors) {
    X64Compiler compiler = new X64Compiler(vectors, learned);
    compiler.begin();
    compiler.loop(code.sideBySide(), List.of(2 * result, 2 * result + 1));
    compiler.loop(code.instructions(), List.of(result));
    return compiler.end();
  }

  /** Where the vectors of a learned parameter lie. */
  static int learned(int index, Vectors vectors) {
    return LEARNED + index * LEARNED_VECTORS * vectors.bytes;
  }

  X64Assembler assembler() {
    return assembler;
  }

  private void begin() {
    assembler.loadPointer(Base.RSI, INPUT);
    assembler.loadPointer(Base.RDX, GRADIENT);
    assembler.loadPointer(Base.RCX, OUTPUT);
    assembler.loadPointer(Base.R8, BYTES);
    assembler.loadPointer(Base.R9, CONSTANTS);
    assembler.clearIndex();
  }

  /** Goes through as many vectors at a time as there are results, while so many are left. */
  private void loop(List<Instruction> instructions, List<Integer> results) {
    int start = assembler.position();
    int over = assembler.jumpUnlessLeft(results.size() * vectors.bytes);
    X64Registers registers = new X64Registers(this, vectors, instructions, results);
    exits.addAll(registers.emit());
    slots = Math.max(slots, registers.slots());
    assembler.advance(start);
    assembler.patch(over);
  }

  private Compiled end() {
    exits.forEach(assembler::patch);
    assembler.end();
    byte[] code = assembler.code();
    int start = (code.length + vectors.bytes - 1) / vectors.bytes * vectors.bytes;
    byte[] all = Arrays.copyOf(code, start + constants.size() * vectors.bytes);
    for (int i = 0; i < constants.size(); i++) {
      for (int k = 0; k < vectors.bytes; k++) {
        all[start + i * vectors.bytes + k] = (byte) (constants.get(i) >> 8 * (k % Integer.BYTES));
      }
    }
    return new Compiled(all, start, slot(slots).displacement());
  }

  Operand constant(int bits) {
    if (!constants.contains(bits)) {
      constants.add(bits);
    }
    return Operand.at(Base.R9, constants.indexOf(bits) * vectors.bytes);
  }

  Operand learned(int index) {
    return Operand.at(Base.RDI, learned(index, vectors));
  }

  /** The sums of a learned parameter. */
  Operand sums(int index) {
    return Operand.at(Base.RDI, learned(index, vectors) + vectors.bytes);
  }

  /** Room for a value. */
  Operand slot(int number) {
    return Operand.at(Base.RDI, learned(learned, vectors) + number * vectors.bytes);
  }
}
