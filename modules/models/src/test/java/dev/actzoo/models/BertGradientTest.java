package dev.actzoo.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.actzoo.layers.SequencePooling;
import dev.actzoo.layers.WeightInitialisation;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/** A whole float64 BERT of one block, with padding, against central differences of its loss. */
class BertGradientTest {
  private static final int VOCABULARY = 9;
  private static final int LENGTH = 6;
  private static final Bert.Size SIZE = new Bert.Size(1, 8, 2);
  private static final int STRIDE = 13;
  private static final double STEP = 1e-5;

  @Test
  void classifierGradientsAreRight() {
    check(bert("gelu", 0).classifier(2), classified());
  }

  @Test
  void meanPoolingGradientsAreRight() {
    check(bert("tanh", 0.2).classifier(2, SequencePooling.Kind.MEAN), classified());
  }

  @Test
  void languageModelGradientsAreRight() {
    check(
        bert("silu", 0.2).maskedLanguageModel(),
        BertBatches.masked(DataType.DOUBLE, 3, LENGTH, VOCABULARY));
  }

  private static MultiDataSet classified() {
    return BertBatches.classified(DataType.DOUBLE, 3, LENGTH, VOCABULARY);
  }

  private static Bert bert(String activation, double dropout) {
    return new Bert(SIZE, VOCABULARY, LENGTH, activation, dropout, dropout, 3, DataType.DOUBLE);
  }

  private static void check(ComputationGraphConfiguration configuration, MultiDataSet data) {
    ComputationGraph net = new ComputationGraph(configuration);
    net.init();
    INDArray parameters = net.params();
    WeightInitialisation.normal(parameters, 0.3, 1, "net", "all");
    INDArray gradient = BertTest.gradient(net, data);
    for (long i = 0; i < parameters.length(); i += STRIDE) {
      double value = parameters.getDouble(i);
      parameters.putScalar(i, value + STEP);
      double above = net.score(data, true);
      parameters.putScalar(i, value - STEP);
      double below = net.score(data, true);
      parameters.putScalar(i, value);
      double exact = gradient.getDouble(i);
      double tolerance = 1e-8 + 1e-5 * Math.abs(exact);
      assertThat((above - below) / (2 * STEP))
          .as("parameter %d", i)
          .isCloseTo(exact, within(tolerance));
    }
    assertThat(gradient.norm2Number().doubleValue()).isGreaterThan(0.1);
  }
}
