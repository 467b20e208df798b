package dev.actzoo.layers;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Parameter.Kind;
import dev.actzoo.input.BadInputException;
import dev.actzoo.kernels.Kernels;
import dev.actzoo.kernels.Pointwise;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The activation at the end of another operation, and the one array its backward pass reads. Where
 * that is the output, or there is no backward pass, the operation applies the function itself
 * before it writes; else it writes the function's input to an array that is kept.
 */
final class FusedActivation {
  private final Pointwise f;
  private @Nullable INDArray kept;

  /** An operation that applies a function to its results before it writes them. */
  @FunctionalInterface
  interface Producer {
    void produce(Pointwise then, INDArray result);
  }

  FusedActivation(String activation) {
    this.f = Pointwise.named(activation);
  }

  /**
   * The canonical name of an activation that needs no parameters or draws of a layer.
   *
   * @throws BadInputException if it does, or there is no such activation
   */
  static String canonical(String activation) {
    if (!isFusable(activation)) {
      throw new BadInputException(
          "activation %s has learned parameters, which a function fused into another layer has no place for, or draws at random, which it cannot"
              .formatted(nameOf(activation)));
    }
    return nameOf(activation);
  }

  /** Whether another layer can apply it: it has no parameters to learn or to draw. */
  static boolean isFusable(String activation) {
    return Catalogue.ridge(activation).parameters().stream()
        .allMatch(parameter -> parameter.kind() == Kind.FIXED);
  }

  /** The canonical name of an activation. */
  static String nameOf(String activation) {
    return Catalogue.ridge(activation).name();
  }

  Pointwise function() {
    return f;
  }

  /**
   * Runs the operation and the function.
   *
   * @param input makes the array to keep the function's input in
   * @param out written
   */
  void forward(boolean training, Supplier<INDArray> input, INDArray out, Producer operation) {
    if (training && f.backwardNeeds() == Pointwise.Needs.INPUT) {
      INDArray before = input.get();
      operation.produce(Pointwise.IDENTITY, before);
      Kernels.of(out.dataType()).activate(f, before, out);
      kept = before;
    } else {
      operation.produce(f, out);
      kept = out;
    }
  }

  /**
   * The gradient that reaches the operation: {@code gradientOut} itself for the identity, else
   * written to the array that {@code place} makes.
   */
  INDArray backward(INDArray gradientOut, Supplier<INDArray> place) {
    if (f == Pointwise.IDENTITY) {
      return gradientOut;
    }
    INDArray forward = Objects.requireNonNull(kept, "backward pass before forward pass");
    INDArray gradient = place.get();
    Kernels.of(forward.dataType()).activateBackward(f, forward, gradientOut, gradient);
    return gradient;
  }

  void clear() {
    kept = null;
  }
}
