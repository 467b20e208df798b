package dev.actzoo.kernels;

import dev.actzoo.kernels.VectorLowering.Lowered;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What is made of two arrays element by element, as machine code. */
enum CompiledPair {
  SUM(code -> code.add(code.input(), code.gradient())),
  RELU_OF_SUM(
      code ->
          code.of(VectorCode.Kind.MAX, code.constant(0), code.add(code.input(), code.gradient()))),
  PRODUCT(code -> code.multiply(code.input(), code.gradient()));

  private static final int WIDEST = X64Assembler.Vectors.AVX512.floats();
  private static final float[][] NONE_LEARNED = {};

  private final Function<VectorCode, Integer> result;
  private @Nullable X64Function compiled;

  CompiledPair(Function<VectorCode, Integer> result) {
    this.result = result;
  }

  /** The sum, then that function, if it is one of these. */
  static @Nullable CompiledPair sumThen(Pointwise then) {
    return then == Pointwise.IDENTITY ? SUM : then == Pointwise.RELU ? RELU_OF_SUM : null;
  }

  /** Whether there is code for arrays of that length here. */
  static boolean serves(long length) {
    return length % WIDEST == 0 && length < Integer.MAX_VALUE && MachineCode.vectors().isPresent();
  }

  private synchronized X64Function code() {
    if (compiled == null) {
      VectorCode code = new VectorCode();
      Lowered lowered = new Lowered(code, result.apply(code));
      compiled = X64Function.of(lowered, 0, MachineCode.vectors().orElseThrow());
    }
    return compiled;
  }

  void run(INDArray a, INDArray b, INDArray out) {
    int length = Math.toIntExact(out.length());
    code()
        .run(
            Layouts.address(a),
            Layouts.address(b),
            Layouts.address(out),
            0,
            length,
            SharedWork.stretch(length, SharedWork.STRETCH),
            NONE_LEARNED,
            1);
  }
}
