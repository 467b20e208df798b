package dev.actzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.api.buffer.DataType.FLOAT;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class DropoutTest {
  @Test
  void dropsTheWantedShareAndScalesTheRest() {
    INDArray mask = mask(0.3, 1, "layer", 0, 1_000_001).castTo(DataType.DOUBLE);
    double kept = mask.neq(0).castTo(DataType.DOUBLE).meanNumber().doubleValue();
    assertThat(kept).isCloseTo(0.7, within(0.002));
    assertThat(mask.maxNumber().doubleValue()).isCloseTo(1 / 0.7, within(1e-4));
    assertThat(mask.meanNumber().doubleValue()).isCloseTo(1, within(0.003));
  }

  @Test
  void neighboursAreIndependent() {
    INDArray dropped = mask(0.5, 1, "layer", 0, 1_000_000).eq(0).castTo(DataType.DOUBLE);
    INDArray pairs = dropped.reshape(500_000, 2);
    double both = pairs.prod(1).meanNumber().doubleValue();
    assertThat(both).isCloseTo(0.25, within(0.003));
  }

  @Test
  void dependsOnSeedLayerIterationAndIndexAlone() {
    INDArray mask = mask(0.5, 1, "layer", 3, 100);
    assertThat(mask).isEqualTo(mask(0.5, 1, "layer", 3, 100));
    assertThat(mask).isNotEqualTo(mask(0.5, 2, "layer", 3, 100));
    assertThat(mask).isNotEqualTo(mask(0.5, 1, "other", 3, 100));
    assertThat(mask).isNotEqualTo(mask(0.5, 1, "layer", 4, 100));
    INDArray start = mask(0.5, 1, "layer", 3, 37);
    assertThat(mask.get(NDArrayIndex.interval(0, 37))).isEqualTo(start);
  }

  @Test
  void longerAndMoreRowsShareWhatBothHave() {
    INDArray narrow = Nd4j.createUninitialized(FLOAT, 5, 37);
    DropoutMask.of(0.5, 1, "layer", 3).fill(narrow);
    INDArray wide = Nd4j.createUninitialized(FLOAT, 8, 5000);
    DropoutMask.of(0.5, 1, "layer", 3).fill(wide);
    INDArray common = wide.get(NDArrayIndex.interval(0, 5), NDArrayIndex.interval(0, 37));
    assertThat(common).isEqualTo(narrow);
    assertThat(wide.getRow(0)).isNotEqualTo(wide.getRow(1)).isNotEqualTo(wide.getRow(2));
    assertThat(wide.get(NDArrayIndex.all(), NDArrayIndex.interval(2048, 4096)))
        .isNotEqualTo(wide.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 2048)));
    assertThat(wide.mean(1).sub(1).amaxNumber().doubleValue()).isLessThan(0.1);
  }

  @Test
  void isTheIdentityOutsideTraining() {
    ComputationGraph with = TokenNets.classifier(FLOAT, new Dropout(0.5));
    ComputationGraph without = TokenNets.classifier(FLOAT);
    INDArray tokens = TokenNets.tokens(FLOAT);
    assertThat(with.outputSingle(tokens)).isEqualTo(without.outputSingle(tokens));
  }

  @Test
  void changesWithTheIterationOfTheNet() {
    ComputationGraph net = TokenNets.classifier(FLOAT, new Dropout(0.5));
    var data = TokenNets.classified(FLOAT, true);
    INDArray first = GradientCheck.gradient(net, data);
    assertThat(GradientCheck.gradient(net, data)).isEqualTo(first);
    net.getConfiguration().setIterationCount(1);
    assertThat(GradientCheck.gradient(net, data)).isNotEqualTo(first);
    net.getConfiguration().setIterationCount(0);
    assertThat(GradientCheck.gradient(net, data)).isEqualTo(first);
  }

  @Test
  void rateIsBelowOne() {
    assertThatThrownBy(() -> new Dropout(1)).hasMessageContaining("below 1, not 1.0");
    assertThatThrownBy(() -> new Dropout(-0.1)).hasMessageContaining("at least 0");
    assertThatThrownBy(() -> new Dropout(Double.NaN)).hasMessageContaining("NaN");
  }

  private static INDArray mask(double rate, long seed, String layer, int iteration, int length) {
    INDArray mask = Nd4j.createUninitialized(FLOAT, length);
    DropoutMask.of(rate, seed, layer, iteration).fill(mask);
    return mask;
  }
}
