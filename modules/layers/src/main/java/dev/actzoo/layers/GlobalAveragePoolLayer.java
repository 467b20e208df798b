package dev.actzoo.layers;

import dev.actzoo.kernels.Kernels;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs {@link GlobalAveragePool}: the mean is the product of a row of ones with the positions, its
 * gradient that of a column of ones with the gradient of the mean.
 */
final class GlobalAveragePoolLayer extends StatelessLayer<GlobalAveragePool> {
  GlobalAveragePoolLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    input = Dense.of(workspaces, ArrayType.INPUT, input);
    long positions = positions();
    INDArray out =
        Dense.create(workspaces, ArrayType.ACTIVATIONS, input, input.size(0), input.size(3));
    INDArray ones = Dense.create(workspaces, ArrayType.FF_WORKING_MEM, input, 1, 1, positions);
    Kernels.of(input.dataType())
        .matmul(
            ones.assign(1),
            byPosition(input, positions),
            1.0 / positions,
            null,
            byPosition(out, 1));
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    long positions = positions();
    INDArray gradientOut = Dense.of(workspaces, ArrayType.BP_WORKING_MEM, epsilon);
    INDArray gradientIn = Dense.create(workspaces, ArrayType.ACTIVATION_GRAD, input, input.shape());
    INDArray ones = Dense.create(workspaces, ArrayType.BP_WORKING_MEM, input, 1, positions, 1);
    Kernels.of(input.dataType())
        .matmul(
            ones.assign(1),
            byPosition(gradientOut, 1),
            1.0 / positions,
            null,
            byPosition(gradientIn, positions));
    return Pair.of(new DefaultGradient(), gradientIn);
  }

  private long positions() {
    return input.size(1) * input.size(2);
  }

  private static INDArray byPosition(INDArray array, long positions) {
    return array.reshape('c', array.size(0), positions, array.size(-1));
  }
}
