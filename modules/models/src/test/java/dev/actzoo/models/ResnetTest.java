package dev.actzoo.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.actzoo.layers.BatchNorm;
import dev.actzoo.layers.ParameterSegment;
import dev.actzoo.layers.ResidualSum;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ResnetTest {
  private static final ImageInput CIFAR = new ImageInput(32, 32, 3);

  /**
   * Convolutions, gains and shifts, logits, counted by hand; He et al. round them to 0.27 M etc.
   */
  @ParameterizedTest
  @CsvSource({"20,269722", "32,464154", "44,658586", "56,853018"})
  void hasThePublishedNumberOfParameters(int depth, long parameters) {
    ComputationGraph net =
        new ComputationGraph(new Resnet(depth, 16, CIFAR, 10, "relu", 1).configuration());
    net.init();
    assertThat(ParameterSegment.trained(net)).isEqualTo(parameters);
  }

  @ParameterizedTest
  @CsvSource({"8,1", "14,2", "20,3", "26,4", "32,5", "38,6", "44,7", "50,8", "56,9"})
  void everyBlockTakesTheActivation(int depth, int blocks) {
    ComputationGraphConfiguration configuration =
        new Resnet(depth, 2, CIFAR, 10, "mish", 1).configuration();
    assertThat(configuration.getVertices().values())
        .flatExtracting(ResnetTest::activation)
        .hasSize(1 + 2 * 3 * blocks)
        .containsOnly("mish");
  }

  /** The activation of a vertex, none if it has none or the identity. */
  private static List<String> activation(GraphVertex vertex) {
    String activation = "identity";
    if (vertex instanceof ResidualSum sum) {
      activation = sum.activation();
    } else if (((LayerVertex) vertex).getLayerConf().getLayer() instanceof BatchNorm norm) {
      activation = norm.activation();
    }
    return activation.equals("identity") ? List.of() : List.of(activation);
  }

  @ParameterizedTest
  @CsvSource({"28,28,1", "32,32,3", "9,13,1", "7,5,3"})
  void takesImagesOfAnySize(int height, int width, int channels) {
    ComputationGraph net =
        new ComputationGraph(
            new Resnet(8, 4, new ImageInput(height, width, channels), 7, "gelu", 1)
                .configuration());
    net.init();
    INDArray out = net.outputSingle(Nd4j.rand(DataType.FLOAT, 2, height, width, channels));
    assertThat(out.shape()).containsExactly(2, 7);
    assertThat(out.sum(1).sub(1).amaxNumber().doubleValue()).isLessThan(1e-5);
  }

  @Test
  void armsOfOneSeedDifferOnlyByTheirGain() {
    INDArray relu = stem("relu", 5);
    INDArray tanh = stem("tanh", 5);
    INDArray ratio = tanh.div(relu);
    double gains =
        dev.actzoo.activations.Catalogue.ridge("tanh").gain()
            / dev.actzoo.activations.Catalogue.ridge("relu").gain();
    assertThat(ratio.sub(gains).amaxNumber().doubleValue()).isLessThan(1e-6);
    assertThat(stem("relu", 6)).isNotEqualTo(relu);
    double deviation = stem("relu", 5).stdNumber().doubleValue();
    assertThat(deviation).isBetween(0.8 * Math.sqrt(2.0 / 27), 1.2 * Math.sqrt(2.0 / 27));
  }

  private static INDArray stem(String activation, long seed) {
    ComputationGraph net =
        new ComputationGraph(new Resnet(8, 16, CIFAR, 10, activation, seed).configuration());
    net.init();
    return net.getLayer("stem-convolution").getParam("W");
  }

  @Test
  void refusesOtherDepths() {
    for (int depth : new int[] {2, 9, 18, 62}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Resnet(depth, 16, CIFAR, 10, "relu", 1));
    }
  }
}
