package dev.actzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.api.buffer.DataType.DOUBLE;
import static org.nd4j.linalg.api.buffer.DataType.FLOAT;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.input.BadInputException;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

class RandomisedReluTest {
  private static final double MEAN = Catalogue.ridge("rrelu").parameters().get(0).value();

  @Test
  void slopesAreUniformWithTheCataloguesMean() {
    INDArray in = Nd4j.ones(DOUBLE, 200_001).negi();
    INDArray slopes = slopes(in, 1, "layer", 0);
    double width = RandomSlopes.GREATEST - RandomSlopes.LEAST;
    assertThat(MEAN).isCloseTo((RandomSlopes.GREATEST + RandomSlopes.LEAST) / 2, within(1e-15));
    assertThat(slopes.minNumber().doubleValue()).isBetween(1 / 8.0, 1 / 8.0 + 1e-4);
    assertThat(slopes.maxNumber().doubleValue()).isBetween(1 / 3.0 - 1e-4, 1 / 3.0);
    assertThat(slopes.meanNumber().doubleValue()).isCloseTo(MEAN, within(5e-4));
    assertThat(slopes.stdNumber().doubleValue()).isCloseTo(width / Math.sqrt(12), within(5e-4));
  }

  @Test
  void slopesDependOnSeedLayerIterationAndIndexAlone() {
    INDArray in = Nd4j.create(FLOAT, 150);
    WeightInitialisation.normal(in, 1, 1, "in", "values");
    in.putScalar(7, -0.5);
    in.putScalar(149, 0.5);
    INDArray slopes = slopes(in, 1, "layer", 3);
    assertThat(slopes).isEqualTo(slopes(in, 1, "layer", 3));
    assertThat(slopes).isNotEqualTo(slopes(in, 2, "layer", 3));
    assertThat(slopes).isNotEqualTo(slopes(in, 1, "other", 3));
    assertThat(slopes).isNotEqualTo(slopes(in, 1, "layer", 4));
    assertThat(at(slopes, 149)).as("of a positive element").isEqualTo(1);
    INDArray all = Nd4j.ones(DOUBLE, 150).negi();
    assertThat(at(slopes(all, 1, "layer", 3), 7))
        .as("whatever the type and the other elements")
        .isCloseTo(at(slopes, 7), within(1e-7));
  }

  @Test
  void gradientsAreRightForTheSlopesDrawn() {
    ComputationGraph net = net(DOUBLE);
    GradientCheck.Worst worst = GradientCheck.worst(net, batch(DOUBLE));
    assertThat(worst.error()).as(worst.toString()).isLessThan(1e-5);
    INDArray first = GradientCheck.gradient(net, batch(DOUBLE));
    net.getConfiguration().setIterationCount(1);
    assertThat(GradientCheck.gradient(net, batch(DOUBLE))).isNotEqualTo(first);
    net.getConfiguration().setIterationCount(0);
    assertThat(GradientCheck.gradient(net, batch(DOUBLE))).isEqualTo(first);
  }

  @Test
  void theSlopeIsTheMeanOutsideTraining() {
    ComputationGraph net = net(DOUBLE);
    INDArray in = batch(DOUBLE).getFeatures(0);
    INDArray hidden = net.feedForward(in, false).get("hidden");
    INDArray out = net.feedForward(in, false).get("activation");
    for (long i = 0; i < hidden.length(); i++) {
      double x = hidden.getDouble(i);
      assertThat(out.getDouble(i)).isCloseTo(x > 0 ? x : MEAN * x, within(1e-12));
    }
    assertThat(net.feedForward(in, true).get("activation")).isNotEqualTo(out);
  }

  @Test
  void survivesJsonAndIsALayerOfItsOwn() {
    ComputationGraph net = net(FLOAT);
    String json = net.getConfiguration().toJson();
    assertThat(ComputationGraphConfiguration.fromJson(json).toJson()).isEqualTo(json);
    assertThat(ActivationUnit.isFusable("rrelu")).isFalse();
    assertThat(ActivationUnit.of("randomized-relu")).isInstanceOf(RandomisedRelu.class);
    assertThatThrownBy(() -> new Projection(3, 5, "rrelu"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("draws at random");
  }

  /** Of the array as operations see it. */
  private static double at(INDArray array, long index) {
    return array.mul(1).getDouble(index);
  }

  private static INDArray slopes(INDArray in, long seed, String layer, int iteration) {
    INDArray slopes = in.ulike();
    RandomSlopes.of(seed, layer, iteration).fill(in, slopes);
    return slopes;
  }

  private static ComputationGraph net(DataType type) {
    ComputationGraph net =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(type)
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.feedForward(4))
                .addLayer("hidden", new Projection(4, 5), "in")
                .addLayer("activation", ActivationUnit.of("rrelu"), "hidden")
                .addLayer("logits", new Projection(5, 3), "activation")
                .addLayer("out", new ClassOutput(), "logits")
                .setOutputs("out")
                .build());
    net.init();
    WeightInitialisation.normal(net.params(), 0.8, 2, "net", "all");
    return net;
  }

  private static MultiDataSet batch(DataType type) {
    INDArray in = Nd4j.create(type, 6, 4);
    WeightInitialisation.normal(in, 1.5, 5, "in", "values");
    INDArray labels = Nd4j.create(type, 6, 3);
    for (int i = 0; i < 6; i++) {
      labels.putScalar(i, i % 3, 1);
    }
    return new MultiDataSet(in, labels);
  }
}
