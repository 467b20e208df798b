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

/** Runs {@link RandomisedRelu}; keeps the slope at each element. */
final class RandomisedReluLayer extends StatelessLayer<RandomisedRelu> {
  private transient @Nullable INDArray slopes;

  RandomisedReluLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    INDArray in = Dense.of(workspaces, ArrayType.FF_WORKING_MEM, input);
    INDArray out = arrays.like(workspaces, ArrayType.ACTIVATIONS, in);
    Kernels kernels = Kernels.of(in.dataType());
    if (!training) {
      kernels.activate(Pointwise.named(RandomisedRelu.NAME), in, out);
      return out;
    }
    slopes = arrays.like(workspaces, ArrayType.ACTIVATIONS, in);
    RandomSlopes.of(conf.getSeed(), layerConf().getLayerName(), getIterationCount())
        .fill(in, slopes);
    kernels.multiply(in, slopes, out);
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray forward = Objects.requireNonNull(slopes, "backward pass before forward pass");
    INDArray gradientOut = Dense.of(workspaces, ArrayType.BP_WORKING_MEM, epsilon);
    INDArray gradientIn = arrays.like(workspaces, ArrayType.ACTIVATION_GRAD, forward);
    Kernels.of(forward.dataType()).multiply(gradientOut, forward, gradientIn);
    return Pair.of(NO_GRADIENT, gradientIn);
  }

  @Override
  public void clear() {
    super.clear();
    slopes = null;
  }
}
