package dev.actzoo.layers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs {@link Flatten}: both ways a view of the array it is given, if that is dense. */
final class FlattenLayer extends StatelessLayer<Flatten> {
  FlattenLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    INDArray dense = Dense.of(workspaces, ArrayType.ACTIVATIONS, input);
    INDArray rows = dense.reshape('c', input.size(0), input.length() / input.size(0));
    return workspaces.leverageTo(ArrayType.ACTIVATIONS, rows);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray dense = Dense.of(workspaces, ArrayType.ACTIVATION_GRAD, epsilon);
    INDArray gradientIn = dense.reshape('c', input.shape());
    return Pair.of(NO_GRADIENT, workspaces.leverageTo(ArrayType.ACTIVATION_GRAD, gradientIn));
  }
}
