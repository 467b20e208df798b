package dev.actzoo.layers;

import dev.actzoo.kernels.Kernels;
import dev.actzoo.layers.SequencePooling.Kind;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
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
  private static final UnaryOperator<INDArray> AS_ONE_TOKEN =
      rows -> rows.reshape('c', rows.size(0), 1, rows.size(1));
  private static final UnaryOperator<INDArray> TURNED = weights -> weights.permute(0, 2, 1);

  SequencePoolingLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    input = Dense.of(workspaces, ArrayType.INPUT, input);
    INDArray out =
        arrays.create(workspaces, ArrayType.ACTIVATIONS, dataType, input.size(0), input.size(2));
    Kernels.of(dataType)
        .matmul(
            weights(ArrayType.FF_WORKING_MEM, workspaces),
            input,
            1,
            null,
            arrays.view(out, AS_ONE_TOKEN));
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray gradientOut, LayerWorkspaceMgr workspaces) {
    INDArray gradientIn =
        arrays.create(workspaces, ArrayType.ACTIVATION_GRAD, dataType, input.shape());
    INDArray dense = Dense.of(workspaces, ArrayType.BP_WORKING_MEM, gradientOut);
    Kernels.of(dataType)
        .matmul(
            arrays.view(weights(ArrayType.BP_WORKING_MEM, workspaces), TURNED),
            arrays.view(dense, AS_ONE_TOKEN),
            1,
            null,
            gradientIn);
    return Pair.of(NO_GRADIENT, gradientIn);
  }

  /** The weights of the tokens, [batch, 1, length]. */
  private INDArray weights(ArrayType scratch, LayerWorkspaceMgr workspaces) {
    int batch = Math.toIntExact(input.size(0));
    int length = Math.toIntExact(input.size(1));
    INDArray weights = arrays.zeros(workspaces, scratch, dataType, batch, 1, length);
    HostValues tokens = layerConf().kind() == Kind.MEAN ? tokens(scratch, workspaces) : null;
    HostValues values = HostValues.of(weights);
    for (int start = 0; start < batch * length; start += length) {
      switch (layerConf().kind()) {
        case FIRST -> values.set(start, 1);
        case MEAN -> setMeanWeights(values, tokens, start, start + length);
      }
    }
    return weights;
  }

  /** Which positions are tokens, [batch, length]; null if all are. */
  private @Nullable HostValues tokens(ArrayType scratch, LayerWorkspaceMgr workspaces) {
    return maskArray == null
        ? null
        : HostValues.of(Dense.of(workspaces, scratch, dataType, maskArray));
  }

  private static void setMeanWeights(
      HostValues weights, @Nullable HostValues tokens, int start, int end) {
    int count = 0;
    for (int i = start; i < end; i++) {
      count += isToken(tokens, i) ? 1 : 0;
    }
    for (int i = start; i < end; i++) {
      weights.set(i, isToken(tokens, i) ? 1.0 / count : 0);
    }
  }

  private static boolean isToken(@Nullable HostValues tokens, int index) {
    return tokens == null || tokens.at(index) != 0;
  }

  @Override
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
      @Nullable INDArray mask, MaskState state, int batch) {
    maskArray = mask;
    maskState = state;
    return null;
  }
}
