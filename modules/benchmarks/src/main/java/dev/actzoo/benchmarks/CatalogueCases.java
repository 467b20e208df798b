package dev.actzoo.benchmarks;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Family;
import dev.actzoo.activations.Fold;
import dev.actzoo.activations.Ridge;
import dev.actzoo.kernels.FoldFunction;
import dev.actzoo.kernels.Kernels;
import dev.actzoo.kernels.NativePointwise;
import dev.actzoo.kernels.Pointwise;
import dev.actzoo.kernels.RadialFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Every other entry of the catalogue that can be trained, forward and backward, beside copying as
 * many bytes as it reads and writes: ridge functions compiled from their formulas, radial functions
 * of squared distances, folds over rows of {@value #FEATURES} features, gated units as their layer
 * runs them.
 */
final class CatalogueCases {
  private static final int FEATURES = 256;

  private CatalogueCases() {}

  static List<KernelCase> all(List<Long> lengths, int threads) {
    List<KernelCase> cases = new ArrayList<>();
    for (Activation activation : Catalogue.all()) {
      if (!isNative(activation)) {
        for (long length : lengths) {
          cases.addAll(of(activation, length, threads));
        }
      }
    }
    return cases;
  }

  /** What {@link PointwiseCases} has beside more rivals. */
  private static boolean isNative(Activation activation) {
    return Arrays.stream(NativePointwise.values())
        .anyMatch(f -> f.catalogueName().equals(activation.name()));
  }

  /** Forward and backward for inputs of that many floats. */
  static List<KernelCase> of(Activation activation, long length, int threads) {
    String name = activation.name();
    if (activation.family() == Family.RIDGE) {
      return List.of(
          PointwiseCases.plain(
              name + " forward",
              length,
              length,
              threads,
              () -> PointwiseCases.ours(Pointwise.named(name), length)),
          PointwiseCases.plain(
              name + " backward",
              length,
              3 * length / 2,
              threads,
              () -> PointwiseCases.oursBack(Pointwise.named(name), length)));
    }
    if (activation.family() == Family.RADIAL) {
      return List.of(
          PointwiseCases.plain(
              name + " radial forward",
              length,
              3 * length / 2,
              threads,
              () -> radial(name, length)),
          PointwiseCases.plain(
              name + " radial backward",
              length,
              2 * length,
              threads,
              () -> radialBack(name, length)));
    }
    Ridge opening = activation instanceof Fold unit ? unit.gate() : null;
    if (opening != null) {
      Pointwise gate = Pointwise.named(opening.name());
      return List.of(
          PointwiseCases.plain(
              name + " fold forward", length, 3 * length / 4, threads, () -> gated(gate, length)),
          PointwiseCases.plain(
              name + " fold backward",
              length,
              5 * length / 4,
              threads,
              () -> gatedBack(gate, length)));
    }
    FoldFunction fold = FoldFunction.named(name);
    int k = activation.parameters().isEmpty() ? 1 : (int) activation.parameters().get(0).value();
    long outputs = length / FEATURES * fold.outputs(FEATURES, k);
    return List.of(
        PointwiseCases.plain(
            name + " fold forward",
            length,
            (length + outputs) / 2,
            threads,
            () -> fold(fold, k, length)),
        PointwiseCases.plain(
            name + " fold backward",
            length,
            length + outputs,
            threads,
            () -> foldBack(fold, k, length)));
  }

  private static INDArray normal(long length, long columns) {
    return Arrays32.normal(length / FEATURES, columns);
  }

  private static INDArray zeros(long length, long columns) {
    return Arrays32.zeros(length / FEATURES, columns);
  }

  private static Contestant fold(FoldFunction f, int k, long length) {
    Kernels kernels = Kernels.of(DataType.FLOAT);
    INDArray in = normal(length, FEATURES);
    INDArray out = zeros(length, f.outputs(FEATURES, k));
    return () -> kernels.fold(f, k, in, out);
  }

  private static Contestant foldBack(FoldFunction f, int k, long length) {
    Kernels kernels = Kernels.of(DataType.FLOAT);
    INDArray in = normal(length, FEATURES);
    INDArray out = zeros(length, f.outputs(FEATURES, k));
    kernels.fold(f, k, in, out);
    INDArray gradientOut = normal(length, f.outputs(FEATURES, k));
    INDArray gradientIn = zeros(length, FEATURES);
    return () -> kernels.foldBackward(f, k, in, out, gradientOut, gradientIn);
  }

  /** Widths of 1 and nothing added: squares stay what they are from run to run. */
  private static Contestant radial(String name, long length) {
    Kernels kernels = Kernels.of(DataType.FLOAT);
    RadialFunction f = RadialFunction.named(name);
    INDArray rowSquares = Arrays32.zeros(length / FEATURES, 1);
    INDArray logWidths = Arrays32.zeros(1, FEATURES);
    INDArray squares = normal(length, FEATURES);
    squares.muli(squares);
    INDArray factors = Arrays32.zeros(1, FEATURES);
    INDArray out = zeros(length, FEATURES);
    return () -> kernels.radial(f, rowSquares, logWidths, factors, squares, out);
  }

  private static Contestant radialBack(String name, long length) {
    Kernels kernels = Kernels.of(DataType.FLOAT);
    RadialFunction f = RadialFunction.named(name);
    INDArray factors = Arrays32.zeros(1, FEATURES);
    factors.assign(1);
    INDArray squares = normal(length, FEATURES);
    squares.muli(squares);
    INDArray gradientOut = normal(length, FEATURES);
    INDArray gradientSquares = zeros(length, FEATURES);
    INDArray gradientWidths = zeros(length, FEATURES);
    return () ->
        kernels.radialBackward(f, squares, factors, gradientOut, gradientSquares, gradientWidths);
  }

  private static Contestant gated(Pointwise gate, long length) {
    Kernels kernels = Kernels.of(DataType.FLOAT);
    INDArray in = normal(length, FEATURES);
    INDArray room = room(kernels, gate, length);
    INDArray out = zeros(length, FEATURES / 2);
    return () -> kernels.gate(gate, in, room, null, out);
  }

  private static @Nullable INDArray room(Kernels kernels, Pointwise gate, long length) {
    long needed = kernels.gateRoomLength(gate, length / FEATURES, FEATURES / 2);
    return needed == 0 ? null : Arrays32.zeros(needed);
  }

  private static Contestant gatedBack(Pointwise gate, long length) {
    Kernels kernels = Kernels.of(DataType.FLOAT);
    INDArray in = normal(length, FEATURES);
    INDArray room = room(kernels, gate, length);
    INDArray opened = zeros(length, FEATURES / 2);
    INDArray out = zeros(length, FEATURES / 2);
    kernels.gate(gate, in, room, opened, out);
    INDArray gradientOut = normal(length, FEATURES / 2);
    INDArray gradientIn = zeros(length, FEATURES);
    return () -> kernels.gateBackward(gate, in, room, opened, gradientOut, gradientIn);
  }
}
