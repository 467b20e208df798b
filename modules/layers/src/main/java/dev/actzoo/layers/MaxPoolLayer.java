package dev.actzoo.layers;

import dev.actzoo.kernels.PoolingShape;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs {@link MaxPool}; keeps where each maximum lay. */
final class MaxPoolLayer extends PoolingLayer<MaxPool> {
  private transient @Nullable INDArray winners;

  MaxPoolLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  void forward(PoolingShape shape, boolean training, INDArray out, LayerWorkspaceMgr workspaces) {
    winners =
        training
            ? arrays.create(
                workspaces, ArrayType.ACTIVATIONS, DataType.INT8, kernels().winnersLength(shape))
            : null;
    kernels().maxPool(shape, input, winners, out);
  }

  @Override
  void backward(PoolingShape shape, INDArray gradientOut, INDArray gradientIn) {
    INDArray forward = Objects.requireNonNull(winners, "backward pass before forward pass");
    kernels().maxPoolBackward(shape, forward, gradientOut, gradientIn);
  }

  @Override
  public void clear() {
    super.clear();
    winners = null;
  }
}
