package dev.actzoo.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;

/** One operation of PyTorch under DJL. */
final class TorchKernel {
  static final String FORWARD_NOTE = "allocates its result";
  static final String BACKWARD_NOTE = "autograd, which adds to the gradients it finds";

  private TorchKernel() {}

  /** From inputs to one output. */
  interface Operation {
    NDArray apply(List<NDArray> inputs);
  }

  /** Computes it from inputs of these shapes. */
  static Contestant forward(Operation operation, List<long[]> shapes) {
    NDManager manager = Torch.manager();
    List<NDArray> inputs = inputs(manager, shapes);
    return new Contestant() {
      @Override
      public void run() {
        try (NDManager step = manager.newSubManager()) {
          operation.apply(inputs).attach(step);
        }
      }

      @Override
      public void close() {
        manager.close();
      }
    };
  }

  /**
   * Computes its gradient with respect to some of its inputs, the forward pass being done once.
   *
   * @param wanted the indices of those inputs
   */
  static Contestant backward(Operation operation, List<long[]> shapes, List<Integer> wanted) {
    NDManager manager = Torch.manager();
    List<NDArray> inputs = inputs(manager, shapes);
    wanted.forEach(i -> inputs.get(i).setRequiresGradient(true));
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(true);
    PtNDArray out = (PtNDArray) operation.apply(inputs);
    JniUtils.setGradMode(before);
    PtNDArray gradientOut = (PtNDArray) Torch.normal(manager, out.getShape().getShape());
    return new Contestant() {
      @Override
      public void run() {
        JniUtils.backward(out, gradientOut, true, false);
      }

      @Override
      public void close() {
        manager.close();
      }
    };
  }

  private static List<NDArray> inputs(NDManager manager, List<long[]> shapes) {
    List<NDArray> inputs = new ArrayList<>();
    shapes.forEach(shape -> inputs.add(Torch.normal(manager, shape)));
    return inputs;
  }
}
