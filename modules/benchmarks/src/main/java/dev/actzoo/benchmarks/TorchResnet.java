package dev.actzoo.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;

/**
 * ResNet-20 in PyTorch's operations under DJL. Channels-last arrays are views, axes swapped, of
 * memory in that order, which is PyTorch's own notion of the format.
 */
final class TorchResnet implements TorchStep.Network {
  private static final int BLOCKS = 3;
  private static final NDIndex EVERY_SECOND = new NDIndex(":, :, ::2, ::2");
  private static final Shape PADDING = new Shape(1, 1);

  private final TorchParameters parameters;
  private final boolean last;
  private final ConvolutionAndNorm stem;
  private final List<Block> blocks = new ArrayList<>();
  private final NDArray weights;
  private final NDArray bias;

  /** A convolution with its batch norm. */
  private record ConvolutionAndNorm(
      NDArray weights, NDArray gain, NDArray shift, NDArray mean, NDArray variance, int stride) {}

  /** A basic block; zeros widen its shortcut if its stride is 2. */
  private record Block(ConvolutionAndNorm first, ConvolutionAndNorm second, NDArray zeros) {}

  TorchResnet(StepCase step, TorchParameters parameters, boolean last) {
    this.parameters = parameters;
    this.last = last;
    int width = step.width();
    int side = StepCase.IMAGE_SIDE;
    stem = convolution(StepCase.IMAGE_CHANNELS, width, 1);
    for (int block = 0; block < 3 * BLOCKS; block++) {
      int stride = block > 0 && block % BLOCKS == 0 ? 2 : 1;
      int in = width;
      width *= stride;
      side /= stride;
      blocks.add(
          new Block(
              convolution(in, width, stride),
              convolution(width, width, 1),
              last
                  ? parameters.constant(0, step.batch(), side, side, in)
                  : parameters.constant(0, step.batch(), in, side, side)));
    }
    weights = parameters.weight(1 / Math.sqrt(width), step.classes(), width);
    bias = parameters.offset(0, step.classes());
  }

  private ConvolutionAndNorm convolution(int in, int out, int stride) {
    double deviation = Math.sqrt(2.0 / (9 * in));
    return new ConvolutionAndNorm(
        last
            ? parameters.weight(deviation, out, 3, 3, in)
            : parameters.weight(deviation, out, in, 3, 3),
        parameters.offset(1, out),
        parameters.offset(0, out),
        parameters.constant(0, out),
        parameters.constant(1, out),
        stride);
  }

  @Override
  public NDArray logits(NDArray images) {
    NDArray top = Activation.relu(apply(stem, channelsFirst(images)));
    for (Block block : blocks) {
      NDArray branch = apply(block.second, Activation.relu(apply(block.first, top)));
      NDArray shortcut =
          block.first.stride == 1
              ? top
              : top.get(EVERY_SECOND).concat(channelsFirst(block.zeros), 1);
      top = Activation.relu(branch.add(shortcut));
    }
    NDArray pooled = Pool.globalAvgPool2d(top);
    return Linear.linear(pooled, weights, bias).singletonOrThrow();
  }

  private NDArray apply(ConvolutionAndNorm layer, NDArray in) {
    NDArray convolved =
        Conv2d.conv2d(
                in,
                channelsFirst(layer.weights),
                null,
                new Shape(layer.stride, layer.stride),
                PADDING)
            .singletonOrThrow();
    return BatchNorm.batchNorm(
            convolved, layer.mean, layer.variance, layer.gain, layer.shift, 1, 0.9f, 1e-5f, true)
        .singletonOrThrow();
  }

  private NDArray channelsFirst(NDArray array) {
    return last ? array.transpose(0, 3, 1, 2) : array;
  }
}
