package dev.actzoo.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.layers.Dropout;
import dev.actzoo.layers.Projection;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

class MlpTest {
  private static final ImageInput MNIST = new ImageInput(28, 28, 1);

  /** 784 * 128 + 128, then 128 * 128 + 128 for each further layer, then 128 * 10 + 10. */
  @ParameterizedTest
  @CsvSource({"8,128,217354", "1,128,101770", "2,256,269322", "15,64,109130"})
  void hasTheParametersCountedByHand(int depth, int width, long parameters) {
    ComputationGraph net =
        ImageNets.net(new Mlp(depth, width, MNIST, 10, "relu", 0.5, 1).configuration());
    assertThat(net.numParams()).isEqualTo(parameters);
  }

  @Test
  void everyHiddenLayerTakesTheActivationAndDropout() {
    var vertices = new Mlp(5, 3, MNIST, 10, "mish", 0.5, 1).configuration().getVertices().values();
    assertThat(vertices)
        .extracting(vertex -> ((LayerVertex) vertex).getLayerConf().getLayer())
        .filteredOn(Projection.class::isInstance)
        .extracting(layer -> ((Projection) layer).activation())
        .containsExactlyInAnyOrder("mish", "mish", "mish", "mish", "mish", "identity");
    assertThat(vertices)
        .filteredOn(v -> ((LayerVertex) v).getLayerConf().getLayer() instanceof Dropout)
        .hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({"28,28,1", "32,32,3", "7,5,3"})
  void takesImagesOfAnySize(int height, int width, int channels) {
    ImageInput images = new ImageInput(height, width, channels);
    ComputationGraph net = ImageNets.net(new Mlp(2, 9, images, 7, "gelu", 0, 1).configuration());
    INDArray out = net.outputSingle(ImageNets.batch(images, 3, 7).getFeatures(0));
    assertThat(out.shape()).containsExactly(3, 7);
    assertThat(out.sum(1).sub(1).amaxNumber().doubleValue()).isLessThan(1e-5);
  }

  @Test
  void armsOfOneSeedDifferOnlyByTheirGain() {
    double gains = Catalogue.ridge("tanh").gain() / Catalogue.ridge("relu").gain();
    for (String layer : new String[] {"hidden-1", "hidden-8"}) {
      INDArray ratio = weights("tanh", layer).div(weights("relu", layer));
      assertThat(ratio.sub(gains).amaxNumber().doubleValue()).isLessThan(1e-6);
    }
    double deviation = weights("relu", "hidden-8").stdNumber().doubleValue();
    assertThat(deviation).isBetween(0.98 * Math.sqrt(2.0 / 128), 1.02 * Math.sqrt(2.0 / 128));
  }

  private static INDArray weights(String activation, String layer) {
    return ImageNets.net(new Mlp(8, 128, MNIST, 10, activation, 0, 5).configuration())
        .getLayer(layer)
        .getParam("weights");
  }

  @Test
  void learns() {
    ComputationGraph net = ImageNets.net(new Mlp(3, 32, MNIST, 3, "gelu", 0.1, 1).configuration());
    double[] losses = ImageNets.losses(net, ImageNets.batch(MNIST, 24, 3), 30, 0.02);
    assertThat(losses[1]).isLessThan(0.2 * losses[0]);
  }

  /** Weights moved a little each way change the loss by what the gradient says. */
  @Test
  void gradientsOfTheSquaredErrorAreRight() {
    ComputationGraph net =
        ImageNets.net(new Mlp(1, 5, new ImageInput(1, 1, 1), 0, "tanh", 0, 1).configuration());
    MultiDataSet batch =
        new MultiDataSet(
            Nd4j.createFromArray(-0.9f, -0.3f, 0.4f, 0.8f).reshape(4, 1, 1, 1),
            Nd4j.createFromArray(0.5f, -1f, 2f, 0.1f).reshape(4, 1));
    net.setInputs(batch.getFeatures());
    net.setLabels(batch.getLabels());
    net.computeGradientAndScore();
    INDArray out = net.outputSingle(batch.getFeatures(0));
    double squares = out.squaredDistance(batch.getLabels(0));
    assertThat(net.score()).isCloseTo(squares / 4, within(1e-6));
    INDArray gradient = net.getFlattenedGradients().dup();
    assertThat(gradient.amaxNumber().doubleValue()).isGreaterThan(0.1);
    double step = 1e-2;
    for (long i = 0; i < gradient.length(); i++) {
      double numeric = (loss(net, batch, i, step) - loss(net, batch, i, -step)) / (2 * step);
      assertThat(gradient.getDouble(i)).isCloseTo(numeric, within(2e-3 * (1 + Math.abs(numeric))));
    }
  }

  /** The sum over the batch, a parameter being moved. */
  private static double loss(ComputationGraph net, MultiDataSet batch, long parameter, double by) {
    double kept = net.params().getDouble(parameter);
    net.params().putScalar(parameter, kept + by);
    double squares = net.outputSingle(batch.getFeatures(0)).squaredDistance(batch.getLabels(0));
    net.params().putScalar(parameter, kept);
    return squares;
  }
}
