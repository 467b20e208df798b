package dev.actzoo.layers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs {@link BatchNorm}; keeps its input and the batch's mean and variance. */
final class BatchNormLayer extends KernelLayer<BatchNorm> {
  private transient @Nullable INDArray mean;
  private transient @Nullable INDArray variance;

  BatchNormLayer(NeuralNetConfiguration net, DataType type) {
    super(net, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray in = inputRows(workspaces);
    INDArray runningMean = getParam(BatchNorm.RUNNING_MEAN);
    INDArray runningVariance = getParam(BatchNorm.RUNNING_VARIANCE);
    mean = training ? newKept(true, workspaces, 1, in.size(1)) : runningMean;
    variance = training ? newKept(true, workspaces, 1, in.size(1)) : runningVariance;
    INDArray out = newOutput(workspaces);
    kernels()
        .batchNorm(
            in,
            getParam(BatchNorm.GAIN),
            getParam(BatchNorm.SHIFT),
            mean,
            variance,
            BatchNorm.EPSILON,
            training,
            Dense.rows(out));
    if (training) {
      move(runningMean, mean, 1);
      move(runningVariance, variance, (double) in.size(0) / Math.max(1, in.size(0) - 1));
    }
    return out;
  }

  private static void move(INDArray running, INDArray batch, double correction) {
    running.muli(1 - BatchNorm.MOMENTUM).addi(batch.mul(BatchNorm.MOMENTUM * correction));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray gradientOut, LayerWorkspaceMgr workspaces) {
    INDArray gradientIn = newGradientIn(workspaces);
    kernels()
        .batchNormBackward(
            inputRows(workspaces),
            getParam(BatchNorm.GAIN),
            mean,
            variance,
            BatchNorm.EPSILON,
            gradientRows(gradientOut, workspaces),
            Dense.rows(gradientIn),
            gradientViews.get(BatchNorm.GAIN),
            gradientViews.get(BatchNorm.SHIFT));
    return Pair.of(gradients(), gradientIn);
  }

  @Override
  public void clear() {
    super.clear();
    mean = null;
    variance = null;
  }
}
