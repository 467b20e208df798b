package dev.actzoo.kernels;

import dev.actzoo.kernels.X64Assembler.Vectors;
import dev.actzoo.kernels.X64Operand.Base;

/**
 * Products of matrices, one at each point of the transformed tiles: [rows, depth] times [depth,
 * columns], float32. Strides are in bytes.
 *
 * @param rows of the first factor and the result
 * @param columns of the second factor and the result, a multiple of 16, one beside the other
 * @param rowStride from row to row of the first factor
 * @param depthStride from column to column of the first factor
 * @param firstStride from one point's first factor to the next's
 * @param secondStride from one point's second factor to the next's
 * @param resultStride from one point's result to the next's
 */
record WinogradProduct(
    int rows,
    int columns,
    int rowStride,
    int depthStride,
    int firstStride,
    int secondStride,
    int resultStride) {
  private static final int VECTOR = Vectors.AVX512.bytes;
  private static final int POSITIONS = WinogradTransform.POINTS * WinogradTransform.POINTS;

  /** Vectors for sums; the others are for factors. */
  private static final int SUMS = 24;

  private static final int SECOND_FACTOR = SUMS;
  private static final int FIRST_FACTOR = SUMS + 4;

  /**
   * Where the function finds its arguments: addresses, and the depth as a number.
   *
   * @param first the first factors
   * @param second the second factors
   * @param result the results
   * @param depth how many products a sum has
   */
  record Arguments(X64Operand first, X64Operand second, X64Operand result, X64Operand depth) {}

  /**
   * Writes the function.
   *
   * @param adds whether sums are added to what is there, whole, which spares rounding errors
   */
  void emit(X64Assembler assembler, Arguments arguments, boolean adds) {
    int wide = wide();
    for (Base saved : new Base[] {Base.RBX, Base.RBP, Base.R13, Base.R14, Base.R15}) {
      assembler.push(saved);
    }
    assembler.load(Base.RSI, arguments.first());
    assembler.load(Base.RDX, arguments.second());
    assembler.load(Base.RCX, arguments.result());
    assembler.set(Base.R8, POSITIONS);
    int position = assembler.position();
    assembler.move(Base.R9, Base.RDX);
    assembler.move(Base.R10, Base.RCX);
    assembler.set(Base.R11, columns * Float.BYTES / VECTOR / wide);
    int chunk = assembler.position();
    assembler.move(Base.RAX, Base.RSI);
    assembler.move(Base.RBX, Base.R10);
    int high = Math.min(rows, SUMS / wide);
    assembler.set(Base.RBP, rows / high);
    int block = assembler.position();
    block(assembler, arguments.depth(), high, wide, adds);
    assembler.repeat(Base.RBP, block);
    if (rows % high > 0) {
      block(assembler, arguments.depth(), rows % high, wide, adds);
    }
    assembler.add(Base.R9, wide * VECTOR);
    assembler.add(Base.R10, wide * VECTOR);
    assembler.repeat(Base.R11, chunk);
    assembler.add(Base.RSI, firstStride);
    assembler.add(Base.RDX, secondStride);
    assembler.add(Base.RCX, resultStride);
    assembler.repeat(Base.R8, position);
    for (Base saved : new Base[] {Base.R15, Base.R14, Base.R13, Base.RBP, Base.RBX}) {
      assembler.pop(saved);
    }
    assembler.end();
  }

  /** How many vectors of columns are summed at a time. */
  private int wide() {
    int vectors = columns * Float.BYTES / VECTOR;
    for (int wide = 4; wide > 1; wide--) {
      if (vectors % wide == 0) {
        return wide;
      }
    }
    return 1;
  }

  private void block(X64Assembler assembler, X64Operand depth, int high, int wide, boolean adds) {
    for (int row = 0; row < high; row++) {
      for (int i = 0; i < wide; i++) {
        assembler.zero(row * wide + i);
      }
    }
    assembler.move(Base.R13, Base.RAX);
    assembler.move(Base.R14, Base.R9);
    assembler.load(Base.R15, depth);
    int step = assembler.position();
    for (int i = 0; i < wide; i++) {
      assembler.load(SECOND_FACTOR + i, X64Operand.at(Base.R14, i * VECTOR));
    }
    for (int row = 0; row < high; row++) {
      X64Operand first = X64Operand.at(Base.R13, row * rowStride);
      if (wide == 1) {
        assembler.addProductOfFloat(row, SECOND_FACTOR, first);
      } else {
        int factor = FIRST_FACTOR + row % 4;
        assembler.broadcast(factor, first);
        for (int i = 0; i < wide; i++) {
          assembler.addProduct(row * wide + i, factor, X64Operand.register(SECOND_FACTOR + i));
        }
      }
    }
    assembler.add(Base.R13, depthStride);
    assembler.add(Base.R14, columns * Float.BYTES);
    assembler.repeat(Base.R15, step);
    for (int row = 0; row < high; row++) {
      for (int i = 0; i < wide; i++) {
        int sum = row * wide + i;
        if (adds) {
          assembler.binary(VectorCode.Kind.ADD, sum, sum, result(row, i));
        }
        assembler.store(sum, result(row, i));
      }
    }
    assembler.add(Base.RAX, high * rowStride);
    assembler.add(Base.RBX, high * columns * Float.BYTES);
  }

  private X64Operand result(int row, int vector) {
    return X64Operand.at(Base.RBX, row * columns * Float.BYTES + vector * VECTOR);
  }
}
