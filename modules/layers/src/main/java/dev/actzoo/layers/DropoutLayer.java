package dev.actzoo.layers;

import dev.actzoo.kernels.Kernels;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
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
    mask = Dense.create(workspaces, ArrayType.ACTIVATIONS, in, in.shape());
    DropoutMask.of(
            layerConf().rate(), conf.getSeed(), layerConf().getLayerName(), getIterationCount())
        .fill(mask);
    INDArray out = Dense.create(workspaces, ArrayType.ACTIVATIONS, in, in.shape());
    Kernels.of(in.dataType()).multiply(in, mask, out);
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray forward = Objects.requireNonNull(mask, "backward pass before forward pass");
    INDArray gradientOut = Dense.of(workspaces, ArrayType.BP_WORKING_MEM, epsilon);
    INDArray gradientIn =
        Dense.create(workspaces, ArrayType.ACTIVATION_GRAD, forward, forward.shape());
    Kernels.of(forward.dataType()).multiply(gradientOut, forward, gradientIn);
    return Pair.of(new DefaultGradient(), gradientIn);
  }

  @Override
  public void clear() {
    super.clear();
    mask = null;
  }
}
