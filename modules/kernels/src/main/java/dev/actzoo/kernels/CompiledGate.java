package dev.actzoo.kernels;

import dev.actzoo.kernels.NativePointwise.Means;
import dev.actzoo.kernels.VectorCode.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A gated unit as machine code: both halves of a row are read where they lie, once. */
final class CompiledGate {
  private static final Map<Pointwise, Optional<CompiledGate>> KNOWN = new ConcurrentHashMap<>();

  private final RowFunction product;
  private final RowFunction productAndOpened;
  private final RowFunction gradient;

  private CompiledGate(RowCode product, RowCode productAndOpened, RowCode gradient) {
    this.product = RowFunction.forward(product);
    this.productAndOpened = RowFunction.forward(productAndOpened);
    this.gradient = RowFunction.backward(gradient);
  }

  /** That of a function; null where there is no code for it. */
  static @Nullable CompiledGate of(Pointwise f) {
    if (!RowFunction.areAvailable()) {
      return null;
    }
    return KNOWN.computeIfAbsent(f, CompiledGate::compiled).orElse(null);
  }

  private static Optional<CompiledGate> compiled(Pointwise f) {
    if (f instanceof NativePointwise function && function.means() == Means.OPERATIONS) {
      return Optional.empty();
    }
    FormulaPointwise formula =
        f instanceof FormulaPointwise known ? known : ((NativePointwise) f).formula();
    RowCode product = forward(formula, false);
    RowCode gradient = backward(formula);
    return product.givesUp() || gradient.givesUp()
        ? Optional.empty()
        : Optional.of(new CompiledGate(product, forward(formula, true), gradient));
  }

  private static RowCode forward(FormulaPointwise f, boolean training) {
    RowCode rows = new RowCode();
    VectorCode code = rows.code();
    int opened = VectorLowering.value(f.forward().program(), code, code.input(), initial(f, code));
    rows.write(code.multiply(opened, code.read(Kind.INPUT, 1)));
    return training ? rows.write(opened) : rows;
  }

  private static RowCode backward(FormulaPointwise f) {
    RowCode rows = new RowCode();
    VectorCode code = rows.code();
    int slope = VectorLowering.value(f.backward().program(), code, code.input(), initial(f, code));
    int gradient = code.read(Kind.INPUT, 3);
    int towardsOpened = code.multiply(gradient, code.read(Kind.INPUT, 1));
    return rows.write(code.multiply(towardsOpened, slope))
        .write(code.multiply(gradient, code.read(Kind.INPUT, 2)));
  }

  private static IntUnaryOperator initial(FormulaPointwise f, VectorCode code) {
    return i -> code.constant(f.learned().get(i).initial().floatValue());
  }

  void forward(INDArray in, @Nullable INDArray opened, INDArray out) {
    long half = out.size(1);
    RowFunction.Arguments arguments =
        RowFunction.Arguments.ofThread().input(0, in, half).input(1, in).output(0, out);
    if (opened == null) {
      product.run(arguments, out.size(0), half);
    } else {
      productAndOpened.run(arguments.output(1, opened), out.size(0), half);
    }
  }

  void backward(INDArray in, INDArray opened, INDArray gradientOut, INDArray gradientIn) {
    long half = gradientOut.size(1);
    RowFunction.Arguments arguments =
        RowFunction.Arguments.ofThread()
            .input(0, in, half)
            .input(1, in)
            .input(2, opened)
            .input(3, gradientOut)
            .output(0, gradientIn, half)
            .output(1, gradientIn);
    gradient.run(arguments, gradientOut.size(0), half);
  }
}
