package dev.actzoo.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The AlexNet for small images in PyTorch's operations under DJL. Channels-last arrays are views,
 * axes swapped, of memory in that order, which is PyTorch's own notion of the format.
 */
final class TorchAlexnet implements TorchStep.Network {
  private static final Shape ONE = new Shape(1, 1);
  private static final Set<Integer> POOLED = Set.of(0, 1, 4);

  private final boolean last;
  private final List<Map> convolutions = new ArrayList<>();
  private final List<Map> dense = new ArrayList<>();

  /** Weights and bias of a layer. */
  private record Map(NDArray weights, NDArray bias) {}

  TorchAlexnet(StepCase step, TorchParameters parameters, boolean last) {
    this.last = last;
    int width = step.width();
    int[] channels = {StepCase.IMAGE_CHANNELS, width, 2 * width, 4 * width, 4 * width, 2 * width};
    int[] kernels = {5, 5, 3, 3, 3};
    for (int i = 0; i < kernels.length; i++) {
      convolutions.add(convolution(parameters, channels[i], channels[i + 1], kernels[i]));
    }
    int side = StepCase.IMAGE_SIDE / 8;
    int[] features = {2 * width * side * side, 8 * width, 8 * width, step.classes()};
    for (int i = 0; i + 1 < features.length; i++) {
      double deviation = Math.sqrt(2.0 / features[i]);
      dense.add(
          new Map(
              parameters.weight(deviation, features[i + 1], features[i]),
              parameters.offset(0, features[i + 1])));
    }
  }

  private Map convolution(TorchParameters parameters, int in, int out, int kernel) {
    double deviation = Math.sqrt(2.0 / (kernel * kernel * in));
    return new Map(
        last
            ? parameters.weight(deviation, out, kernel, kernel, in)
            : parameters.weight(deviation, out, in, kernel, kernel),
        parameters.offset(0, out));
  }

  @Override
  public NDArray logits(NDArray images) {
    NDArray top = channelsFirst(images);
    for (int i = 0; i < convolutions.size(); i++) {
      NDArray weights = channelsFirst(convolutions.get(i).weights);
      long half = weights.getShape().get(2) / 2;
      Shape padding = new Shape(half, half);
      top =
          Activation.relu(
              Conv2d.conv2d(top, weights, convolutions.get(i).bias, ONE, padding)
                  .singletonOrThrow());
      if (POOLED.contains(i)) {
        top = Pool.maxPool2d(top, new Shape(3, 3), new Shape(2, 2), ONE, false);
      }
    }
    top = top.reshape(top.getShape().get(0), -1);
    for (Map map : dense.subList(0, 2)) {
      top = Activation.relu(linear(top, map));
      top = Dropout.dropout(top, (float) StepCase.ALEXNET_DROPOUT, true).singletonOrThrow();
    }
    return linear(top, dense.get(2));
  }

  private static NDArray linear(NDArray in, Map map) {
    return Linear.linear(in, map.weights, map.bias).singletonOrThrow();
  }

  private NDArray channelsFirst(NDArray array) {
    return last ? array.transpose(0, 3, 1, 2) : array;
  }
}
