package dev.actzoo.kernels;

import dev.actzoo.kernels.VectorCode.Instruction;
import dev.actzoo.kernels.X64Assembler.Vectors;
import dev.actzoo.kernels.X64Operand.Base;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a function of {@link VectorCode} that goes through arrays. It takes one pointer, in {@code
 * rdi}, to eight-byte words that give the addresses of input, gradient and output, how many bytes
 * to go through, and the addresses of the constants and of the <em>ring</em>: where to begin in it,
 * where it starts and where it ends. Behind them is room for values. The ring is blocks of the
 * learned parameters, one for each vector that is gone through and the first again after the last;
 * a block holds, for each parameter, a vector of it and two of sums in double. The function returns
 * the bytes done, fewer than asked for where a requirement was not met.
 *
 * <p>Its instructions mostly wait for one another, so most of the way two vectors are gone through
 * side by side.
 */
final class X64Compiler implements X64Arrays {
  static final int INPUT = 0;
  static final int GRADIENT = 8;
  static final int OUTPUT = 16;
  static final int BYTES = 24;
  static final int CONSTANTS = 32;
  static final int RING = 40;
  static final int RING_START = 48;
  static final int RING_END = 56;

  private static final int ROOM = 64;

  /** Bytes that memory is asked for ahead; processors stop at pages and do not foresee writing. */
  static final int AHEAD = 1024;

  private static final int LINE = 64;
  private static final int LEARNED_VECTORS = 3;

  /**
   * Machine code.
   *
   * @param code ends with the constants
   * @param constants where these begin
   * @param argumentBytes what the pointer's memory must hold
   * @param block the bytes of a block of the ring
   */
  record Compiled(byte[] code, int constants, int argumentBytes, int block) {}

  private final Vectors vectors;
  private final X64Assembler assembler;
  private final int learned;
  private final X64Constants constants;
  private final List<Integer> exits = new ArrayList<>();
  private int slots;

  private X64Compiler(Vectors vectors, int learned) {
    this.vectors = vectors;
    this.assembler = new X64Assembler(vectors);
    this.constants = new X64Constants(vectors);
    this.learned = learned;
  }

  /** The function that gives a value of that code, with so many learned parameters. */
  static Compiled compile(VectorCode code, int result, int learned, Vectors vectors) {
    X64Compiler compiler = new X64Compiler(vectors, learned);
    compiler.begin();
    compiler.loop(code.sideBySide(), List.of(new int[] {2 * result}, new int[] {2 * result + 1}));
    compiler.loop(code.instructions(), List.of(new int[] {result}));
    return compiler.end();
  }

  /** Where the vectors of a learned parameter lie in a block. */
  static int learned(int index, Vectors vectors) {
    return index * LEARNED_VECTORS * vectors.bytes;
  }

  private void begin() {
    assembler.load(Base.RSI, X64Operand.at(Base.RDI, INPUT));
    assembler.load(Base.RDX, X64Operand.at(Base.RDI, GRADIENT));
    assembler.load(Base.RCX, X64Operand.at(Base.RDI, OUTPUT));
    assembler.load(Base.R8, X64Operand.at(Base.RDI, BYTES));
    assembler.load(Base.R9, X64Operand.at(Base.RDI, CONSTANTS));
    assembler.load(Base.R11, X64Operand.at(Base.RDI, RING));
    assembler.clearIndex();
  }

  /** Goes through as many vectors at a time as there are results, while so many are left. */
  private void loop(List<Instruction> instructions, List<int[]> results) {
    int start = assembler.position();
    int over = assembler.jumpUnlessLeft(results.size() * vectors.bytes);
    prefetch(instructions, results.size() * vectors.bytes);
    X64Registers registers =
        new X64Registers(
            this, assembler, vectors, X64Assembler.registers(vectors), instructions, results);
    exits.addAll(registers.emit());
    slots = Math.max(slots, registers.slots());
    if (learned > 0) {
      assembler.advanceRing(results.size() * block(), RING_START, RING_END);
    }
    assembler.advance(start);
    assembler.patch(over);
  }

  private void prefetch(List<Instruction> instructions, int bytes) {
    boolean gradient =
        instructions.stream()
            .anyMatch(one -> one.kind() == VectorCode.Kind.INPUT && one.immediate() == 1);
    for (int line = 0; line < bytes; line += LINE) {
      assembler.prefetch(X64Operand.indexed(Base.RSI, AHEAD + line), false);
      assembler.prefetch(X64Operand.indexed(Base.RCX, AHEAD + line), true);
      if (gradient) {
        assembler.prefetch(X64Operand.indexed(Base.RDX, AHEAD + line), false);
      }
    }
  }

  private Compiled end() {
    exits.forEach(assembler::patch);
    assembler.end();
    byte[] code = assembler.code();
    return new Compiled(
        constants.behind(code), constants.start(code.length), slot(slots).displacement(), block());
  }

  private int block() {
    return learned(learned, vectors);
  }

  @Override
  public X64Operand home(Instruction instruction) {
    int immediate = instruction.immediate();
    int vector = instruction.vector();
    return switch (instruction.kind()) {
      case INPUT ->
          X64Operand.indexed(immediate == 0 ? Base.RSI : Base.RDX, vector * vectors.bytes);
      case LEARNED -> X64Operand.at(Base.R11, vector * block() + learned(immediate, vectors));
      case CONSTANT -> constants.all(immediate);
      default -> throw new IllegalArgumentException(instruction.kind() + " of arrays without rows");
    };
  }

  @Override
  public X64Operand numbers(boolean second) {
    throw new IllegalArgumentException("pairs of arrays without rows");
  }

  /** Those beside the parameter. */
  @Override
  public X64Operand sums(int parameter, int vector) {
    return X64Operand.at(Base.R11, vector * block() + learned(parameter, vectors) + vectors.bytes);
  }

  @Override
  public X64Operand slot(int number) {
    return X64Operand.at(Base.RDI, ROOM + number * vectors.bytes);
  }

  @Override
  public void store(int result, int[] registers) {
    assembler.store(registers[0], X64Operand.indexed(Base.RCX, result * vectors.bytes));
  }
}
