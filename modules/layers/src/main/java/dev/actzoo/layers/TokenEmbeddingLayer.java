package dev.actzoo.layers;

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

  private transient int[] tokens = {};

  TokenEmbeddingLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    tokens = readTokens(workspaces);
    if (training && layerConf().tokenDropout() > 0) {
      leaveOut(layerConf().tokenDropout());
    }
    int length = Math.toIntExact(input.size(1));
    int features = Math.toIntExact(layerConf().out());
    INDArray out =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, new long[] {input.size(0), length, features}, 'c');
    HostValues tokenVectors = HostValues.of(getParam(TokenEmbedding.TOKENS));
    HostValues positionVectors = HostValues.of(getParam(TokenEmbedding.POSITIONS));
    HostValues sums = HostValues.of(out);
    for (int i = 0; i < tokens.length; i++) {
      int position = i % length * features;
      int row = i * features;
      for (int j = 0; j < features; j++) {
        sums.set(row + j, positionVectors.at(position + j));
      }
      if (tokens[i] != LEFT_OUT) {
        addRow(tokenVectors, tokens[i] * features, sums, row, features);
      }
    }
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray gradientOut, LayerWorkspaceMgr workspaces) {
    int length = Math.toIntExact(input.size(1));
    int features = Math.toIntExact(layerConf().out());
    gradientViews.values().forEach(view -> view.assign(0));
    HostValues tokenGradients = HostValues.of(gradientViews.get(TokenEmbedding.TOKENS));
    HostValues positionGradients = HostValues.of(gradientViews.get(TokenEmbedding.POSITIONS));
    HostValues gradients = HostValues.of(gradientRows(gradientOut, workspaces));
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i] != LEFT_OUT) {
        addRow(gradients, i * features, tokenGradients, tokens[i] * features, features);
      }
      addRow(gradients, i * features, positionGradients, i % length * features, features);
    }
    return Pair.of(gradients(), null);
  }

  private static void addRow(
      HostValues from, int fromStart, HostValues to, int toStart, int features) {
    for (int j = 0; j < features; j++) {
      to.set(toStart + j, to.at(toStart + j) + from.at(fromStart + j));
    }
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

  private int[] readTokens(LayerWorkspaceMgr workspaces) {
    if (input.rank() != 2 || input.size(1) > layerConf().maxLength()) {
      throw new IllegalArgumentException(
          "token ids should be [batch, length] with length at most %d, but are %s %s"
              .formatted(layerConf().maxLength(), input.shapeInfoToString(), layerId()));
    }
    HostValues ids = HostValues.of(Dense.of(workspaces, ArrayType.FF_WORKING_MEM, input));
    int[] read = new int[Math.toIntExact(input.length())];
    for (int i = 0; i < read.length; i++) {
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
      read[i] = (int) id;
    }
    return read;
  }

  @Override
  public void clear() {
    super.clear();
    tokens = new int[0];
  }
}
