package dev.actzoo.layers;

import dev.actzoo.kernels.Kernels;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs {@link FoldUnit}; keeps its output. */
final class FoldUnitLayer extends StatelessLayer<FoldUnit> {
  private transient @Nullable INDArray kept;

  FoldUnitLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    input = Dense.of(workspaces, ArrayType.INPUT, input);
    long[] shape = input.shape().clone();
    shape[shape.length - 1] =
        layerConf().function().outputs(shape[shape.length - 1], layerConf().size());
    INDArray out = arrays.create(workspaces, ArrayType.ACTIVATIONS, input.dataType(), shape);
    Kernels.of(input.dataType())
        .fold(layerConf().function(), layerConf().size(), arrays.rows(input), arrays.rows(out));
    kept = out;
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray out = Objects.requireNonNull(kept, "backward pass before forward pass");
    INDArray gradientOut = Dense.of(workspaces, ArrayType.BP_WORKING_MEM, epsilon);
    INDArray gradientIn = arrays.like(workspaces, ArrayType.ACTIVATION_GRAD, input);
    Kernels.of(input.dataType())
        .foldBackward(
            layerConf().function(),
            layerConf().size(),
            arrays.rows(input),
            arrays.rows(out),
            arrays.rows(gradientOut),
            arrays.rows(gradientIn));
    return Pair.of(NO_GRADIENT, gradientIn);
  }

  @Override
  public void clear() {
    super.clear();
    kept = null;
  }
}
