package dev.actzoo.layers;

import dev.actzoo.kernels.Kernels;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs {@link SequencePooling}: a weighted sum of the tokens, the weights of a sequence being 1 on
 * its first token, or the mask over the number of its tokens. A sequence that is all padding has
 * mean 0.
 */
final class SequencePoolingLayer extends StatelessLayer<SequencePooling> {
  SequencePoolingLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    input = Dense.of(workspaces, ArrayType.INPUT, input);
    INDArray out =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, input.size(0), input.size(2));
    Kernels.of(dataType)
        .matmul(
            weights(ArrayType.FF_WORKING_MEM, workspaces),
            input,
            1,
            null,
            out.reshape('c', input.size(0), 1, input.size(2)));
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray gradientOut, LayerWorkspaceMgr workspaces) {
    INDArray gradientIn =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
    INDArray dense = Dense.of(workspaces, ArrayType.BP_WORKING_MEM, gradientOut);
    Kernels.of(dataType)
        .matmul(
            weights(ArrayType.BP_WORKING_MEM, workspaces).permute(0, 2, 1),
            dense.reshape('c', input.size(0), 1, input.size(2)),
            1,
            null,
            gradientIn);
    return Pair.of(new DefaultGradient(), gradientIn);
  }

  /** The weights of the tokens, [batch, 1, length]. */
  private INDArray weights(ArrayType scratch, LayerWorkspaceMgr workspaces) {
    int batch = Math.toIntExact(input.size(0));
    int length = Math.toIntExact(input.size(1));
    INDArray weights = workspaces.create(scratch, dataType, batch, 1, length);
    HostValues values = HostValues.of(weights);
    for (int i = 0; i < batch; i++) {
      switch (layerConf().kind()) {
        case FIRST -> values.set(i * length, 1);
        case MEAN -> setMeanWeights(values, i, length);
      }
    }
    return weights;
  }

  private void setMeanWeights(HostValues weights, int example, int length) {
    double tokens = 0;
    for (int j = 0; j < length; j++) {
      tokens += isToken(example, j) ? 1 : 0;
    }
    for (int j = 0; j < length; j++) {
      weights.set(example * length + j, isToken(example, j) ? 1 / tokens : 0);
    }
  }

  private boolean isToken(int example, int position) {
    return maskArray == null || maskArray.getDouble(example, position) != 0;
  }

  @Override
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
      @Nullable INDArray mask, MaskState state, int batch) {
    maskArray = mask;
    maskState = state;
    return null;
  }
}
