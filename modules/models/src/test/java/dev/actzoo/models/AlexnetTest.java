package dev.actzoo.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.layers.ActivationUnit;
import dev.actzoo.layers.Projection;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class AlexnetTest {
  private static final ImageInput CIFAR = new ImageInput(32, 32, 3);

  /**
   * For width w, c channels and n classes: 25cw + w, 50w^2 + 2w, 72w^2 + 4w, 144w^2 + 4w, 72w^2 +
   * 2w for the convolutions; 256w^2 + 8w, 64w^2 + 8w, 8wn + n for the dense layers, the image being
   * 4 x 4 by then.
   */
  @ParameterizedTest
  @CsvSource({"32,32,32,3,679690", "32,28,28,1,678090", "16,32,32,3,171402", "64,32,32,3,2706954"})
  void hasTheParametersCountedByHand(
      int width, int height, int wide, int channels, long parameters) {
    ImageInput images = new ImageInput(height, wide, channels);
    ComputationGraph net =
        ImageNets.net(new Alexnet(width, images, 10, "relu", 0.5, 1).configuration());
    assertThat(net.numParams()).isEqualTo(parameters);
    assertThat(net.numParams())
        .isEqualTo(658L * width * width + (29 + 25L * channels + 80) * width + 10);
  }

  @Test
  void everyConvolutionAndDenseLayerTakesTheActivation() {
    var vertices = new Alexnet(4, CIFAR, 10, "mish", 0.5, 1).configuration().getVertices().values();
    assertThat(vertices)
        .extracting(vertex -> ((LayerVertex) vertex).getLayerConf().getLayer())
        .flatExtracting(AlexnetTest::activation)
        .hasSize(8)
        .containsOnlyOnce("identity")
        .contains("mish");
  }

  private static java.util.List<String> activation(Layer layer) {
    if (layer instanceof ActivationUnit unit) {
      return java.util.List.of(unit.activation());
    }
    return layer instanceof Projection dense
        ? java.util.List.of(dense.activation())
        : java.util.List.of();
  }

  @ParameterizedTest
  @CsvSource({"28,28,1", "32,32,3", "9,13,1", "7,5,3"})
  void takesImagesOfAnySize(int height, int width, int channels) {
    ImageInput images = new ImageInput(height, width, channels);
    ComputationGraph net = ImageNets.net(new Alexnet(3, images, 7, "gelu", 0.5, 1).configuration());
    INDArray out = net.outputSingle(ImageNets.batch(images, 3, 7).getFeatures(0));
    assertThat(out.shape()).containsExactly(3, 7);
    assertThat(out.sum(1).sub(1).amaxNumber().doubleValue()).isLessThan(1e-5);
  }

  @Test
  void armsOfOneSeedDifferOnlyByTheirGain() {
    double gains = Catalogue.ridge("tanh").gain() / Catalogue.ridge("relu").gain();
    for (String parameter : new String[] {"convolution-1/W", "dense-7/weights"}) {
      INDArray ratio = weights("tanh", parameter).div(weights("relu", parameter));
      assertThat(ratio.sub(gains).amaxNumber().doubleValue()).isLessThan(1e-6);
    }
  }

  private static INDArray weights(String activation, String parameter) {
    String[] names = parameter.split("/");
    return ImageNets.net(new Alexnet(8, CIFAR, 10, activation, 0, 5).configuration())
        .getLayer(names[0])
        .getParam(names[1]);
  }

  @Test
  void learns() {
    ComputationGraph net = ImageNets.net(new Alexnet(4, CIFAR, 3, "relu", 0.1, 1).configuration());
    double[] losses = ImageNets.losses(net, ImageNets.batch(CIFAR, 24, 3), 40, 0.02);
    assertThat(losses[1]).isLessThan(0.3 * losses[0]);
  }
}
