package dev.actzoo.kernels;

import dev.actzoo.kernels.VectorLowering.Lowered;
import dev.actzoo.kernels.X64Function.Stretch;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What is made of two arrays element by element, as machine code. */
enum CompiledPair {
  SUM(code -> code.add(code.input(), code.gradient())),
  RELU_OF_SUM(
      code ->
          code.of(VectorCode.Kind.MAX, code.constant(0), code.add(code.input(), code.gradient()))),
  PRODUCT(code -> code.multiply(code.input(), code.gradient()));

  /** Floats that a thread takes at a time, at least. */
  private static final int STRETCH = 1 << 16;

  private static final int WIDEST = X64Assembler.Vectors.AVX512.floats();

  private final Function<VectorCode, Integer> result;
  private @Nullable X64Function compiled;

  CompiledPair(Function<VectorCode, Integer> result) {
    this.result = result;
  }

  /** The sum, then that function, if it is one of these. */
  static Optional<CompiledPair> sumThen(Pointwise then) {
    return then == Pointwise.IDENTITY
        ? Optional.of(SUM)
        : then == NativePointwise.RELU ? Optional.of(RELU_OF_SUM) : Optional.empty();
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
    int stretches = Math.min(SharedWork.MOST, 1 + (length - 1) / STRETCH);
    long first = Layouts.address(a);
    long second = Layouts.address(b);
    long to = Layouts.address(out);
    code()
        .run(
            IntStream.range(0, stretches)
                .mapToObj(
                    i -> {
                      int start = vectors(length, i, stretches);
                      int floats = vectors(length, i + 1, stretches) - start;
                      long bytes = (long) start * Float.BYTES;
                      return new Stretch(first + bytes, second + bytes, to + bytes, start, floats);
                    })
                .toList(),
            new float[0][],
            new double[stretches][0][],
            1);
  }

  /** Where a stretch begins: whole vectors go before it. */
  private static int vectors(int length, int stretch, int stretches) {
    return Math.toIntExact((long) length / WIDEST * stretch / stretches * WIDEST);
  }
}
