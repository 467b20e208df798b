package dev.actzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.api.buffer.DataType.FLOAT;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

class MaskedTokenOutputTest {
  private final ComputationGraph net = TokenNets.languageModel(FLOAT);
  private final MultiDataSet data = TokenNets.maskedTokens(FLOAT);

  @Test
  void lossIsTheMeanOverTheMaskedPositions() {
    INDArray probabilities = net.outputSingle(data.getFeatures());
    assertThat(probabilities.shape()).containsExactly(4, 5, 7);
    assertThat(probabilities.sum(2).sub(1).amaxNumber().doubleValue()).isLessThan(1e-5);
    double sum = 0;
    int[][] masked = {{0, 0}, {1, 1}, {1, 4}, {3, 2}};
    for (int[] at : masked) {
      int target = data.getLabels(0).getInt(at[0], at[1]);
      sum -= Math.log(probabilities.getDouble(at[0], at[1], target));
    }
    assertThat(net.score(data, false)).isCloseTo(sum / masked.length, within(1e-5));
    GradientCheck.gradient(net, data);
    assertThat(net.score()).isCloseTo(sum / masked.length, within(1e-5));
  }

  @Test
  void nothingToPredictIsNoLossAndNoGradient() {
    data.getLabelsMaskArray(0).assign(0);
    assertThat(GradientCheck.gradient(net, data).amaxNumber().doubleValue()).isZero();
    assertThat(net.score()).isZero();
  }

  @Test
  void aMaskHasToBeGiven() {
    data.setLabelsMaskArray(null);
    assertThatThrownBy(() -> GradientCheck.gradient(net, data))
        .hasMessageStartingWith("labels and a label mask have to be given");
  }

  @Test
  void labelsHaveToBeTokens() {
    data.getLabels(0).putScalar(1, 4, 7);
    assertThatThrownBy(() -> GradientCheck.gradient(net, data))
        .hasMessage("label 7.0 at position 9 of the batch is not one of 0 to 6");
  }

  @Test
  void labelsOutsideTheMaskAreNotRead() {
    INDArray gradient = GradientCheck.gradient(net, data);
    data.getLabels(0).putScalar(2, 2, -100);
    assertThat(GradientCheck.gradient(net, data)).isEqualTo(gradient);
  }
}
