package dev.actzoo.kernels;

import dev.actzoo.kernels.VectorCode.Kind;

/** What writes a fold as {@link RowCode}: the arrays that folds read, by name. */
abstract class FoldCode {
  static final int INPUT = 0;
  static final int OUTPUT = 1;

  /** With respect to the output. */
  static final int GRADIENT = 2;

  /** With respect to the second half of the output, where that is gone through beside the first. */
  static final int SECOND_GRADIENT = 3;

  final RowCode rows = new RowCode();

  /** The code of the pass that is being written. */
  final VectorCode code() {
    return rows.code();
  }

  final VectorFunctions functions() {
    return new VectorFunctions(code());
  }

  final int number(double value) {
    return code().constant((float) value);
  }

  final int input() {
    return code().read(Kind.INPUT, INPUT);
  }

  final int output() {
    return code().read(Kind.INPUT, OUTPUT);
  }

  final int gradient() {
    return code().read(Kind.INPUT, GRADIENT);
  }
}
