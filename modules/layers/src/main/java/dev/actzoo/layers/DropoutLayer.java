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

/** Runs {@link Dropout}; keeps the mask. */
final class DropoutLayer extends StatelessLayer<Dropout> {
  private transient @Nullable INDArray mask;

  DropoutLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    if (!training) {
      return workspaces.dup(ArrayType.ACTIVATIONS, input, 'c');
    }
    INDArray in = Dense.of(workspaces, ArrayType.FF_WORKING_MEM, input);
    mask = arrays.like(workspaces, ArrayType.ACTIVATIONS, in);
    DropoutMask.of(
            layerConf().rate(), conf.getSeed(), layerConf().getLayerName(), getIterationCount())
        .fill(mask);
    INDArray out = arrays.like(workspaces, ArrayType.ACTIVATIONS, in);
    Kernels.of(in.dataType()).multiply(in, mask, out);
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray forward = Objects.requireNonNull(mask, "backward pass before forward pass");
    INDArray gradientOut = Dense.of(workspaces, ArrayType.BP_WORKING_MEM, epsilon);
    INDArray gradientIn = arrays.like(workspaces, ArrayType.ACTIVATION_GRAD, forward);
    Kernels.of(forward.dataType()).multiply(gradientOut, forward, gradientIn);
    return Pair.of(NO_GRADIENT, gradientIn);
  }

  @Override
  public void clear() {
    super.clear();
    mask = null;
  }
}
