package dev.actzoo.kernels;

import dev.actzoo.kernels.VectorCode.Instruction;
import dev.actzoo.kernels.X64Assembler.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * Every value has a home in memory: the arrays, the constants after the code, the learned
 * parameters, or a slot of its own that it is written to when its register is taken from it. The
 * register taken is the one whose value is needed last (Belady 1966).
 */

/** Which value is in which register, while the instructions of a loop's body are written out. */
final class X64Registers {
  private static final int NOWHERE = -1;
  private static final int NEVER = Integer.MAX_VALUE;

  private final X64Arrays arrays;
  private final X64Assembler assembler;
  private final int vectorBytes;
  private final List<Instruction> instructions;
  private final List<int[]> results;
  private final int[][] uses;
  private final int[] registerOf;
  private final int[] valueIn;
  private final int[] slotOf;
  private final boolean[] stored;
  private int slots;
  private int now;

  /**
   * @param free how many registers are for values
   * @param results the values of each
   */
  X64Registers(
      X64Arrays arrays,
      X64Assembler assembler,
      Vectors vectors,
      int free,
      List<Instruction> instructions,
      List<int[]> results) {
    this.arrays = arrays;
    this.assembler = assembler;
    this.vectorBytes = vectors.bytes;
    this.instructions = instructions;
    this.results = results;
    this.uses = uses();
    this.registerOf = filled(instructions.size());
    this.valueIn = filled(free);
    this.slotOf = filled(instructions.size());
    this.stored = new boolean[instructions.size()];
  }

  /** How many values it has kept in memory. */
  int slots() {
    return slots;
  }

  private static int[] filled(int length) {
    int[] nowhere = new int[length];
    Arrays.fill(nowhere, NOWHERE);
    return nowhere;
  }

  /** Where each value is read, in order; none for those that nothing needs. */
  private int[][] uses() {
    boolean[] needed = new boolean[instructions.size()];
    List<List<Integer>> readers = new ArrayList<>();
    instructions.forEach(each -> readers.add(new ArrayList<>()));
    for (int i = 0; i < results.size(); i++) {
      for (int value : results.get(i)) {
        needed[value] = true;
        readers.get(value).add(instructions.size() + i);
      }
    }
    for (int i = instructions.size() - 1; i >= 0; i--) {
      Instruction instruction = instructions.get(i);
      if (needed[i] || instruction.acts()) {
        for (int operand : instruction.operands()) {
          needed[operand] = true;
          readers.get(operand).add(0, i);
        }
      }
    }
    return readers.stream()
        .map(each -> each.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  /** Writes the body; gives the jumps that leave it. */
  List<Integer> emit() {
    List<Integer> exits = new ArrayList<>();
    for (now = 0; now < instructions.size(); now++) {
      Instruction instruction = instructions.get(now);
      if (instruction.kind() == VectorCode.Kind.REQUIRE_GREATER) {
        int a = loaded(instruction.a());
        exits.add(assembler.jumpUnlessGreater(a, operand(instruction.b())));
        release(instruction);
      } else if (instruction.kind() == VectorCode.Kind.SUM_PRODUCTS) {
        int a = loaded(instruction.a());
        int b = loaded(instruction.b());
        assembler.accumulate(a, b, arrays.sums(instruction.immediate(), instruction.vector()));
        release(instruction);
      } else if (uses[now].length > 0 && !instruction.isInMemory()) {
        emit(instruction);
      }
    }
    for (int i = 0; i < results.size(); i++) {
      now = instructions.size() + i - 1; // so that what it reads is not yet given up
      arrays.store(i, Arrays.stream(results.get(i)).map(this::loaded).toArray());
    }
    return exits;
  }

  private void emit(Instruction instruction) {
    switch (instruction.kind()) {
      case SQRT -> {
        X64Operand a = operand(instruction.a());
        assembler.sqrt(destination(instruction), a);
      }
      case LEFT -> {
        int a = loaded(instruction.a());
        assembler.shiftLeft(destination(instruction), a, instruction.immediate());
      }
      case RIGHT -> {
        int a = loaded(instruction.a());
        assembler.shiftRight(destination(instruction), a, instruction.immediate());
      }
      case ROW -> assembler.broadcast(destination(instruction), arrays.home(instruction));
      case INDEX -> assembler.index(destination(instruction), arrays.home(instruction));
      case FIRST, SECOND -> {
        X64Operand at = arrays.home(instruction);
        X64Operand numbers = arrays.numbers(instruction.kind() == VectorCode.Kind.SECOND);
        assembler.pick(destination(instruction), numbers, at, at.plus(vectorBytes));
      }
      case FUSED_MULTIPLY_ADD -> multiplyAdd(instruction);
      case IF_GREATER -> {
        int a = loaded(instruction.a());
        int otherwise = loaded(instruction.d());
        X64Operand b = operand(instruction.b());
        X64Operand then = operand(instruction.c());
        assembler.ifGreater(destination(instruction), a, b, otherwise, then);
      }
      default -> binary(instruction);
    }
  }

  private void binary(Instruction instruction) {
    boolean swap =
        switch (instruction.kind()) {
          case ADD, MULTIPLY, AND, OR, XOR, ADD_BITS -> registerOf[instruction.a()] == NOWHERE;
          default -> false;
        };
    int first = swap ? instruction.b() : instruction.a();
    int second = swap ? instruction.a() : instruction.b();
    int a = loaded(first);
    X64Operand b = operand(second);
    assembler.binary(instruction.kind(), destination(instruction), a, b);
  }

  /** Overwrites a factor or the summand if nothing reads it later, a copy of the summand if not. */
  private void multiplyAdd(Instruction instruction) {
    int a = instruction.a();
    int b = instruction.b();
    if (!isLastUse(a) || registerOf[a] == NOWHERE) {
      a = instruction.b();
      b = instruction.a();
    }
    if (registerOf[a] != NOWHERE && isLastUse(a)) {
      int factor = loaded(b);
      X64Operand summand = operand(instruction.c());
      int to = registerOf[a];
      release(instruction);
      assembler.multiplyAdd(to, factor, summand);
      hold(to);
      return;
    }
    if (registerOf[a] == NOWHERE) {
      a = b;
      b = a == instruction.a() ? instruction.b() : instruction.a();
    }
    int factor = loaded(a);
    X64Operand other = operand(b);
    int c = instruction.c();
    int to;
    if (registerOf[c] != NOWHERE && isLastUse(c)) {
      to = registerOf[c];
    } else {
      to = taken(instruction);
      if (registerOf[c] == NOWHERE) {
        assembler.load(to, home(c));
      } else {
        assembler.move(to, registerOf[c]);
      }
    }
    release(instruction);
    assembler.addProduct(to, factor, other);
    hold(to);
  }

  private boolean isLastUse(int value) {
    return nextUse(value) == NEVER;
  }

  /** The first instruction after this one that reads the value. */
  private int nextUse(int value) {
    for (int use : uses[value]) {
      if (use > now) {
        return use;
      }
    }
    return NEVER;
  }

  /** The register of a value, which is loaded if it has none. */
  private int loaded(int value) {
    if (registerOf[value] == NOWHERE) {
      int register = taken(now < instructions.size() ? instructions.get(now) : null);
      assembler.load(register, home(value));
      registerOf[value] = register;
      valueIn[register] = value;
    }
    return registerOf[value];
  }

  private X64Operand operand(int value) {
    return registerOf[value] == NOWHERE ? home(value) : X64Operand.register(registerOf[value]);
  }

  private X64Operand home(int value) {
    Instruction instruction = instructions.get(value);
    return instruction.isInMemory() ? arrays.home(instruction) : arrays.slot(slotOf[value]);
  }

  /** A register for the result of this instruction, after what it reads for the last time. */
  private int destination(Instruction instruction) {
    release(instruction);
    int register = taken(instruction);
    hold(register);
    return register;
  }

  private void hold(int register) {
    registerOf[now] = register;
    valueIn[register] = now;
  }

  /** Frees the registers of operands that nothing reads later. */
  private void release(Instruction instruction) {
    for (int operand : instruction.operands()) {
      int register = registerOf[operand];
      if (register != NOWHERE && isLastUse(operand)) {
        registerOf[operand] = NOWHERE;
        valueIn[register] = NOWHERE;
      }
    }
  }

  /** A free register, or one taken from a value that the instruction does not read. */
  private int taken(@Nullable Instruction instruction) {
    int best = NOWHERE;
    int latest = -1;
    for (int register = 0; register < valueIn.length; register++) {
      int value = valueIn[register];
      if (value == NOWHERE) {
        return register;
      }
      int use = nextUse(value);
      if (use > latest && !reads(instruction, value)) {
        best = register;
        latest = use;
      }
    }
    int value = valueIn[best];
    if (!instructions.get(value).isInMemory() && !stored[value] && latest != NEVER) {
      slotOf[value] = slots++;
      stored[value] = true;
      assembler.store(best, home(value));
    }
    registerOf[value] = NOWHERE;
    valueIn[best] = NOWHERE;
    return best;
  }

  private static boolean reads(@Nullable Instruction instruction, int value) {
    return instruction != null
        && Arrays.stream(instruction.operands()).anyMatch(operand -> operand == value);
  }
}
