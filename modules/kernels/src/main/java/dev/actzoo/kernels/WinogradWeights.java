package dev.actzoo.kernels;

import dev.actzoo.kernels.X64Assembler.Vectors;
import dev.actzoo.kernels.X64Operand.Base;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A convolution's weights, and where those of the pairs of channels lie. Sixteen output channels at
 * a time are brought together, transformed, and put to the matrices of the points, [in, out]; or
 * the other way for their gradient.
 *
 * @param in rows of the matrices
 * @param out columns of the matrices, a multiple of 16
 * @param kernel weights along each axis
 * @param transposed whether the weights are [in, out, kernel, kernel], and used from the last to
 *     the first; otherwise they are [out, in, kernel, kernel]
 */
record WinogradWeights(int in, int out, int kernel, boolean transposed) {
  private static final int VECTOR = Vectors.AVX512.bytes;
  private static final int LANES = Vectors.AVX512.floats();
  private static final int OFFSETS = 0;
  private static final int GATHERED = 1;

  static WinogradWeights of(ConvolutionShape shape, boolean transposed) {
    return new WinogradWeights(
        Math.toIntExact(shape.in()), Math.toIntExact(shape.out()), shape.kernel(), transposed);
  }

  /** From the matrix of one point to that of the next. */
  int stride() {
    return WinogradFunction.stride((long) in * out);
  }

  /** How far it is in the matrices from one input channel to the next. */
  private long matrixRowBytes() {
    return (long) out * Float.BYTES;
  }

  private int kernelBytes() {
    return kernel * kernel * Float.BYTES;
  }

  /** How far it is in the weights from one input channel to the next. */
  private long rowBytes() {
    return (long) kernelBytes() * (transposed ? out : 1);
  }

  private int laneBytes() {
    return kernelBytes() * (transposed ? 1 : in);
  }

  /** How many shares there are of weights: each is some of the input channels. */
  int shares() {
    return Math.min(Kernels.threads(), in);
  }

  /** Room that all shares need besides: each for the weights of a vector of pairs. */
  long kernelsBytes() {
    return (long) shares() * kernel * kernel * VECTOR;
  }

  /**
   * Sets the shares' arguments.
   *
   * @param given the address of the weights, or of their gradient
   * @param transformed that of the matrices they are in at the points
   * @param kernels that of {@link #kernelsBytes}
   */
  void share(SharedWork work, long given, long transformed, long kernels) {
    for (int share = 0; share < shares(); share++) {
      int first = in * share / shares();
      int end = in * (share + 1) / shares();
      work.set(share, WinogradFunction.WEIGHTS, given + first * rowBytes());
      work.set(share, WinogradFunction.TRANSFORMED_WEIGHTS, transformed + first * matrixRowBytes());
      work.set(share, WinogradFunction.ROWS, end - first);
      work.set(share, WinogradFunction.KERNELS, kernels + kernelsBytes() / shares() * share);
    }
  }

  /** Writes the function that transforms weights, and gives its beginning. */
  int transform(WinogradFunction function) {
    WinogradTransform transform = WinogradTransform.evaluation(kernel, true);
    return eachVector(
        function,
        transform,
        (code, offsets) -> {
          function.assembler().load(OFFSETS, offsets);
          for (int i = 0; i < kernel * kernel; i++) {
            int at = transposed ? kernel * kernel - 1 - i : i;
            function.assembler().zero(GATHERED);
            function
                .assembler()
                .gather(GATHERED, X64Operand.each(Base.RCX, OFFSETS, at * Float.BYTES));
            function.assembler().store(GATHERED, X64Operand.at(Base.R9, i * VECTOR));
          }
          code.tile(this::gathered, this::point, null);
        });
  }

  /** Writes the function that adds sums up and makes weights' gradient of them. */
  int gradient(WinogradFunction function) {
    WinogradTransform transform = WinogradTransform.transposedEvaluation(kernel, true);
    X64Assembler assembler = function.assembler();
    return eachVector(
        function,
        transform,
        (code, offsets) -> {
          addOtherSums(assembler);
          code.tile(this::point, this::gathered, null);
          assembler.load(OFFSETS, offsets);
          for (int i = 0; i < kernel * kernel; i++) {
            assembler.load(GATHERED, X64Operand.at(Base.R9, i * VECTOR));
            assembler.scatter(GATHERED, X64Operand.each(Base.RCX, OFFSETS, i * Float.BYTES));
          }
        });
  }

  private X64Operand gathered(int row, int column) {
    return X64Operand.at(Base.R9, (row * kernel + column) * VECTOR);
  }

  private X64Operand point(int row, int column) {
    return WinogradFunction.point(Base.RDX, row, column, stride());
  }

  private void addOtherSums(X64Assembler assembler) {
    assembler.move(Base.R11, Base.RDX);
    assembler.set(Base.RAX, 0);
    int loop = assembler.position();
    int over =
        assembler.jumpUnlessBelow(Base.RAX, WinogradFunction.argument(WinogradFunction.OTHER_SUMS));
    assembler.add(Base.R11, WinogradFunction.argument(WinogradFunction.SUMS_BYTES));
    for (int row = 0; row < WinogradTransform.POINTS; row++) {
      for (int column = 0; column < WinogradTransform.POINTS; column++) {
        X64Operand other = WinogradFunction.point(Base.R11, row, column, stride());
        assembler.load(GATHERED, point(row, column));
        assembler.binary(VectorCode.Kind.ADD, GATHERED, GATHERED, other);
        assembler.store(GATHERED, point(row, column));
      }
    }
    assembler.add(Base.RAX, 1);
    assembler.jump(loop);
    assembler.patch(over);
  }

  /** Code for a vector of pairs, given how far in the weights it is to each. */
  @FunctionalInterface
  private interface Body {
    void emit(WinogradCode code, X64Operand offsets);
  }

  /*
   * rsi goes from input channel to input channel of the weights, rcx from there over vectors of
   * output channels, rdx over the matrices; r9 is where a vector's weights are brought together.
   */
  private int eachVector(WinogradFunction function, WinogradTransform transform, Body body) {
    X64Assembler assembler = function.assembler();
    int start = assembler.position();
    assembler.push(Base.RBX);
    WinogradCode code = function.begin(transform);
    List<Float> offsets =
        IntStream.range(0, LANES)
            .mapToObj(lane -> Float.intBitsToFloat(lane * laneBytes()))
            .toList();
    X64Operand constant = function.constants(offsets);
    assembler.load(Base.RSI, WinogradFunction.argument(WinogradFunction.WEIGHTS));
    assembler.load(Base.RDX, WinogradFunction.argument(WinogradFunction.TRANSFORMED_WEIGHTS));
    assembler.load(Base.R9, WinogradFunction.argument(WinogradFunction.KERNELS));
    assembler.load(Base.RBX, WinogradFunction.argument(WinogradFunction.ROWS));
    int row = assembler.position();
    assembler.move(Base.RCX, Base.RSI);
    assembler.set(Base.R10, out / LANES);
    int vector = assembler.position();
    body.emit(code, constant);
    assembler.add(Base.RCX, LANES * laneBytes());
    assembler.add(Base.RDX, VECTOR);
    assembler.repeat(Base.R10, vector);
    assembler.add(Base.RSI, Math.toIntExact(rowBytes()));
    assembler.repeat(Base.RBX, row);
    assembler.pop(Base.RBX);
    assembler.end();
    return start;
  }
}
