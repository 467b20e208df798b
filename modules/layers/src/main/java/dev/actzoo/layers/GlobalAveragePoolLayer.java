package dev.actzoo.layers;

import dev.actzoo.kernels.Kernels;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs {@link GlobalAveragePool}: the mean is the product of a row of ones with the positions, its
 * gradient that of a column of ones with the gradient of the mean.
 */
final class GlobalAveragePoolLayer extends StatelessLayer<GlobalAveragePool> {
  private static final UnaryOperator<INDArray> BY_POSITION = GlobalAveragePoolLayer::byPosition;

  private final transient Derived turned = new Derived(row -> row.permute(0, 2, 1));
  private transient @Nullable INDArray ones;

  GlobalAveragePoolLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    input = Dense.of(workspaces, ArrayType.INPUT, input);
    INDArray out =
        arrays.create(
            workspaces, ArrayType.ACTIVATIONS, input.dataType(), input.size(0), input.size(3));
    INDArray images = arrays.view(input, BY_POSITION);
    INDArray means = arrays.view(out, BY_POSITION);
    double share = 1.0 / images.size(1);
    Kernels.of(input.dataType()).matmul(row(images.size(1)), images, share, null, means);
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray gradientOut = Dense.of(workspaces, ArrayType.BP_WORKING_MEM, epsilon);
    INDArray gradientIn = arrays.like(workspaces, ArrayType.ACTIVATION_GRAD, input);
    INDArray means = arrays.view(gradientOut, BY_POSITION);
    INDArray images = arrays.view(gradientIn, BY_POSITION);
    INDArray column = turned.of(row(images.size(1)));
    double share = 1.0 / images.size(1);
    Kernels.of(input.dataType()).matmul(column, means, share, null, images);
    return Pair.of(NO_GRADIENT, gradientIn);
  }

  /** So many ones, [1, 1, positions]. */
  private INDArray row(long positions) {
    INDArray there = ones;
    if (there == null || there.length() != positions) {
      try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
        there = Nd4j.create(input.dataType(), 1, 1, positions).assign(1);
      }
      ones = there;
    }
    return there;
  }

  /** Images, or what is left of each, as [batch, positions, channels]. */
  private static INDArray byPosition(INDArray array) {
    long positions = array.rank() == 2 ? 1 : array.size(1) * array.size(2);
    return array.reshape('c', array.size(0), positions, array.size(-1));
  }
}
