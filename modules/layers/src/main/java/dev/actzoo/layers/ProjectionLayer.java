package dev.actzoo.layers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs {@link Projection}. */
final class ProjectionLayer extends KernelLayer<Projection> {
  private final transient FusedActivation activation =
      new FusedActivation(layerConf().activation());

  ProjectionLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray in = inputRows(workspaces);
    INDArray out = newOutput(workspaces);
    Affine affine = affine(Projection.WEIGHTS, Projection.BIAS);
    INDArray rows = Dense.rows(out);
    activation.forward(
        training,
        () -> newKept(true, workspaces, rows.shape()),
        rows,
        (then, result) -> affine.forward(in, then, result));
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray in = inputRows(workspaces);
    INDArray rows = gradientRows(epsilon, workspaces);
    INDArray gradientOut = activation.backward(rows, () -> scratch(workspaces, rows.shape()));
    Affine affine = affine(Projection.WEIGHTS, Projection.BIAS);
    affine.backwardParameters(in, gradientOut, affineGradient(Projection.WEIGHTS, Projection.BIAS));
    INDArray gradientIn = newGradientIn(workspaces);
    affine.backwardInput(gradientOut, Dense.rows(gradientIn));
    return Pair.of(gradients(), gradientIn);
  }

  @Override
  public void clear() {
    super.clear();
    activation.clear();
  }
}
