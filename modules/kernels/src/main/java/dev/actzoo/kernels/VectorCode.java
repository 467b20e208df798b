package dev.actzoo.kernels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Straight-line code over vectors of floats, each instruction's number the name of its value. An
 * instruction that is there already is not added again.
 */
final class VectorCode {
  /** What an instruction does; those on bits take floats as 32-bit integers. */
  enum Kind {
    /** A vector of input {@code immediate}. */
    INPUT,
    /** What input {@code immediate} has for the whole row, in all lanes. */
    ROW,
    /** Row value {@code immediate}, in all lanes. */
    ROW_VALUE,
    /** The number of the feature in its row. */
    INDEX,
    /** The first of each pair of numbers in two vectors of input {@code immediate}. */
    FIRST,
    /** The second of each pair. */
    SECOND,
    /** Learned parameter {@code immediate}. */
    LEARNED,
    /** The float whose bits are {@code immediate}, in all lanes. */
    CONSTANT,
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    /** The lesser; the second where they are equal or either is not a number. */
    MIN,
    /** The greater; the second where they are equal or either is not a number. */
    MAX,
    SQRT,
    /** a b + c, rounded once. */
    FUSED_MULTIPLY_ADD,
    AND,
    OR,
    XOR,
    ADD_BITS,
    SUBTRACT_BITS,
    /** The bits moved left by {@code immediate}. */
    LEFT,
    /** The bits moved right by {@code immediate}, the sign kept. */
    RIGHT,
    /** c where a is greater than b, d where it is not or either is not a number. */
    IF_GREATER,
    /** Gives up this vector and all after it unless a is greater than b in every lane. */
    REQUIRE_GREATER,
    /** Adds the products of a and b to the sums of learned parameter {@code immediate}. */
    SUM_PRODUCTS
  }

  /**
   * An instruction on the values of earlier ones; operands it has no use for are -1.
   *
   * @param vector 0 for the next vector, 1 for the one after it
   */
  record Instruction(Kind kind, int a, int b, int c, int d, int immediate, int vector) {
    Instruction(Kind kind, int a, int b, int c, int d, int immediate) {
      this(kind, a, b, c, d, immediate, 0);
    }

    int[] operands() {
      return IntStream.of(a, b, c, d).filter(operand -> operand >= 0).toArray();
    }

    /** Whether it is there for what it does, not for its value. */
    boolean acts() {
      return kind == Kind.REQUIRE_GREATER || kind == Kind.SUM_PRODUCTS;
    }

    /** Whether its value lies in memory. */
    boolean isInMemory() {
      return switch (kind) {
        case INPUT, ROW_VALUE, LEARNED, CONSTANT -> true;
        default -> false;
      };
    }
  }

  private final List<Instruction> instructions = new ArrayList<>();
  private final Map<Instruction, Integer> known = new HashMap<>();

  List<Instruction> instructions() {
    return List.copyOf(instructions);
  }

  /**
   * The same for two vectors that follow one another, by turns: the values of instruction i are 2i
   * and 2i + 1. Both read the first's constants and what it has of the row.
   */
  List<Instruction> sideBySide() {
    List<Instruction> both = new ArrayList<>();
    for (Instruction i : instructions) {
      for (int second = 0; second < 2; second++) {
        both.add(
            new Instruction(
                i.kind(),
                beside(i.a(), second),
                beside(i.b(), second),
                beside(i.c(), second),
                beside(i.d(), second),
                i.immediate(),
                second));
      }
    }
    return both;
  }

  private int beside(int operand, int second) {
    if (operand < 0) {
      return operand;
    }
    boolean alike =
        switch (instructions.get(operand).kind()) {
          case CONSTANT, ROW, ROW_VALUE -> true;
          default -> false;
        };
    return 2 * operand + (alike ? 0 : second);
  }

  /** Whether it is a constant that is not NaN. */
  boolean isNumber(int value) {
    return isConstant(value)
        && !Float.isNaN(Float.intBitsToFloat(instructions.get(value).immediate()));
  }

  boolean isConstant(int value) {
    return instructions.get(value).kind() == Kind.CONSTANT;
  }

  private int add(Kind kind, int a, int b, int c, int d, int immediate) {
    return known.computeIfAbsent(
        new Instruction(kind, a, b, c, d, immediate),
        absent -> {
          instructions.add(absent);
          return instructions.size() - 1;
        });
  }

  /** A vector of the first input. */
  int input() {
    return read(Kind.INPUT, 0);
  }

  /** A vector of the second, the gradient with respect to the output. */
  int gradient() {
    return read(Kind.INPUT, 1);
  }

  /** What an input has there, in one of the ways to read it. */
  int read(Kind kind, int input) {
    return add(kind, -1, -1, -1, -1, input);
  }

  int index() {
    return add(Kind.INDEX, -1, -1, -1, -1, 0);
  }

  /** Whether it can leave some of the work undone. */
  boolean givesUp() {
    return instructions.stream().anyMatch(one -> one.kind() == Kind.REQUIRE_GREATER);
  }

  int learned(int index) {
    return add(Kind.LEARNED, -1, -1, -1, -1, index);
  }

  int constant(float value) {
    return bits(Float.floatToRawIntBits(value));
  }

  int bits(int bits) {
    return add(Kind.CONSTANT, -1, -1, -1, -1, bits);
  }

  int of(Kind kind, int a) {
    return add(kind, a, -1, -1, -1, 0);
  }

  int of(Kind kind, int a, int b) {
    return add(kind, a, b, -1, -1, 0);
  }

  int shifted(Kind kind, int a, int places) {
    return add(kind, a, -1, -1, -1, places);
  }

  int add(int a, int b) {
    return of(Kind.ADD, a, b);
  }

  int subtract(int a, int b) {
    return of(Kind.SUBTRACT, a, b);
  }

  int multiply(int a, int b) {
    return of(Kind.MULTIPLY, a, b);
  }

  int divide(int a, int b) {
    return of(Kind.DIVIDE, a, b);
  }

  /** a b + c, rounded once. */
  int fma(int a, int b, int c) {
    return add(Kind.FUSED_MULTIPLY_ADD, a, b, c, -1, 0);
  }

  /** then where a is greater than b, otherwise where it is not or either is not a number. */
  int ifGreater(int a, int b, int then, int otherwise) {
    return add(Kind.IF_GREATER, a, b, then, otherwise, 0);
  }

  void sumProducts(int a, int b, int parameter) {
    add(Kind.SUM_PRODUCTS, a, b, -1, -1, parameter);
  }

  void requireGreater(int a, int b) {
    of(Kind.REQUIRE_GREATER, a, b);
  }
}
