package dev.actzoo.layers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs {@link Projection}. */
final class ProjectionLayer extends KernelLayer<Projection> {
  ProjectionLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray in = inputRows(workspaces);
    INDArray out = newOutput(workspaces);
    affine(Projection.WEIGHTS, Projection.BIAS).forward(in, Dense.rows(out));
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray gradientOut, LayerWorkspaceMgr workspaces) {
    INDArray in = inputRows(workspaces);
    INDArray rows = gradientRows(gradientOut, workspaces);
    Affine affine = affine(Projection.WEIGHTS, Projection.BIAS);
    affine.backwardParameters(
        in, rows, affineGradient(Projection.WEIGHTS, Projection.BIAS), workspaces);
    INDArray gradientIn = newGradientIn(workspaces);
    affine.backwardInput(rows, Dense.rows(gradientIn));
    return Pair.of(gradients(), gradientIn);
  }
}
