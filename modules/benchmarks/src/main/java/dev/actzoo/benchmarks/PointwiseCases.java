package dev.actzoo.benchmarks;

import dev.actzoo.benchmarks.KernelCase.Rival;
import dev.actzoo.kernels.FormulaPointwise;
import dev.actzoo.kernels.Kernels;
import dev.actzoo.kernels.NativePointwise;
import dev.actzoo.kernels.Pointwise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every pointwise function forward and backward, on arrays that fit a cache and that do not. */
final class PointwiseCases {
  private static final long MEBI = 1024L * 1024;
  private static final List<Long> LENGTHS = List.of(2 * MEBI, 32 * MEBI);

  private static final String TANH = "tanh(x)";

  private PointwiseCases() {}

  static List<KernelCase> all(int threads) {
    List<KernelCase> cases = new ArrayList<>();
    for (NativePointwise f : NativePointwise.values()) {
      for (long length : LENGTHS) {
        cases.add(forward(f, length, threads));
        cases.add(backward(f, length, threads));
      }
    }
    for (long length : LENGTHS) {
      cases.add(formulaForward(length, threads));
      cases.add(formulaBackward(length, threads));
    }
    cases.addAll(CatalogueCases.all(LENGTHS, threads));
    return cases;
  }

  static KernelCase forward(NativePointwise f, long length, int threads) {
    List<Rival> rivals = new ArrayList<>();
    rivals.add(copying(length, threads));
    StockActivation stock = StockActivation.of(f);
    if (stock != null) {
      rivals.add(new Rival(Peer.STOCK_ND4J, stock.note(), () -> stock.forward(length)));
    }
    TorchActivation.of(f)
        .ifPresent(
            torch ->
                rivals.add(
                    new Rival(
                        Peer.DJL_PYTORCH,
                        TorchKernel.FORWARD_NOTE,
                        () -> TorchKernel.forward(torch, List.of(new long[] {length})))));
    return new KernelCase(name(f) + " forward", size(length), () -> ours(f, length), rivals)
        .ofElements(length);
  }

  static KernelCase backward(NativePointwise f, long length, int threads) {
    long moved = f.backwardNeeds() == Pointwise.Needs.NOTHING ? 2 * length : 3 * length;
    List<Rival> rivals = new ArrayList<>();
    rivals.add(copying(moved / 2, threads));
    StockActivation stock = StockActivation.of(f);
    if (stock != null) {
      rivals.add(new Rival(Peer.STOCK_ND4J, stock.note(), () -> stock.backward(length)));
    }
    return new KernelCase(name(f) + " backward", size(length), () -> oursBack(f, length), rivals)
        .ofElements(length);
  }

  /** Tanh compiled from its formula, beside oneDNN's own. */
  static KernelCase formulaForward(long length, int threads) {
    FormulaPointwise formula = FormulaPointwise.of(TANH);
    Rival own = new Rival(Peer.ONEDNN, "its tanh", () -> ours(NativePointwise.TANH, length));
    return new KernelCase(
            "formula " + TANH + " forward",
            size(length),
            () -> ours(formula, length),
            List.of(copying(length, threads), own))
        .ofElements(length);
  }

  /** The derivative of tanh compiled from its formula, beside oneDNN's own. */
  static KernelCase formulaBackward(long length, int threads) {
    FormulaPointwise formula = FormulaPointwise.of(TANH);
    Rival own = new Rival(Peer.ONEDNN, "its tanh", () -> oursBack(NativePointwise.TANH, length));
    return new KernelCase(
            "formula " + TANH + " backward",
            size(length),
            () -> oursBack(formula, length),
            List.of(copying(3 * length / 2, threads), own))
        .ofElements(length);
  }

  /**
   * A kernel of ours beside copying alone.
   *
   * @param length how many floats go in
   * @param copied half of the floats that are read and written
   */
  static KernelCase plain(
      String name, long length, long copied, int threads, Supplier<Contestant> ours) {
    return new KernelCase(name, size(length), ours, List.of(copying(copied, threads)))
        .ofElements(length);
  }

  private static Rival copying(long length, int threads) {
    String note = "the same bytes read and written, by memcpy on %d threads".formatted(threads);
    return new Rival(Peer.MEMCPY, note, () -> new Copying(length, threads));
  }

  static Contestant ours(Pointwise f, long length) {
    Kernels kernels = Kernels.of(DataType.FLOAT);
    INDArray in = Arrays32.normal(1, length);
    INDArray out = Arrays32.zeros(1, length);
    return () -> kernels.activate(f, in, out);
  }

  static Contestant oursBack(Pointwise f, long length) {
    Kernels kernels = Kernels.of(DataType.FLOAT);
    INDArray kept = Arrays32.normal(1, length);
    INDArray gradientOut = Arrays32.normal(1, length);
    INDArray gradientIn = Arrays32.zeros(1, length);
    if (f.backwardNeeds() == Pointwise.Needs.OUTPUT) {
      kernels.activate(f, kept, kept);
    }
    return () -> kernels.activateBackward(f, kept, gradientOut, gradientIn);
  }

  private static String name(NativePointwise f) {
    return f.catalogueName();
  }

  private static String size(long length) {
    return length / MEBI + " Mi floats";
  }
}
