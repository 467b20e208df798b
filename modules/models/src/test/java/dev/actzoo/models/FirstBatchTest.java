package dev.actzoo.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.actzoo.layers.FirstBatch;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

class FirstBatchTest {
  private static final ImageInput IMAGES = new ImageInput(9, 10, 2);

  /** Of layers whose activation is a layer of its own, so that its input can be seen. */
  @ParameterizedTest
  @CsvSource({
    "mlp, glu, hidden-, 2, 1",
    "mlp, snake, hidden-, 1, 1",
    "mlp, maxout, hidden-, 1, 1",
    "mlp, log-softmax, hidden-, 1, 1",
    "alexnet, relu, convolution-, 1, 1",
    "alexnet, glu, convolution-, 2, 1",
    "alexnet, siren, convolution-, 1, 0.033333333"
  })
  void activationsGetWhatTheyWant(
      String model, String activation, String layer, int parts, double scale) {
    ComputationGraph net = net(model, activation);
    MultiDataSet batch = batch(7);
    String line = FirstBatch.start(net, batch);
    assertThat(line).matches("\\d+ maps scaled by \\S+ to \\S+ on the first batch");
    Map<String, INDArray> outputs = net.feedForward(batch.getFeatures(), false);
    for (int number = 1; number <= 4; number++) {
      INDArray out = outputs.get(layer + number);
      INDArray rows = out.reshape('c', out.length() / out.size(-1), out.size(-1));
      long part = rows.size(1) / parts;
      for (int i = 0; i < parts; i++) {
        INDArray half =
            rows.get(NDArrayIndex.all(), NDArrayIndex.interval(i * part, (i + 1) * part));
        assertThat(rootMeanSquare(half)).isCloseTo(scale, within(1e-3 * scale));
      }
    }
    assertThat(rootMeanSquare(outputs.get("logits"))).isLessThanOrEqualTo(1.001);
  }

  @Test
  void aSignalThatIsGoneIsTold() {
    ComputationGraph net = net("mlp", "relu");
    MultiDataSet dark = batch(0);
    INDArray before = net.params().dup();
    assertThat(FirstBatch.start(net, dark))
        .contains("hidden-1 is not scaled, its output on the first batch has root mean square 0.0");
    assertThat(net.params()).isEqualTo(before);
  }

  @Test
  void whatNormalisesIsLeftAlone() {
    ComputationGraph net =
        ImageNets.net(
            ModelCatalogue.named("resnet-8")
                .configuration(IMAGES, 4, "relu", Map.of("width", 4.0), 3));
    INDArray before = net.params().dup();
    assertThat(FirstBatch.start(net, batch(7))).isEmpty();
    assertThat(net.params()).isEqualTo(before);
  }

  @Test
  void radialUnitsAreFittedToTheBatch() {
    ComputationGraph net = net("mlp", "gaussian");
    FirstBatch.start(net, batch(7));
    assertThat(net.getLayer("hidden-4").getParam("fitted").getDouble(0)).isEqualTo(1);
  }

  private static double rootMeanSquare(INDArray values) {
    return values.norm2Number().doubleValue() / Math.sqrt(values.length());
  }

  private static ComputationGraph net(String model, String activation) {
    Map<String, Double> options =
        model.equals("mlp") ? Map.of("depth", 4.0, "width", 24.0) : Map.of("width", 8.0);
    return ImageNets.net(
        ModelCatalogue.named(model).configuration(IMAGES, 4, activation, options, 3));
  }

  /** Images of a brightness that no gain expects. */
  private static MultiDataSet batch(double brightness) {
    MultiDataSet batch = ImageNets.batch(IMAGES, 12, 4);
    batch.getFeatures(0).muli(brightness);
    return batch;
  }
}
