package dev.actzoo.layers;

import dev.actzoo.kernels.Kernels;
import dev.actzoo.kernels.Pointwise;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A running {@link ActivationUnit}. It writes to a new array without duplicating its input, and
 * keeps the one array its backward pass reads: the input or the output.
 */
final class ActivationUnitLayer extends StatelessLayer<ActivationUnit> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable INDArray kept;

  ActivationUnitLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  private Pointwise pointwise() {
    return Pointwise.named(layerConf().activation());
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    Pointwise f = pointwise();
    INDArray in = Dense.of(workspaces, ArrayType.INPUT, input);
    INDArray out = arrays.like(workspaces, ArrayType.ACTIVATIONS, in);
    Kernels.of(in.dataType()).activate(f, in, out);
    kept = f.backwardNeeds() == Pointwise.Needs.INPUT ? in : out;
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray forward = Objects.requireNonNull(kept, "backward pass before forward pass");
    INDArray gradientOut = Dense.of(workspaces, ArrayType.BP_WORKING_MEM, epsilon);
    INDArray gradientIn = arrays.like(workspaces, ArrayType.ACTIVATION_GRAD, forward);
    Kernels.of(forward.dataType()).activateBackward(pointwise(), forward, gradientOut, gradientIn);
    return Pair.of(NO_GRADIENT, gradientIn);
  }

  /** The one array kept from the forward pass; null before it. */
  @Nullable INDArray kept() {
    return kept;
  }

  @Override
  public void clear() {
    super.clear();
    kept = null;
  }
}
