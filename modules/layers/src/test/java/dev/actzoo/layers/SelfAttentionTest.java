package dev.actzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

class SelfAttentionTest {
  private static final int HEADS = 3;
  private static final int FEATURES = TokenNets.FEATURES;
  private static final int SIZE = FEATURES / HEADS;

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void agreesWithItsDefinition(DataType type) {
    ComputationGraph net = TokenNets.classifier(type, new SelfAttention(FEATURES, HEADS, 0));
    MultiDataSet data = TokenNets.classified(type, true);
    net.setLayerMaskArrays(data.getFeaturesMaskArrays(), null);
    var activations = net.feedForward(data.getFeatures(), false);
    INDArray in = activations.get("embedding");
    INDArray out = activations.get("layer-0");
    for (int example = 0; example < in.size(0); example++) {
      int tokens = Math.max(1, data.getFeaturesMaskArray(0).getRow(example).sumNumber().intValue());
      boolean allPadding = data.getFeaturesMaskArray(0).getRow(example).sumNumber().intValue() == 0;
      double[][] expected =
          defined(net, in.slice(example).toDoubleMatrix(), allPadding ? TokenNets.LENGTH : tokens);
      for (int i = 0; i < expected.length; i++) {
        assertThat(out.slice(example).getRow(i).toDoubleVector())
            .containsExactly(expected[i], within(2e-6));
      }
    }
  }

  @Test
  void aMaskOfTokensAloneChangesNothing() {
    ComputationGraph net =
        TokenNets.classifier(DataType.FLOAT, new SelfAttention(FEATURES, HEADS, 0));
    MultiDataSet data = TokenNets.classified(DataType.FLOAT, true);
    INDArray without = outputs(net, data, null);
    INDArray ones = data.getFeaturesMaskArray(0).dup().assign(1);
    assertThat(outputs(net, data, ones)).isEqualTo(without);
    assertThat(outputs(net, data, data.getFeaturesMaskArray(0))).isNotEqualTo(without);
  }

  private static INDArray outputs(
      ComputationGraph net, MultiDataSet data, @Nullable INDArray mask) {
    net.setLayerMaskArrays(mask == null ? null : new INDArray[] {mask}, null);
    return net.feedForward(data.getFeatures(), false).get("layer-0");
  }

  /** Attention in plain loops; the first {@code tokens} rows are no padding. */
  private static double[][] defined(ComputationGraph net, double[][] in, int tokens) {
    double[][] packed = affine(net, in, "layer-0_inputWeights", "layer-0_inputBias");
    double[][] joined = new double[in.length][FEATURES];
    for (int head = 0; head < HEADS; head++) {
      int query = head * SIZE;
      int key = FEATURES + head * SIZE;
      int value = 2 * FEATURES + head * SIZE;
      for (int i = 0; i < in.length; i++) {
        double[] weights = new double[tokens];
        double sum = 0;
        for (int j = 0; j < tokens; j++) {
          double product = 0;
          for (int k = 0; k < SIZE; k++) {
            product += packed[i][query + k] * packed[j][key + k];
          }
          weights[j] = Math.exp(product / Math.sqrt(SIZE));
          sum += weights[j];
        }
        for (int j = 0; j < tokens; j++) {
          for (int k = 0; k < SIZE; k++) {
            joined[i][query + k] += weights[j] / sum * packed[j][value + k];
          }
        }
      }
    }
    return affine(net, joined, "layer-0_outputWeights", "layer-0_outputBias");
  }

  private static double[][] affine(
      ComputationGraph net, double[][] in, String weights, String bias) {
    double[][] w = net.getParam(weights).toDoubleMatrix();
    double[] b = net.getParam(bias).reshape(w[0].length).toDoubleVector();
    double[][] out = new double[in.length][];
    for (int i = 0; i < in.length; i++) {
      out[i] = b.clone();
      for (int j = 0; j < w.length; j++) {
        for (int k = 0; k < b.length; k++) {
          out[i][k] += in[i][j] * w[j][k];
        }
      }
    }
    return out;
  }

  @Test
  void headsHaveToShareEvenly() {
    assertThatThrownBy(() -> new SelfAttention(6, 4, 0))
        .hasMessage("6 features cannot be shared evenly among 4 heads");
  }
}
