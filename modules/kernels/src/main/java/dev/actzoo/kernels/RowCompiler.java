package dev.actzoo.kernels;

import dev.actzoo.kernels.VectorCode.Instruction;
import dev.actzoo.kernels.X64Assembler.Base;
import dev.actzoo.kernels.X64Assembler.Operand;
import dev.actzoo.kernels.X64Assembler.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes an AVX-512 function of {@link RowCode} that goes through rows of arrays. It takes one
 * pointer, in {@code rdi}, to eight-byte words: the addresses of the inputs' and outputs' first
 * rows, how far each one's rows lie apart, the bytes of the whole vectors in a row, how many rows
 * there are, the address of the constants, and the masks. Behind them is room for values.
 *
 * <p>{@code rax} counts bytes along the row; arrays of pairs are gone through twice as fast. What a
 * row has left behind its whole vectors is read and written by masks, and nothing beyond it.
 */
final class RowCompiler implements X64Arrays {
  private static final int WORD = Long.BYTES;
  static final int ADDRESSES = 0;
  static final int STRIDES = ADDRESSES + (RowCode.MOST_INPUTS + RowCode.MOST_OUTPUTS) * WORD;
  static final int BYTES = STRIDES + (RowCode.MOST_INPUTS + RowCode.MOST_OUTPUTS) * WORD;
  static final int ROWS = BYTES + WORD;
  static final int CONSTANTS = ROWS + WORD;

  /** Sixteen bits each: what is left of an array, and of the two vectors of an array of pairs. */
  static final int MASKS = CONSTANTS + WORD;

  private static final int LEFT = MASKS + WORD;
  private static final Vectors VECTORS = Vectors.AVX512;
  private static final int ROOM = LEFT + 2 * RowCode.MOST_INPUTS * VECTORS.bytes;

  private static final List<Base> INPUTS = List.of(Base.RSI, Base.RDX, Base.R13, Base.R14);
  private static final List<Base> OUTPUTS = List.of(Base.RCX, Base.R15);
  private static final List<Base> SAVED = List.of(Base.RBP, Base.R13, Base.R14, Base.R15);

  /** The numbers of the mask registers. */
  private static final int MASK = 2;

  private static final int PAIRS_MASK = 3;

  /**
   * Machine code.
   *
   * @param code ends with the constants
   * @param constants where these begin
   * @param argumentBytes what the pointer's memory must hold
   */
  record Compiled(byte[] code, int constants, int argumentBytes) {}

  private final X64Assembler assembler = new X64Assembler(VECTORS);
  private final X64Constants constants = new X64Constants(VECTORS);
  private final RowCode code;
  private int slots;

  /** How many vectors the body that is being written goes through at a time. */
  private int width;

  /** Whether it is for what is left of a row. */
  private boolean atEnd;

  private RowCompiler(RowCode code) {
    this.code = code;
  }

  static Compiled compile(RowCode code) {
    return new RowCompiler(code).compiled();
  }

  private Compiled compiled() {
    SAVED.forEach(assembler::push);
    assembler.load(Base.R8, Operand.at(Base.RDI, BYTES));
    assembler.load(Base.R9, Operand.at(Base.RDI, CONSTANTS));
    assembler.load(Base.RBP, Operand.at(Base.RDI, ROWS));
    for (int i = 0; i < RowCode.MOST_INPUTS + RowCode.MOST_OUTPUTS; i++) {
      assembler.load(pointer(i), Operand.at(Base.RDI, ADDRESSES + i * WORD));
    }
    for (int mask = 0; mask < 3; mask++) {
      assembler.loadMask(MASK + mask, Operand.at(Base.RDI, MASKS + mask * Short.BYTES));
    }
    int row = assembler.position();
    assembler.clearIndex();
    loop(code.code().sideBySide(), 2);
    loop(code.code().instructions(), 1);
    end();
    for (int i = 0; i < RowCode.MOST_INPUTS + RowCode.MOST_OUTPUTS; i++) {
      assembler.add(pointer(i), Operand.at(Base.RDI, STRIDES + i * WORD));
    }
    assembler.repeat(Base.RBP, row);
    for (int i = SAVED.size() - 1; i >= 0; i--) {
      assembler.pop(SAVED.get(i));
    }
    assembler.end();
    byte[] written = assembler.code();
    return new Compiled(
        constants.behind(written), constants.start(written.length), slot(slots).displacement());
  }

  /** Inputs, then outputs. */
  private static Base pointer(int array) {
    return array < INPUTS.size() ? INPUTS.get(array) : OUTPUTS.get(array - INPUTS.size());
  }

  /** Goes through so many vectors at a time while so many are left. */
  private void loop(List<Instruction> instructions, int vectors) {
    int start = assembler.position();
    int over = assembler.jumpUnlessLeft(vectors * VECTORS.bytes);
    for (int i = 0; i < INPUTS.size(); i++) {
      prefetch(INPUTS.get(i), vectors * vectorsRead(i), false);
    }
    for (int i = 0; i < code.outputs().size(); i++) {
      prefetch(OUTPUTS.get(i), vectors * code.outputs().get(i).length, true);
    }
    body(instructions, vectors);
    assembler.advance(start);
    assembler.patch(over);
  }

  /** How many vectors of an input are read for one: two of pairs, none that are not asked for. */
  private int vectorsRead(int input) {
    return code.code().instructions().stream()
        .filter(one -> one.immediate() == input)
        .mapToInt(
            one ->
                switch (one.kind()) {
                  case INPUT -> 1;
                  case FIRST, SECOND -> 2;
                  default -> 0;
                })
        .max()
        .orElse(0);
  }

  private void prefetch(Base array, int count, boolean written) {
    for (int i = 0; i < count; i++) {
      assembler.prefetch(Operand.indexed(array, X64Compiler.AHEAD + i * VECTORS.bytes), written);
    }
  }

  private void body(List<Instruction> instructions, int vectors) {
    width = vectors;
    List<int[]> results =
        IntStream.range(0, vectors * code.outputs().size())
            .mapToObj(
                result ->
                    Arrays.stream(code.outputs().get(result / vectors))
                        .map(value -> vectors * value + result % vectors)
                        .toArray())
            .toList();
    X64Registers registers = new X64Registers(this, assembler, VECTORS, instructions, results);
    registers.emit();
    slots = Math.max(slots, registers.slots());
  }

  /** What is left of the row is copied to where whole vectors can be read, if there is any. */
  private void end() {
    assembler.set(Base.R10, 0);
    int over = assembler.jumpUnlessBelow(Base.R10, Operand.at(Base.RDI, MASKS));
    atEnd = true;
    for (int input = 0; input < INPUTS.size(); input++) {
      int vectors = vectorsRead(input);
      for (int i = 0; i < vectors; i++) {
        assembler.loadMasked(0, at(INPUTS.get(input), vectors, i), mask(vectors, i));
        assembler.store(0, left(input, i));
      }
    }
    body(code.code().instructions(), 1);
    atEnd = false;
    assembler.patch(over);
  }

  /** A vector of an array of which so many are gone through at a time. */
  private static Operand at(Base array, int vectors, int number) {
    int bytes = number * VECTORS.bytes;
    return vectors == 1 ? Operand.indexed(array, bytes) : Operand.indexedTwice(array, bytes);
  }

  private static int mask(int vectors, int number) {
    return vectors == 1 ? MASK : PAIRS_MASK + number;
  }

  private static Operand left(int input, int number) {
    return Operand.at(Base.RDI, LEFT + (2 * input + number) * VECTORS.bytes);
  }

  @Override
  public Operand home(Instruction instruction) {
    int immediate = instruction.immediate();
    return switch (instruction.kind()) {
      case INPUT -> atEnd ? left(immediate, 0) : at(INPUTS.get(immediate), 1, instruction.vector());
      case FIRST, SECOND ->
          atEnd ? left(immediate, 0) : at(INPUTS.get(immediate), 2, 2 * instruction.vector());
      case ROW -> Operand.at(INPUTS.get(immediate), 0);
      case CONSTANT -> constants.all(immediate);
      default -> throw new IllegalArgumentException(instruction.kind() + " in rows");
    };
  }

  @Override
  public Operand numbers(boolean second) {
    return constants.lanes(lane -> 2 * lane + (second ? 1 : 0));
  }

  @Override
  public Operand sums(int parameter, int vector) {
    throw new IllegalArgumentException("sums over rows");
  }

  @Override
  public Operand slot(int number) {
    return Operand.at(Base.RDI, ROOM + number * VECTORS.bytes);
  }

  @Override
  public void store(int result, int[] registers) {
    Base array = OUTPUTS.get(result / width);
    int vectors = registers.length;
    for (int i = 0; i < vectors; i++) {
      int from = vectors == 1 ? registers[0] : byTurns(registers, i * VECTORS.floats() / 2);
      Operand to = at(array, vectors, result % width * vectors + i);
      if (atEnd) {
        assembler.storeMasked(from, to, mask(vectors, i));
      } else {
        assembler.store(from, to);
      }
    }
  }

  /** The elements of two vectors by turns, from that one on. */
  private int byTurns(int[] registers, int start) {
    int register = assembler.scratch(1);
    assembler.pick(
        register,
        constants.lanes(lane -> start + lane / 2 + lane % 2 * VECTORS.floats()),
        Operand.register(registers[0]),
        Operand.register(registers[1]));
    return register;
  }
}
