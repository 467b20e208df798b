package dev.actzoo.layers;

import dev.actzoo.kernels.PoolingShape;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs {@link AveragePool}; keeps nothing. */
final class AveragePoolLayer extends PoolingLayer<AveragePool> {
  AveragePoolLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  void forward(PoolingShape shape, boolean training, INDArray out, LayerWorkspaceMgr workspaces) {
    kernels().averagePool(shape, input, out);
  }

  @Override
  void backward(PoolingShape shape, INDArray gradientOut, INDArray gradientIn) {
    kernels().averagePoolBackward(shape, gradientOut, gradientIn);
  }
}
