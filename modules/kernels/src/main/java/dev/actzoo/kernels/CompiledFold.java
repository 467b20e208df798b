package dev.actzoo.kernels;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A fold over pairs of features or over all of them, or of each by itself, as machine code. */
final class CompiledFold {
  /** Those that were asked for; one more is seldom. */
  private static final List<CompiledFold> KNOWN = new CopyOnWriteArrayList<>();

  private final FoldFunction function;
  private final int k;
  private final RowFunction forward;
  private final RowFunction backward;

  private CompiledFold(FoldFunction function, int k, RowCode forward, RowCode backward) {
    this.function = function;
    this.k = k;
    this.forward = RowFunction.forward(forward);
    this.backward = RowFunction.backward(backward);
  }

  /**
   * That of a function.
   *
   * @param k features of a group, or how many pass, as the function has it
   * @return null where there is no code for groups of k of so many features
   */
  static @Nullable CompiledFold of(FoldFunction f, int k, long features) {
    boolean inPairs = k == 2 && features % 2 == 0;
    if (!RowFunction.areAvailable() || (f.isOfGroups() && !inPairs)) {
      return null;
    }
    int number = f == FoldFunction.TOP_K ? k : 2;
    CompiledFold known = find(f, number);
    return known == null ? made(f, number) : known;
  }

  private static @Nullable CompiledFold find(FoldFunction f, int k) {
    for (int i = 0; i < KNOWN.size(); i++) {
      CompiledFold known = KNOWN.get(i);
      if (known.function == f && known.k == k) {
        return known;
      }
    }
    return null;
  }

  private static synchronized CompiledFold made(FoldFunction f, int k) {
    CompiledFold known = find(f, k);
    if (known == null) {
      known = compiled(f, k);
      KNOWN.add(known);
    }
    return known;
  }

  private static CompiledFold compiled(FoldFunction f, int k) {
    return switch (f) {
      case SOFTMAX ->
          new CompiledFold(f, k, DistributionCode.softmax(), DistributionCode.softmaxBackward());
      case LOG_SOFTMAX ->
          new CompiledFold(
              f, k, DistributionCode.logSoftmax(), DistributionCode.logSoftmaxBackward());
      case SPARSEMAX ->
          new CompiledFold(
              f, k, DistributionCode.sparsemax(), DistributionCode.sparsemaxBackward());
      case ENTMAX ->
          new CompiledFold(f, k, DistributionCode.entmax(), DistributionCode.entmaxBackward());
      case TOP_K -> new CompiledFold(f, k, SelectionCode.forward(k), SelectionCode.backward(k));
      default -> new CompiledFold(f, k, PairCode.forward(f), PairCode.backward(f));
    };
  }

  void forward(INDArray in, INDArray out) {
    RowFunction.Arguments arguments =
        RowFunction.Arguments.ofThread()
            .input(FoldCode.INPUT, in)
            .input(FoldCode.OUTPUT, out)
            .output(0, out);
    if (function == FoldFunction.CRELU) {
      arguments.output(1, out, in.size(-1));
    }
    run(forward, arguments, in);
  }

  void backward(INDArray in, INDArray out, INDArray gradientOut, INDArray gradientIn) {
    RowFunction.Arguments arguments =
        RowFunction.Arguments.ofThread()
            .input(FoldCode.INPUT, in)
            .input(FoldCode.OUTPUT, out)
            .input(FoldCode.GRADIENT, gradientOut)
            .output(0, gradientIn);
    if (function == FoldFunction.CRELU) {
      arguments.input(FoldCode.SECOND_GRADIENT, gradientOut, in.size(-1));
    }
    run(backward, arguments, in);
  }

  private void run(RowFunction pass, RowFunction.Arguments arguments, INDArray in) {
    long features = in.size(-1);
    pass.run(arguments, in.length() / features, function.isOfGroups() ? features / 2 : features);
  }
}
