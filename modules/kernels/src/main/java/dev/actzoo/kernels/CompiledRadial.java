package dev.actzoo.kernels;

import dev.actzoo.kernels.VectorCode.Kind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A radial function as machine code: squares are made and used in one pass. */
final class CompiledRadial {
  private static final Map<RadialFunction, CompiledRadial> KNOWN = new ConcurrentHashMap<>();

  private final RowFunction value;
  private final RowFunction gradients;

  private CompiledRadial(RadialFunction.Compiled f) {
    value = RowFunction.forward(forward(f));
    gradients = RowFunction.backward(backward(f));
  }

  /** That of a function; null where there is no code for any. */
  static @Nullable CompiledRadial of(RadialFunction f) {
    return RowFunction.areAvailable()
        ? KNOWN.computeIfAbsent(f, absent -> new CompiledRadial(absent.compiled()))
        : null;
  }

  private static RowCode forward(RadialFunction.Compiled f) {
    RowCode rows = new RowCode();
    VectorCode code = rows.code();
    int sum = code.add(code.input(), code.read(Kind.ROW, 1));
    int square = code.multiply(new VectorFunctions(code).relu(sum), code.read(Kind.INPUT, 2));
    int value = VectorLowering.value(f.value().forward().program(), code, square, code::learned);
    return rows.write(square).write(value);
  }

  private static RowCode backward(RadialFunction.Compiled f) {
    RowCode rows = new RowCode();
    VectorCode code = rows.code();
    int square = code.input();
    int widths = code.read(Kind.INPUT, 2);
    int bySquare =
        VectorLowering.value(
            f.towardsSquares().backward().program(), code, square, learned -> widths);
    int byWidth =
        VectorLowering.value(f.towardsWidths().backward().program(), code, square, code::learned);
    return rows.write(code.multiply(code.gradient(), bySquare))
        .write(code.multiply(code.gradient(), byWidth));
  }

  void forward(INDArray rowSquares, INDArray inverseSquaredWidths, INDArray squares, INDArray out) {
    value.run(
        RowFunction.Arguments.ofThread()
            .input(0, squares)
            .input(1, rowSquares)
            .input(2, inverseSquaredWidths)
            .output(0, squares)
            .output(1, out),
        squares.size(0),
        squares.size(1));
  }

  void backward(
      INDArray squares,
      INDArray inverseSquaredWidths,
      INDArray gradientOut,
      INDArray gradientSquares,
      INDArray gradientLogWidths) {
    gradients.run(
        RowFunction.Arguments.ofThread()
            .input(0, squares)
            .input(1, gradientOut)
            .input(2, inverseSquaredWidths)
            .output(0, gradientSquares)
            .output(1, gradientLogWidths),
        squares.size(0),
        squares.size(1));
  }
}
