package dev.actzoo.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.actzoo.benchmarks.TorchParameters.Trained;
import java.util.List;

/** Nesterov SGD and AdamW as trials have them, in PyTorch's operations on arrays in place. */
final class TorchOptimiser {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final StepCase step;
  private final List<Trained> parameters;
  private final NDList first = new NDList();
  private final NDList second = new NDList();
  private int steps;

  TorchOptimiser(StepCase step, TorchParameters parameters, NDManager manager) {
    this.step = step;
    this.parameters = parameters.trained();
    for (Trained parameter : this.parameters) {
      first.add(manager.zeros(parameter.array().getShape()));
      second.add(manager.zeros(parameter.array().getShape()));
    }
  }

  /** The moments; what is computed from them belongs to the manager they are attached to. */
  NDList state() {
    return new NDList(first).addAll(second);
  }

  /** One step from the gradients, which are zero afterwards. */
  void step() {
    steps++;
    for (int i = 0; i < parameters.size(); i++) {
      Trained parameter = parameters.get(i);
      NDArray gradient = parameter.array().getGradient();
      if (step.encoder() == null) {
        momentum(parameter.array(), gradient, first.get(i));
      } else {
        adamw(parameter, gradient, first.get(i), second.get(i));
      }
      gradient.subi(gradient);
    }
  }

  private void momentum(NDArray parameter, NDArray gradient, NDArray velocity) {
    velocity.muli(StepCase.MOMENTUM).addi(gradient);
    parameter.subi(velocity.mul(StepCase.MOMENTUM).addi(gradient).muli(step.learningRate()));
  }

  private void adamw(Trained parameter, NDArray gradient, NDArray mean, NDArray square) {
    float correction1 = (float) (1 / (1 - StrictMath.pow(BETA1, steps)));
    float correction2 = (float) (1 / (1 - StrictMath.pow(BETA2, steps)));
    mean.muli(BETA1).addi(gradient.mul(1 - BETA1));
    square.muli(BETA2).addi(gradient.mul(gradient).muli(1 - BETA2));
    NDArray scale = square.mul(correction2).sqrt().addi(EPSILON);
    if (parameter.decays()) {
      parameter.array().muli(1 - step.learningRate() * StepCase.WEIGHT_DECAY);
    }
    parameter.array().subi(mean.mul(step.learningRate() * correction1).divi(scale));
  }
}
