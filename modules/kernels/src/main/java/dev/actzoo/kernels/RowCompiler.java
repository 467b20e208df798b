package dev.actzoo.kernels;

import dev.actzoo.kernels.RowCode.Pass;
import dev.actzoo.kernels.RowCode.Reduction;
import dev.actzoo.kernels.RowCode.Setting;
import dev.actzoo.kernels.RowCode.Total;
import dev.actzoo.kernels.VectorCode.Instruction;
import dev.actzoo.kernels.X64Assembler.Vectors;
import dev.actzoo.kernels.X64Operand.Base;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
  private static final int ARRAYS = RowCode.MOST_INPUTS + RowCode.MOST_OUTPUTS;
  static final int ADDRESSES = 0;
  static final int STRIDES = ADDRESSES + ARRAYS * WORD;
  static final int BYTES = STRIDES + ARRAYS * WORD;
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

  /** How many vectors are gone through side by side, each with totals of its own. */
  private static final int SIDE_BY_SIDE = 2;

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
  private final List<Integer> starts = new ArrayList<>();
  private final RowCode code;
  private Pass pass;
  private int slots;

  /** How many vectors the body that is being written goes through at a time. */
  private int width;

  /** Whether it is for what is left of a row. */
  private boolean atEnd;

  private RowCompiler(RowCode code) {
    this.code = code;
    this.pass = code.passes().get(0);
  }

  /**
   * That function.
   *
   * @throws IllegalArgumentException if the code can leave work undone
   */
  static Compiled compile(RowCode code) {
    if (code.givesUp()) {
      throw new IllegalArgumentException("nothing does what a row's code gives up");
    }
    return new RowCompiler(code).compiled();
  }

  private Compiled compiled() {
    SAVED.forEach(assembler::push);
    assembler.load(Base.R8, X64Operand.at(Base.RDI, BYTES));
    assembler.load(Base.R9, X64Operand.at(Base.RDI, CONSTANTS));
    assembler.load(Base.RBP, X64Operand.at(Base.RDI, ROWS));
    for (int i = 0; i < ARRAYS; i++) {
      assembler.load(pointer(i), X64Operand.at(Base.RDI, ADDRESSES + i * WORD));
    }
    for (int mask = 0; mask < 3; mask++) {
      assembler.loadMask(MASK + mask, X64Operand.at(Base.RDI, MASKS + mask * Short.BYTES));
    }
    int row = assembler.position();
    for (Pass each : code.passes()) {
      pass = each;
      starts.add(assembler.position());
      if (each.goesThroughFeatures()) {
        throughFeatures();
      } else {
        body(each.code().instructions(), 1);
      }
    }
    for (int i = 0; i < ARRAYS; i++) {
      assembler.add(pointer(i), X64Operand.at(Base.RDI, STRIDES + i * WORD));
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

  private void throughFeatures() {
    List<Reduction> reductions = pass.reductions();
    for (int i = 0; i < reductions.size(); i++) {
      float nothing = reductions.get(i).total() == Total.SUM ? 0 : Float.NEGATIVE_INFINITY;
      for (int vector = 0; vector < SIDE_BY_SIDE; vector++) {
        assembler.load(total(i, vector), constants.all(Float.floatToRawIntBits(nothing)));
      }
    }
    assembler.clearIndex();
    loop(pass.code().sideBySide(), SIDE_BY_SIDE);
    loop(pass.code().instructions(), 1);
    end();
    for (int i = 0; i < reductions.size(); i++) {
      VectorCode.Kind joining = joining(reductions.get(i).total());
      int all = total(i, 0);
      assembler.binary(joining, all, all, X64Operand.register(total(i, 1)));
      assembler.joinLanes(joining, all);
      assembler.store(all, rowValue(reductions.get(i).rowValue()));
    }
  }

  private static VectorCode.Kind joining(Total total) {
    return total == Total.SUM ? VectorCode.Kind.ADD : VectorCode.Kind.MAX;
  }

  /** The register that a row value is added up in; values have those before it. */
  private static int total(int reduction, int vector) {
    return X64Assembler.registers(VECTORS) - 1 - SIDE_BY_SIDE * reduction - vector;
  }

  private X64Operand rowValue(int number) {
    return X64Operand.at(Base.RDI, ROOM + number * VECTORS.bytes);
  }

  /** Goes through so many vectors at a time while so many are left. */
  private void loop(List<Instruction> instructions, int vectors) {
    int start = assembler.position();
    int over = assembler.jumpUnlessLeft(vectors * VECTORS.bytes);
    for (int i = 0; i < INPUTS.size(); i++) {
      if (firstReader(i) == pass) {
        prefetch(INPUTS.get(i), vectors * vectorsRead(pass, i), false);
      }
    }
    for (int i = 0; i < pass.outputs().size(); i++) {
      prefetch(OUTPUTS.get(i), vectors * pass.outputs().get(i).length, true);
    }
    body(instructions, vectors);
    assembler.advance(start);
    assembler.patch(over);
  }

  /** How many vectors of an input are read for one: two of pairs, none that are not asked for. */
  private static int vectorsRead(Pass pass, int input) {
    return pass.code().instructions().stream()
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

  /** The pass after which an input's row is in the first-level cache. */
  private Pass firstReader(int input) {
    return code.passes().stream()
        .filter(each -> vectorsRead(each, input) > 0)
        .findFirst()
        .orElse(pass);
  }

  private void prefetch(Base array, int count, boolean written) {
    for (int i = 0; i < count; i++) {
      assembler.prefetch(X64Operand.indexed(array, X64Compiler.AHEAD + i * VECTORS.bytes), written);
    }
  }

  /** Results are outputs, then what is added up, then what is set, then whether to go back. */
  private void body(List<Instruction> instructions, int vectors) {
    width = vectors;
    List<int[]> values = new ArrayList<>(pass.outputs());
    pass.reductions().forEach(reduction -> values.add(new int[] {reduction.value()}));
    values.add(pass.settings().stream().mapToInt(Setting::value).toArray());
    if (pass.backTo() != RowCode.NOWHERE) {
      values.add(new int[] {pass.backIf()});
    }
    List<int[]> results = new ArrayList<>();
    for (int[] each : values) {
      for (int vector = 0; vector < vectors; vector++) {
        int offset = vector;
        results.add(Arrays.stream(each).map(value -> vectors * value + offset).toArray());
      }
    }
    int free = X64Assembler.registers(VECTORS) - SIDE_BY_SIDE * pass.reductions().size();
    X64Registers registers =
        new X64Registers(this, assembler, VECTORS, free, instructions, results);
    registers.emit();
    slots = Math.max(slots, registers.slots());
  }

  /** What is left of the row is copied to where whole vectors can be read, if there is any. */
  private void end() {
    assembler.set(Base.R10, 0);
    int over = assembler.jumpUnlessBelow(Base.R10, X64Operand.at(Base.RDI, MASKS));
    atEnd = true;
    for (int input = 0; input < INPUTS.size(); input++) {
      int vectors = vectorsRead(pass, input);
      for (int i = 0; i < vectors; i++) {
        assembler.loadMasked(0, at(INPUTS.get(input), vectors, i), mask(vectors, i));
        assembler.store(0, left(input, i));
      }
    }
    body(pass.code().instructions(), 1);
    atEnd = false;
    assembler.patch(over);
  }

  /** A vector of an array of which so many are gone through at a time. */
  private static X64Operand at(Base array, int vectors, int number) {
    int bytes = number * VECTORS.bytes;
    return vectors == 1 ? X64Operand.indexed(array, bytes) : X64Operand.indexedTwice(array, bytes);
  }

  private static int mask(int vectors, int number) {
    return vectors == 1 ? MASK : PAIRS_MASK + number;
  }

  private static X64Operand left(int input, int number) {
    return X64Operand.at(Base.RDI, LEFT + (2 * input + number) * VECTORS.bytes);
  }

  @Override
  public X64Operand home(Instruction instruction) {
    int immediate = instruction.immediate();
    return switch (instruction.kind()) {
      case INPUT -> atEnd ? left(immediate, 0) : at(INPUTS.get(immediate), 1, instruction.vector());
      case FIRST, SECOND ->
          atEnd ? left(immediate, 0) : at(INPUTS.get(immediate), 2, 2 * instruction.vector());
      case INDEX ->
          constants.lanes(lane -> Float.BYTES * (instruction.vector() * VECTORS.floats() + lane));
      case ROW -> X64Operand.at(INPUTS.get(immediate), 0);
      case ROW_VALUE -> rowValue(immediate);
      case CONSTANT -> constants.all(immediate);
      default -> throw new IllegalArgumentException(instruction.kind() + " in rows");
    };
  }

  @Override
  public X64Operand numbers(boolean second) {
    return constants.lanes(lane -> 2 * lane + (second ? 1 : 0));
  }

  @Override
  public X64Operand sums(int parameter, int vector) {
    throw new IllegalArgumentException("learned parameters in rows");
  }

  @Override
  public X64Operand slot(int number) {
    return X64Operand.at(Base.RDI, ROOM + (code.rowValues() + number) * VECTORS.bytes);
  }

  @Override
  public void store(int result, int[] registers) {
    int number = result / width;
    int vector = result % width;
    int reduction = number - pass.outputs().size();
    int after = reduction - pass.reductions().size();
    if (reduction < 0) {
      write(OUTPUTS.get(number), vector, registers);
    } else if (after < 0) {
      addUp(reduction, vector, registers[0]);
    } else if (after == 0) {
      for (int i = 0; i < registers.length; i++) {
        assembler.store(registers[i], rowValue(pass.settings().get(i).rowValue()));
      }
    } else {
      int on = assembler.jumpUnlessGreater(registers[0], constants.all(0));
      assembler.jump(starts.get(pass.backTo()));
      assembler.patch(on);
    }
  }

  private void write(Base array, int vector, int[] registers) {
    int vectors = registers.length;
    for (int i = 0; i < vectors; i++) {
      int from = vectors == 1 ? registers[0] : byTurns(registers, i * VECTORS.floats() / 2);
      X64Operand to = at(array, vectors, vector * vectors + i);
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
        X64Operand.register(registers[0]),
        X64Operand.register(registers[1]));
    return register;
  }

  private void addUp(int reduction, int vector, int value) {
    VectorCode.Kind joining = joining(pass.reductions().get(reduction).total());
    int total = total(reduction, vector);
    if (atEnd) {
      assembler.binaryMasked(joining, total, value, X64Operand.register(total), MASK);
    } else {
      assembler.binary(joining, total, value, X64Operand.register(total));
    }
  }
}
