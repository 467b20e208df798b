package dev.actzoo.layers;

import dev.actzoo.kernels.Pointwise;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs {@link BatchNorm}; keeps its input, the batch's mean and variance, and what the activation's
 * backward pass reads: for ReLU, which runs in the same pass both ways, a mask.
 */
final class BatchNormLayer extends KernelLayer<BatchNorm> {
  private final transient FusedActivation activation =
      new FusedActivation(layerConf().activation());
  private transient @Nullable INDArray mean;
  private transient @Nullable INDArray variance;
  private transient @Nullable INDArray positive;

  BatchNormLayer(NeuralNetConfiguration net, DataType type) {
    super(net, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray in = denseInput(workspaces);
    INDArray out = newOutput(workspaces);
    if (!training) {
      normalise(in, getParam(BatchNorm.RUNNING_MEAN), getParam(BatchNorm.RUNNING_VARIANCE), out);
      return out;
    }
    long channels = in.size(-1);
    long rows = in.length() / channels;
    mean = newKept(true, workspaces, 1, channels);
    variance = newKept(true, workspaces, 1, channels);
    if (activation.function() == Pointwise.RELU) {
      positive =
          arrays.create(
              workspaces,
              ArrayType.ACTIVATIONS,
              DataType.INT8,
              kernels().positiveMaskLength(rows, channels));
      normalise(in, true, positive, out);
    } else {
      activation.forward(
          true,
          () -> newKept(true, workspaces, in.shape()),
          out,
          (then, result) -> {
            normalise(in, true, null, result);
            activate(then, result);
          });
    }
    INDArray runningMean = getParam(BatchNorm.RUNNING_MEAN);
    INDArray runningVariance = getParam(BatchNorm.RUNNING_VARIANCE);
    double unbiased = (double) rows / Math.max(1, rows - 1);
    kernels().moveAverage(runningMean, mean, 1, BatchNorm.MOMENTUM);
    kernels().moveAverage(runningVariance, variance, unbiased, BatchNorm.MOMENTUM);
    return out;
  }

  private void normalise(
      INDArray in, INDArray runningMean, INDArray runningVariance, INDArray out) {
    mean = runningMean;
    variance = runningVariance;
    normalise(in, false, null, out);
    activate(activation.function(), out);
  }

  private void normalise(INDArray in, boolean training, @Nullable INDArray mask, INDArray result) {
    kernels()
        .batchNorm(
            in,
            getParam(BatchNorm.GAIN),
            getParam(BatchNorm.SHIFT),
            mean,
            variance,
            BatchNorm.EPSILON,
            training,
            mask,
            result);
  }

  private void activate(Pointwise f, INDArray result) {
    if (f != Pointwise.IDENTITY) {
      kernels().activate(f, result, result);
    }
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray in = denseInput(workspaces);
    INDArray gradientIn = newGradientIn(workspaces);
    INDArray gradientOut = denseGradient(epsilon, workspaces);
    if (positive == null) {
      gradientOut = activation.backward(gradientOut, () -> scratch(workspaces, in.shape()));
    }
    kernels()
        .batchNormBackward(
            in,
            getParam(BatchNorm.GAIN),
            mean,
            variance,
            BatchNorm.EPSILON,
            positive,
            gradientOut,
            gradientIn,
            gradientViews.get(BatchNorm.GAIN),
            gradientViews.get(BatchNorm.SHIFT));
    return Pair.of(gradients(), gradientIn);
  }

  @Override
  public void clear() {
    super.clear();
    mean = null;
    variance = null;
    positive = null;
    activation.clear();
  }
}
