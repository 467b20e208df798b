package dev.actzoo.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/** The arrays that a network of PyTorch's under DJL is made of. */
final class TorchParameters {
  private final NDManager manager;
  private final List<Trained> trained = new ArrayList<>();
  private final NDList all = new NDList();

  /** A trained array, and whether weight decay touches it. */
  record Trained(NDArray array, boolean decays) {}

  TorchParameters(NDManager manager) {
    this.manager = manager;
  }

  /** A trained weight, of values about that large. */
  NDArray weight(double deviation, long... shape) {
    NDArray array = Torch.normal(manager, shape);
    array.muli(deviation);
    return train(array, true);
  }

  /** A trained gain or offset. */
  NDArray offset(float start, long... shape) {
    return train(manager.full(new Shape(shape), start), false);
  }

  /** An array that is not trained. */
  NDArray constant(float value, long... shape) {
    NDArray array = manager.full(new Shape(shape), value);
    all.add(array);
    return array;
  }

  private NDArray train(NDArray array, boolean decays) {
    array.setRequiresGradient(true);
    trained.add(new Trained(array, decays));
    all.add(array);
    return array;
  }

  List<Trained> trained() {
    return trained;
  }

  /** All arrays; what is computed from them belongs to the manager they are attached to. */
  NDList all() {
    return all;
  }

  long count() {
    return trained.stream().mapToLong(parameter -> parameter.array().size()).sum();
  }
}
