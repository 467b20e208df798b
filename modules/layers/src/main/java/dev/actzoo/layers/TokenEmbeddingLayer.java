package dev.actzoo.layers;

import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs {@link TokenEmbedding}; its gradient is summed in the order of the tokens. */
final class TokenEmbeddingLayer extends KernelLayer<TokenEmbedding> {
  private static final int LEFT_OUT = -1;
  private static final double UNIT = 0x1p-53;

  /** The tokens of a batch, one sequence after the other. */
  private transient int[] tokens = {};

  /** 0, 1, 2, ... for each token, and its position in its sequence. */
  private transient int[] rows = {};

  private transient int[] positions = {};
  private transient int length;

  TokenEmbeddingLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    readTokens(workspaces);
    if (positions.length != tokens.length || length != input.size(1)) {
      length = Math.toIntExact(input.size(1));
      rows = IntStream.range(0, tokens.length).toArray();
      positions = IntStream.range(0, tokens.length).map(i -> i % length).toArray();
    }
    if (training && layerConf().tokenDropout() > 0) {
      leaveOut(layerConf().tokenDropout());
    }
    int features = Math.toIntExact(layerConf().out());
    long[] shape = {input.size(0), input.size(1), features};
    INDArray out = arrays.zeros(workspaces, ArrayType.ACTIVATIONS, dataType, shape);
    HostValues sums = HostValues.of(out);
    HostValues.of(getParam(TokenEmbedding.POSITIONS)).addRows(positions, sums, rows, features);
    HostValues.of(getParam(TokenEmbedding.TOKENS)).addRows(tokens, sums, rows, features);
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray gradientOut, LayerWorkspaceMgr workspaces) {
    int features = Math.toIntExact(layerConf().out());
    gradientViews.values().forEach(view -> HostValues.of(view).clear());
    HostValues gradients = HostValues.of(gradientRows(gradientOut, workspaces));
    HostValues toTokens = HostValues.of(gradientViews.get(TokenEmbedding.TOKENS));
    HostValues toPositions = HostValues.of(gradientViews.get(TokenEmbedding.POSITIONS));
    gradients.addRows(rows, toTokens, tokens, features);
    gradients.addRows(rows, toPositions, positions, features);
    return Pair.of(gradients(), null);
  }

  /** Which tokens are left out follows from seed, layer, iteration and place alone. */
  private void leaveOut(double rate) {
    long family = SplitMix64.key(conf.getSeed(), "token-dropout", layerConf().getLayerName());
    long key = SplitMix64.key(family, getIterationCount());
    for (int i = 0; i < tokens.length; i++) {
      if ((SplitMix64.bits(key, i) >>> 11) * UNIT < rate) {
        tokens[i] = LEFT_OUT;
      }
    }
  }

  private void readTokens(LayerWorkspaceMgr workspaces) {
    if (input.rank() != 2 || input.size(1) > layerConf().maxLength()) {
      throw new IllegalArgumentException(
          "token ids should be [batch, length] with length at most %d, but are %s %s"
              .formatted(layerConf().maxLength(), input.shapeInfoToString(), layerId()));
    }
    HostValues ids = HostValues.of(Dense.of(workspaces, ArrayType.FF_WORKING_MEM, input));
    if (tokens.length != input.length()) {
      tokens = new int[Math.toIntExact(input.length())];
    }
    for (int i = 0; i < tokens.length; i++) {
      double id = ids.at(i);
      if (!(id >= 0 && id < layerConf().vocabulary() && id == Math.rint(id))) {
        throw new IllegalArgumentException(
            "token id %s in example %d at position %d is not one of 0 to %d %s"
                .formatted(
                    id,
                    i / input.size(1),
                    i % input.size(1),
                    layerConf().vocabulary() - 1,
                    layerId()));
      }
      tokens[i] = (int) id;
    }
  }
}
