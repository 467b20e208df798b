package dev.actzoo.layers;

import dev.actzoo.kernels.Kernels;
import dev.actzoo.kernels.Pointwise;
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
    INDArray out = Dense.create(workspaces, ArrayType.ACTIVATIONS, in, in.shape());
    Kernels kernels = Kernels.of(in.dataType());
    if (!training) {
      kernels.activate(Pointwise.named(RandomisedRelu.NAME), in, out);
      return out;
    }
    slopes = Dense.create(workspaces, ArrayType.ACTIVATIONS, in, in.shape());
    RandomSlopes.of(conf.getSeed(), layerConf().getLayerName(), getIterationCount())
        .fill(in, slopes);
    kernels.multiply(in, slopes, out);
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray forward = Objects.requireNonNull(slopes, "backward pass before forward pass");
    INDArray gradientOut = Dense.of(workspaces, ArrayType.BP_WORKING_MEM, epsilon);
    INDArray gradientIn =
        Dense.create(workspaces, ArrayType.ACTIVATION_GRAD, forward, forward.shape());
    Kernels.of(forward.dataType()).multiply(gradientOut, forward, gradientIn);
    return Pair.of(new DefaultGradient(), gradientIn);
  }

  @Override
  public void clear() {
    super.clear();
    slopes = null;
  }
}
