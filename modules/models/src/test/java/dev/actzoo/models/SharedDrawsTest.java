package dev.actzoo.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arms of other widths start from the same draws wherever both have a weight. */
class SharedDrawsTest {
  /**
   * Every weight that an arm has in common with ReLU's is the same but for one factor.
   *
   * @param parts how many outputs belong to a unit
   * @param apart how many places lie between the outputs of neighbouring units
   * @param places how many places a dense layer's inputs are in
   */
  @ParameterizedTest
  @CsvSource({
    "mlp, glu, hidden-1, 2, 1, 1",
    "mlp, glu, hidden-2, 2, 1, 1",
    "mlp, maxout(3), hidden-2, 3, 3, 1",
    "mlp, crelu, hidden-2, 1, 1, 1",
    "mlp, glu, logits, 1, 1, 1",
    "alexnet, glu, convolution-1, 2, 1, 1",
    "alexnet, glu, convolution-4, 2, 1, 1",
    "alexnet, maxout, dense-6, 2, 2, 4",
    "alexnet, glu, dense-6, 2, 1, 4",
    "alexnet, crelu, dense-7, 1, 1, 1",
    "resnet-8, swiglu, stem-convolution, 2, 1, 1",
    "resnet-8, swiglu, stage2-block1-1-convolution, 2, 1, 1",
    "resnet-8, swiglu, stage2-block1-2-convolution, 1, 1, 1",
    "bert-tiny, swiglu, block-1-up, 2, 1, 1",
    "bert-tiny, swiglu, block-2-down, 1, 1, 1",
    "bert-tiny, maxout, block-1-up, 2, 2, 1"
  })
  void theCommonBlockIsCommon(
      String model, String activation, String layer, int parts, int apart, int places) {
    INDArray theirs = unitsFirst(model, "relu", layer);
    INDArray ours = unitsFirst(model, activation, layer);
    long units = Math.min(theirs.size(0), ours.size(0) / parts);
    long channels = Math.min(theirs.size(1), ours.size(1)) / places;
    assertThat(units * channels).isGreaterThan(8);
    double factor = at(ours, 0, 0) / at(theirs, 0, 0);
    assertThat(factor).isPositive();
    for (long unit = 0; unit < units; unit++) {
      for (long input = 0; input < places * channels; input++) {
        long place = input / channels;
        long channel = input % channels;
        double mine = at(ours, unit * apart, place * (ours.size(1) / places) + channel);
        double other = at(theirs, unit, place * (theirs.size(1) / places) + channel);
        assertThat(mine).isCloseTo(factor * other, within(1e-4 * Math.abs(factor * other)));
      }
    }
  }

  /** One number of a unit's weights for an input: of a kernel, its first. */
  private static double at(INDArray weights, long unit, long input) {
    return weights.rank() == 2
        ? weights.getDouble(unit, input)
        : weights.getDouble(unit, input, 0, 0);
  }

  /** The weights of a layer as [outputs, inputs, ...]. */
  private static INDArray unitsFirst(String model, String activation, String layer) {
    Model found = ModelCatalogue.named(model);
    boolean text = found.reads() == Model.Reads.TEXT;
    ModelInput input = text ? new TextInput(50, 6) : new ImageInput(9, 10, 2);
    Map<String, Double> options = text ? Map.of() : Map.of("width", 16.0);
    ComputationGraph net = ImageNets.net(found.configuration(input, 4, activation, options, 3));
    return layer.contains("convolution")
        ? net.getLayer(layer).getParam("W")
        : net.getLayer(layer).getParam("weights").transpose();
  }
}
