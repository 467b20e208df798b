package dev.actzoo.layers;

import dev.actzoo.kernels.Kernels;
import dev.actzoo.kernels.PoolingShape;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A running {@link Pooling}. */
abstract class PoolingLayer<C extends Pooling> extends StatelessLayer<C> {
  PoolingLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  abstract void forward(
      PoolingShape shape, boolean training, INDArray out, LayerWorkspaceMgr workspaces);

  abstract void backward(PoolingShape shape, INDArray gradientOut, INDArray gradientIn);

  final Kernels kernels() {
    return Kernels.of(input.dataType());
  }

  @Override
  public final INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    input = Dense.of(workspaces, ArrayType.INPUT, input);
    PoolingShape shape = shape();
    INDArray out =
        arrays.create(
            workspaces,
            ArrayType.ACTIVATIONS,
            input.dataType(),
            shape.batch(),
            shape.outputHeight(),
            shape.outputWidth(),
            shape.channels());
    forward(shape, training, out, workspaces);
    return out;
  }

  @Override
  public final Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray gradientOut = Dense.of(workspaces, ArrayType.BP_WORKING_MEM, epsilon);
    INDArray gradientIn = arrays.like(workspaces, ArrayType.ACTIVATION_GRAD, input);
    backward(shape(), gradientOut, gradientIn);
    return Pair.of(NO_GRADIENT, gradientIn);
  }

  private PoolingShape shape() {
    return layerConf().shape(input.size(0), input.size(1), input.size(2), input.size(3));
  }
}
