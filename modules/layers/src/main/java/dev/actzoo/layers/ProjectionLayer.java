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
  private final transient Affine map = affine(Projection.WEIGHTS, Projection.BIAS);

  ProjectionLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray in = inputRows(workspaces);
    INDArray out = newOutput(workspaces);
    INDArray rows = arrays.rows(out);
    FirstBatch first = firstBatch();
    if (first != null) {
      map.forward(in, rows);
      first.scale(this, layerConf().start(), rows, getParam(Projection.WEIGHTS), 1);
    }
    activation.forward(
        training,
        () -> newKept(true, workspaces, rows.shape()),
        rows,
        (then, result) -> map.forward(in, then, result));
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray in = inputRows(workspaces);
    INDArray rows = gradientRows(epsilon, workspaces);
    INDArray gradientOut = activation.backward(rows, () -> scratch(workspaces, rows.shape()));
    map.backwardParameters(in, gradientOut, gradientViews);
    INDArray gradientIn = newGradientIn(workspaces);
    map.backwardInput(gradientOut, arrays.rows(gradientIn));
    return Pair.of(gradients(), gradientIn);
  }

  @Override
  public void clear() {
    super.clear();
    activation.clear();
  }
}
