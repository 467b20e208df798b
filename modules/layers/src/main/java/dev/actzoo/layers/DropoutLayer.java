package dev.actzoo.layers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs {@link Dropout}; the backward pass makes the forward pass's mask again. */
final class DropoutLayer extends StatelessLayer<Dropout> {
  DropoutLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    if (!training) {
      return workspaces.dup(ArrayType.ACTIVATIONS, input, 'c');
    }
    return masked(input, ArrayType.ACTIVATIONS, ArrayType.FF_WORKING_MEM, workspaces);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray gradientOut, LayerWorkspaceMgr workspaces) {
    return Pair.of(
        new DefaultGradient(),
        masked(gradientOut, ArrayType.ACTIVATION_GRAD, ArrayType.BP_WORKING_MEM, workspaces));
  }

  private INDArray masked(
      INDArray in, ArrayType place, ArrayType scratch, LayerWorkspaceMgr workspaces) {
    INDArray out = workspaces.createUninitialized(place, in.dataType(), in.shape(), 'c');
    DropoutMask.of(
            layerConf().rate(), conf.getSeed(), layerConf().getLayerName(), getIterationCount())
        .apply(Dense.of(workspaces, scratch, in), out);
    return out;
  }
}
