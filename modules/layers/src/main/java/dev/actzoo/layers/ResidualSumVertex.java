package dev.actzoo.layers;

import dev.actzoo.kernels.Kernels;
import dev.actzoo.kernels.Pointwise;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs {@link ResidualSum}. Both inputs get the same array as their gradient. DL4J adds to it what
 * other consumers of the shortcut send, but only once the branch, which lies between, has read it.
 */
final class ResidualSumVertex extends BaseGraphVertex {
  private final transient FusedActivation activation;
  private final double scale;
  private final transient StepArrays arrays = new StepArrays();

  ResidualSumVertex(
      ComputationGraph graph,
      String name,
      int index,
      String activation,
      double scale,
      DataType type) {
    super(graph, name, index, null, null, type);
    this.activation = new FusedActivation(activation);
    this.scale = scale;
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray left = Dense.of(workspaces, ArrayType.FF_WORKING_MEM, inputs[0]);
    INDArray right = Dense.of(workspaces, ArrayType.FF_WORKING_MEM, inputs[1]);
    INDArray out = arrays.like(workspaces, ArrayType.ACTIVATIONS, left);
    activation.forward(
        training,
        () -> arrays.like(workspaces, ArrayType.ACTIVATIONS, left),
        out,
        (then, result) -> sum(left, right, then, result));
    return out;
  }

  private void sum(INDArray left, INDArray right, Pointwise then, INDArray result) {
    Kernels kernels = Kernels.of(left.dataType());
    if (scale == 1) {
      kernels.add(left, right, then, result);
      return;
    }
    kernels.add(left, right, Pointwise.IDENTITY, result);
    result.muli(scale);
    if (then != Pointwise.IDENTITY) {
      kernels.activate(then, result, result);
    }
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
    INDArray gradientOut = Dense.of(workspaces, ArrayType.BP_WORKING_MEM, epsilon);
    INDArray gradient = arrays.like(workspaces, ArrayType.ACTIVATION_GRAD, gradientOut);
    if (activation.function() == Pointwise.IDENTITY) {
      Kernels.of(gradient.dataType()).copy(gradientOut, gradient);
    } else {
      activation.backward(gradientOut, () -> gradient);
    }
    if (scale != 1) {
      gradient.muli(scale);
    }
    return new Pair<>(null, new INDArray[] {gradient, gradient});
  }

  @Override
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray @Nullable [] masks, MaskState state, int batch) {
    return masks == null || masks.length == 0 ? null : new Pair<>(masks[0], state);
  }

  @Override
  public void setBackpropGradientsViewArray(@Nullable INDArray gradients) {
    // there are no parameters
  }

  @Override
  public void clear() {
    super.clear();
    activation.clear();
  }

  @Override
  public boolean hasLayer() {
    return false;
  }

  @Override
  public @Nullable Layer getLayer() {
    return null;
  }

  @Override
  public String toString() {
    return "ResidualSum(" + getVertexName() + ", " + activation.function() + ")";
  }
}
