package dev.actzoo.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nd4j.linalg.api.buffer.DataType.DOUBLE;
import static org.nd4j.linalg.api.buffer.DataType.FLOAT;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

class BertTest {
  private static final int VOCABULARY = 50;
  private static final int LENGTH = 12;
  private static final Bert.Size SMALLEST = new Bert.Size(1, 16, 2);

  /** The counts of the released checkpoints, less their two token types. */
  @ParameterizedTest
  @CsvSource({
    "2, 128, 4385920",
    "4, 256, 11170560",
    "4, 512, 28763648",
    "8, 512, 41373184",
  })
  void encoderHasThePublishedParameters(int blocks, int hidden, long published) {
    Bert bert = bert(Bert.Size.of(blocks, hidden), 30522, 512, FLOAT, 0.1);
    long head = 2L * hidden + 2;
    assertThat(net(bert.classifier(2)).numParams() - head).isEqualTo(published - 2L * hidden);
  }

  @Test
  void parametersFollowTheClosedForm() {
    long v = VOCABULARY;
    long l = LENGTH;
    long h = 16;
    long blocks = 3;
    Bert bert = bert(new Bert.Size(3, 16, 2), VOCABULARY, LENGTH, FLOAT, 0);
    long encoder = v * h + l * h + 2 * h + blocks * (12 * h * h + 13 * h);
    assertThat(net(bert.classifier(5)).numParams()).isEqualTo(encoder + h * h + h + 5 * h + 5);
    assertThat(net(bert.maskedLanguageModel()).numParams())
        .isEqualTo(encoder + h * h + h + 2 * h + h * v + v);
    assertThat(net(bert.tagger(7)).numParams()).isEqualTo(encoder + 7 * h + 7);
  }

  @Test
  void float32AgreesWithFloat64() {
    ComputationGraph exact = net(bert(Bert.TINY, VOCABULARY, LENGTH, DOUBLE, 0.1).classifier(2));
    ComputationGraph fast = net(bert(Bert.TINY, VOCABULARY, LENGTH, FLOAT, 0.1).classifier(2));
    assertThat(fast.params()).isEqualTo(exact.params().castTo(FLOAT));

    MultiDataSet data = BertBatches.classified(DOUBLE, 8, LENGTH, VOCABULARY);
    MultiDataSet dataOfFast = BertBatches.classified(FLOAT, 8, LENGTH, VOCABULARY);
    INDArray difference = output(fast, dataOfFast).castTo(DOUBLE).sub(output(exact, data));
    assertThat(difference.amaxNumber().doubleValue()).isLessThan(1e-5);

    INDArray gradient = gradient(exact, data);
    INDArray error = gradient(fast, dataOfFast).castTo(DOUBLE).sub(gradient);
    assertThat(error.norm2Number().doubleValue())
        .isLessThan(1e-4 * gradient.norm2Number().doubleValue());
  }

  @Test
  void paddingDoesNotMatter() {
    ComputationGraph net =
        net(bert(new Bert.Size(2, 16, 2), VOCABULARY, LENGTH, FLOAT, 0).classifier(2));
    MultiDataSet data = BertBatches.classified(FLOAT, 6, LENGTH, VOCABULARY);
    float[] output = output(net, data).ravel().toFloatVector();
    INDArray isPadding = data.getFeaturesMaskArray(0).rsub(1);
    data.getFeatures(0).addi(isPadding.mul(7));
    assertThat(output(net, data).ravel().toFloatVector()).isEqualTo(output);
    data.getFeatures(0).putScalar(0, 3, 9);
    assertThat(output(net, data).ravel().toFloatVector()).isNotEqualTo(output);
  }

  @Test
  void survivesJsonAndTheModelSerialiser() throws IOException {
    Bert bert = bert(SMALLEST, VOCABULARY, LENGTH, FLOAT, 0.1);
    MultiDataSet data = BertBatches.classified(FLOAT, 6, LENGTH, VOCABULARY);
    for (ComputationGraphConfiguration configuration :
        List.of(bert.classifier(2), bert.maskedLanguageModel())) {
      String json = configuration.toJson();
      assertThat(ComputationGraphConfiguration.fromJson(json).toJson()).isEqualTo(json);

      ComputationGraph net = net(configuration);
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      ModelSerializer.writeModel(net, file, false);
      ComputationGraph read =
          ModelSerializer.restoreComputationGraph(
              new ByteArrayInputStream(file.toByteArray()), false);
      assertThat(output(read, data)).isEqualTo(output(net, data));
    }
  }

  @Test
  void learnsToClassify() {
    ComputationGraph net = net(bert(SMALLEST, VOCABULARY, LENGTH, FLOAT, 0.1).classifier(2));
    MultiDataSet data = BertBatches.classified(FLOAT, 32, LENGTH, VOCABULARY);
    double before = net.score(data, false);
    train(net, data, 100);
    assertThat(net.score(data, false)).isLessThan(0.2 * before);
  }

  @Test
  void learnsToPredictTokens() {
    ComputationGraph net =
        net(bert(SMALLEST, VOCABULARY, LENGTH, FLOAT, 0.1).maskedLanguageModel());
    MultiDataSet data = BertBatches.masked(FLOAT, 16, LENGTH, VOCABULARY);
    double before = net.score(data, false);
    train(net, data, 50);
    assertThat(net.score(data, false)).isLessThan(0.5 * before);
  }

  @Test
  void concurrentNetsGetTheBitsOfSingleOnes() throws Exception {
    List<Double> rates = List.of(0.1, 0.3);
    List<INDArray> alone = new ArrayList<>();
    for (double rate : rates) {
      alone.add(trained(rate).call());
    }
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<INDArray>> together =
          threads.invokeAll(rates.stream().map(BertTest::trained).toList());
      for (int i = 0; i < alone.size(); i++) {
        assertThat(together.get(i).get().toFloatVector())
            .containsExactly(alone.get(i).toFloatVector());
      }
    } finally {
      threads.shutdown();
    }
  }

  private static Callable<INDArray> trained(double dropout) {
    return () -> {
      Bert bert = bert(new Bert.Size(2, 32, 2), VOCABULARY, LENGTH, FLOAT, dropout);
      ComputationGraph net = net(bert.classifier(2));
      train(net, BertBatches.classified(FLOAT, 16, LENGTH, VOCABULARY), 20);
      return net.params();
    };
  }

  /** Steps of momentum along the gradient. */
  private static void train(ComputationGraph net, MultiDataSet data, int steps) {
    INDArray velocity = net.params().like();
    for (int step = 0; step < steps; step++) {
      velocity.muli(0.9).addi(gradient(net, data));
      net.params().subi(velocity.mul(0.05));
      net.getConfiguration().setIterationCount(step + 1);
    }
  }

  private static Bert bert(
      Bert.Size size, int vocabulary, int length, DataType type, double dropout) {
    return new Bert(size, vocabulary, length, "gelu", dropout, 0, 7, type);
  }

  private static ComputationGraph net(ComputationGraphConfiguration configuration) {
    ComputationGraph net = new ComputationGraph(configuration);
    net.init();
    return net;
  }

  private static INDArray output(ComputationGraph net, MultiDataSet data) {
    return net.output(false, data.getFeatures(), data.getFeaturesMaskArrays())[0];
  }

  /** The gradient of the loss, [parameters]. */
  static INDArray gradient(ComputationGraph net, MultiDataSet data) {
    net.setInputs(data.getFeatures());
    net.setLabels(data.getLabels());
    net.setLayerMaskArrays(data.getFeaturesMaskArrays(), data.getLabelsMaskArrays());
    net.computeGradientAndScore();
    return net.getFlattenedGradients().div(data.getFeatures(0).size(0)).reshape(net.numParams());
  }
}
