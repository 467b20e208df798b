package dev.actzoo.kernels;

import dev.actzoo.kernels.X64Assembler.Vectors;
import dev.actzoo.kernels.X64Operand.Base;

/**
 * Writes the functions of batch norm over rows of channels, a multiple of 16: two go through rows
 * and sum up, two go through rows and write. All take one pointer, in {@code rdi}, to the
 * eight-byte words listed here. Channels are gone through by columns of up to 64.
 *
 * @param channels of a row
 * @param masked whether ReLU follows, and which outputs it let through is kept as bits
 */
record BatchNormCode(int channels, boolean masked) {
  /** The first of a share's rows, and how many these are. */
  static final int IN = 0;

  static final int GRADIENT_OUT = 8;
  static final int OUT = 16;
  static final int POSITIVE = 24;
  static final int ROWS = 32;

  /** Four arrays of floats for each channel, as a function wants them, then the number one. */
  static final int FACTORS = 40;

  /** For every sixteen channels, two of these sums in double after each other. */
  static final int SUMS = 48;

  /** Rows left, and those of them that are gone through next; of the functions' own. */
  private static final int LEFT = 56;

  private static final int NOW = 64;

  /** Rows that are summed as floats. */
  private static final int SUMMED = 64;

  private static final int VECTOR = Vectors.AVX512.bytes;
  private static final int COLUMN = 4;
  private static final int FACTOR_ARRAYS = 4;
  private static final int ZERO = 26;
  private static final int ONES = 27;
  private static final int X = 28;
  private static final int Y = 29;

  /**
   * Machine code and where its functions begin.
   *
   * @param statistics sums in - first factor, and its square
   * @param output in - mean, times the second factor, plus the third
   * @param products sums the gradient, and its product with in - mean
   * @param gradient the gradient times the second factor, plus in - mean times the third, plus the
   *     fourth
   */
  record Functions(byte[] code, int statistics, int output, int products, int gradient) {}

  int factorsBytes() {
    return FACTOR_ARRAYS * rowBytes() + VECTOR;
  }

  int sumsBytes() {
    return channels * 2 * Double.BYTES;
  }

  /** Of one row's bits. */
  int maskBytes() {
    return channels / Byte.SIZE;
  }

  Functions functions() {
    X64Assembler assembler = new X64Assembler(Vectors.AVX512);
    int statistics = SharedWork.function(assembler, sums(assembler, this::addStatistics));
    int output = SharedWork.function(assembler, rows(assembler, this::writeOutput));
    int products = SharedWork.function(assembler, sums(assembler, this::addProducts));
    int gradient = SharedWork.function(assembler, rows(assembler, this::writeGradient));
    return new Functions(assembler.code(), statistics, output, products, gradient);
  }

  /** Code for a vector of a row; factors and sums are in registers that belong to it. */
  @FunctionalInterface
  private interface Body {
    void emit(X64Assembler assembler, int vector, int offset);
  }

  private static int factor(int number, int vector) {
    return number * COLUMN + vector;
  }

  private void addStatistics(X64Assembler assembler, int vector, int offset) {
    load(assembler, X, Base.RSI, offset);
    assembler.binary(VectorCode.Kind.SUBTRACT, X, X, X64Operand.register(factor(0, vector)));
    assembler.binary(
        VectorCode.Kind.ADD, factor(1, vector), factor(1, vector), X64Operand.register(X));
    assembler.addProduct(factor(2, vector), X, X64Operand.register(X));
  }

  private void addProducts(X64Assembler assembler, int vector, int offset) {
    loadGradient(assembler, offset);
    load(assembler, X, Base.RSI, offset);
    assembler.binary(VectorCode.Kind.SUBTRACT, X, X, X64Operand.register(factor(0, vector)));
    assembler.binary(
        VectorCode.Kind.ADD, factor(1, vector), factor(1, vector), X64Operand.register(Y));
    assembler.addProduct(factor(2, vector), X, X64Operand.register(Y));
  }

  private void loadGradient(X64Assembler assembler, int offset) {
    if (masked) {
      assembler.loadPicked(X64Operand.at(Base.R9, offset / Float.BYTES / Byte.SIZE));
      assembler.prefetch(X64Operand.at(Base.RDX, offset + X64Compiler.AHEAD), false);
      assembler.loadWherePicked(Y, X64Operand.at(Base.RDX, offset));
    } else {
      load(assembler, Y, Base.RDX, offset);
    }
  }

  private static void load(X64Assembler assembler, int to, Base base, int offset) {
    assembler.prefetch(X64Operand.at(base, offset + X64Compiler.AHEAD), false);
    assembler.load(to, X64Operand.at(base, offset));
  }

  private static void store(X64Assembler assembler, int from, Base base, int offset) {
    assembler.prefetch(X64Operand.at(base, offset + X64Compiler.AHEAD), true);
    assembler.store(from, X64Operand.at(base, offset));
  }

  private void writeOutput(X64Assembler assembler, int vector, int offset) {
    load(assembler, X, Base.RSI, offset);
    assembler.binary(VectorCode.Kind.SUBTRACT, X, X, X64Operand.register(factor(0, vector)));
    assembler.multiplyAdd(X, factor(1, vector), X64Operand.register(factor(2, vector)));
    if (masked) {
      assembler.pickGreater(X, X64Operand.register(ZERO));
      assembler.storePicked(X64Operand.at(Base.R9, offset / Float.BYTES / Byte.SIZE));
      assembler.binary(VectorCode.Kind.MAX, X, ZERO, X64Operand.register(X));
    }
    store(assembler, X, Base.RCX, offset);
  }

  private void writeGradient(X64Assembler assembler, int vector, int offset) {
    loadGradient(assembler, offset);
    load(assembler, X, Base.RSI, offset);
    assembler.binary(VectorCode.Kind.SUBTRACT, X, X, X64Operand.register(factor(0, vector)));
    assembler.multiplyAdd(X, factor(2, vector), X64Operand.register(factor(3, vector)));
    assembler.addProduct(X, Y, X64Operand.register(factor(1, vector)));
    store(assembler, X, Base.RCX, offset);
  }

  private int vectors() {
    return channels / Vectors.AVX512.floats();
  }

  int rowBytes() {
    return channels * Float.BYTES;
  }

  /** A function over rows, which has up to four factors for each channel. */
  private int rows(X64Assembler assembler, Body body) {
    int start = assembler.position();
    assembler.zero(ZERO);
    for (int first = 0; first < vectors(); first += COLUMN) {
      int width = Math.min(COLUMN, vectors() - first);
      begin(assembler, first);
      assembler.load(Base.R8, X64Operand.at(Base.RDI, FACTORS));
      for (int number = 0; number < FACTOR_ARRAYS; number++) {
        for (int vector = 0; vector < width; vector++) {
          int at = number * rowBytes() + (first + vector) * VECTOR;
          assembler.load(factor(number, vector), X64Operand.at(Base.R8, at));
        }
      }
      assembler.load(Base.R10, X64Operand.at(Base.RDI, ROWS));
      row(assembler, width, body);
    }
    assembler.end();
    return start;
  }

  /** A function over rows that has one factor and makes two sums for each channel. */
  private int sums(X64Assembler assembler, Body body) {
    int start = assembler.position();
    assembler.load(Base.R8, X64Operand.at(Base.RDI, FACTORS));
    assembler.broadcast(ONES, X64Operand.at(Base.R8, FACTOR_ARRAYS * rowBytes()));
    for (int first = 0; first < vectors(); first += COLUMN) {
      int width = Math.min(COLUMN, vectors() - first);
      begin(assembler, first);
      assembler.load(Base.R8, X64Operand.at(Base.RDI, FACTORS));
      for (int vector = 0; vector < width; vector++) {
        assembler.load(factor(0, vector), X64Operand.at(Base.R8, (first + vector) * VECTOR));
      }
      assembler.load(Base.R8, X64Operand.at(Base.RDI, SUMS));
      assembler.load(Base.R11, X64Operand.at(Base.RDI, ROWS));
      int loop = assembler.position();
      assembler.store(Base.R11, X64Operand.at(Base.RDI, LEFT));
      assembler.set(Base.R10, 0);
      int over = assembler.jumpUnlessBelow(Base.R10, X64Operand.at(Base.RDI, LEFT));
      assembler.set(Base.R10, SUMMED);
      assembler.minimum(Base.R10, X64Operand.at(Base.RDI, LEFT));
      assembler.store(Base.R10, X64Operand.at(Base.RDI, NOW));
      assembler.subtract(Base.R11, X64Operand.at(Base.RDI, NOW));
      for (int vector = 0; vector < width; vector++) {
        assembler.zero(factor(1, vector));
        assembler.zero(factor(2, vector));
      }
      row(assembler, width, body);
      for (int vector = 0; vector < width; vector++) {
        int at = (first + vector) * 4 * VECTOR;
        assembler.accumulate(factor(1, vector), ONES, X64Operand.at(Base.R8, at));
        assembler.accumulate(factor(2, vector), ONES, X64Operand.at(Base.R8, at + 2 * VECTOR));
      }
      assembler.jump(loop);
      assembler.patch(over);
    }
    assembler.end();
    return start;
  }

  /** Goes through as many rows as {@code r10} says. */
  private void row(X64Assembler assembler, int width, Body body) {
    int row = assembler.position();
    for (int vector = 0; vector < width; vector++) {
      body.emit(assembler, vector, vector * VECTOR);
    }
    assembler.add(Base.RSI, rowBytes());
    assembler.add(Base.RDX, rowBytes());
    assembler.add(Base.RCX, rowBytes());
    assembler.add(Base.R9, maskBytes());
    assembler.repeat(Base.R10, row);
  }

  private void begin(X64Assembler assembler, int first) {
    assembler.load(Base.RSI, X64Operand.at(Base.RDI, IN));
    assembler.load(Base.RDX, X64Operand.at(Base.RDI, GRADIENT_OUT));
    assembler.load(Base.RCX, X64Operand.at(Base.RDI, OUT));
    assembler.load(Base.R9, X64Operand.at(Base.RDI, POSITIVE));
    assembler.add(Base.RSI, first * VECTOR);
    assembler.add(Base.RDX, first * VECTOR);
    assembler.add(Base.RCX, first * VECTOR);
    assembler.add(Base.R9, first * VECTOR / Float.BYTES / Byte.SIZE);
  }
}
