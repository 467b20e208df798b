package dev.actzoo.benchmarks;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;

/** A training step of PyTorch's under DJL. */
final class TorchStep implements StepContestant {
  private final StepCase step;
  private final NDManager manager;
  private final TorchParameters parameters;
  private final TorchOptimiser optimiser;
  private final Network network;
  private final NDList batch;
  private final NDList held;

  /** From a batch to logits [batch, classes]. */
  interface Network {
    NDArray logits(NDArray in);
  }

  private TorchStep(
      StepCase step, NDManager manager, TorchParameters parameters, Network network, NDArray in) {
    this.step = step;
    this.manager = manager;
    this.parameters = parameters;
    this.network = network;
    this.optimiser = new TorchOptimiser(step, parameters, manager);
    NDArray labels =
        manager.create(
            Batches32.labels(step).ravel().toFloatVector(),
            new Shape(step.batch(), step.classes()));
    this.batch = new NDList(in, labels);
    this.held = new NDList(parameters.all()).addAll(optimiser.state()).addAll(batch);
  }

  static TorchStep ofImages(StepCase step, boolean channelsLast) {
    NDManager manager = Torch.manager();
    TorchParameters parameters = new TorchParameters(manager);
    int side = StepCase.IMAGE_SIDE;
    NDArray images =
        channelsLast
            ? Torch.normal(manager, step.batch(), side, side, StepCase.IMAGE_CHANNELS)
            : Torch.normal(manager, step.batch(), StepCase.IMAGE_CHANNELS, side, side);
    Network network =
        step.network() == StepCase.Network.ALEXNET
            ? new TorchAlexnet(step, parameters, channelsLast)
            : new TorchResnet(step, parameters, channelsLast);
    return new TorchStep(step, manager, parameters, network, images);
  }

  static TorchStep bert(StepCase step) {
    NDManager manager = Torch.manager();
    TorchParameters parameters = new TorchParameters(manager);
    NDArray tokens =
        manager
            .create(Batches32.ids(step), new Shape(step.batch(), StepCase.LENGTH))
            .toType(DataType.INT64, false);
    return new TorchStep(step, manager, parameters, new TorchBert(step, parameters), tokens);
  }

  @Override
  public long parameters() {
    return parameters.count();
  }

  @Override
  public void run() {
    try (NDManager scope = manager.newSubManager()) {
      held.tempAttach(scope);
      try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        NDArray logits = network.logits(batch.get(0));
        NDArray loss = logits.logSoftmax(1).mul(batch.get(1)).sum().mul(-1f / step.batch());
        collector.backward(loss);
        if (!Float.isFinite(loss.getFloat())) {
          throw new IllegalStateException(step.model() + " diverged under PyTorch");
        }
      }
      JniUtils.setGradMode(false);
      optimiser.step();
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
