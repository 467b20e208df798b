package dev.actzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nd4j.linalg.api.buffer.DataType.DOUBLE;
import static org.nd4j.linalg.api.buffer.DataType.FLOAT;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Catalogue;
import dev.actzoo.input.BadInputException;
import dev.actzoo.kernels.NativePointwise;
import dev.actzoo.kernels.Pointwise;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Every catalogue activation as a layer of its own and inside DL4J's own layers. */
class ActivationTest {
  private static final double BOUND = 1e-5;

  static Stream<String> names() {
    return Stream.concat(
        Catalogue.ridges().stream()
            .map(Activation::name)
            .filter(name -> Pointwise.named(name) instanceof NativePointwise),
        Stream.of("x * tanh(x)", "x if x > 0 else 0.5 * sin(x)"));
  }

  static Stream<String> differentiatedRight() {
    return names().filter(name -> !name.equals("dl4j-gelu-precise"));
  }

  @ParameterizedTest
  @MethodSource("differentiatedRight")
  void gradientsInsideAStockDenseLayerAreRight(String name) {
    ComputationGraph net = stock(DOUBLE, name);
    GradientCheck.Worst worst = GradientCheck.worst(net, batch(DOUBLE));
    assertThat(worst.error()).as(worst.toString()).isLessThan(BOUND);
  }

  @ParameterizedTest
  @MethodSource("differentiatedRight")
  void gradientsAsALayerOfItsOwnAreRight(String name) {
    ComputationGraph net = ImageNets.residual(DOUBLE, name);
    GradientCheck.Worst worst = GradientCheck.worst(net, ImageNets.batch(DOUBLE, 3));
    assertThat(worst.error()).as(worst.toString()).isLessThan(BOUND);
  }

  @Test
  void stockGradientOfThePreciseGeluIsNotItsDerivative() {
    ComputationGraph net = stock(DOUBLE, "dl4j-gelu-precise");
    assertThat(GradientCheck.worst(net, batch(DOUBLE)).error()).isBetween(BOUND, 1e-2);
  }

  @ParameterizedTest
  @MethodSource("names")
  void survivesJsonWithTheNet(String name) {
    ComputationGraph net = stock(FLOAT, name);
    String json = net.getConfiguration().toJson();
    ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(json);
    assertThat(read.toJson()).isEqualTo(json);
    ComputationGraph other = new ComputationGraph(read);
    other.init(net.params().dup(), false);
    INDArray in = batch(FLOAT).getFeatures(0);
    assertThat(other.outputSingle(in)).isEqualTo(net.outputSingle(in));
  }

  @Test
  void readsItsOwnJsonAndRefusesUnknownNames() throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    String json =
        mapper.writerFor(IActivation.class).writeValueAsString(new CatalogueActivation("swish"));
    assertThat(mapper.readValue(json, IActivation.class))
        .isEqualTo(new CatalogueActivation("silu"));
    assertThatThrownBy(() -> new ActivationUnit("gleu"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("did you mean");
  }

  @Test
  void worksOnArraysOfAnyStrides() {
    INDArray in = Nd4j.create(FLOAT, 4, 3);
    WeightInitialisation.normal(in, 2, 1, "a", "b");
    INDArray fortran = in.dup('f');
    IActivation gelu = new CatalogueActivation("gelu");
    INDArray expected = gelu.getActivation(in.dup('c'), true);
    assertThat(gelu.getActivation(fortran, true)).isEqualTo(expected).isSameAs(fortran);
    INDArray slopes = gelu.backprop(in.dup('c'), Nd4j.onesLike(in)).getFirst();
    assertThat(gelu.backprop(in.dup('f'), Nd4j.onesLike(in)).getFirst()).isEqualTo(slopes);
  }

  @Test
  void unitLeavesItsInputAloneAndKeepsOneArray() {
    INDArray in = Nd4j.create(FLOAT, 2, 5);
    WeightInitialisation.normal(in, 2, 1, "a", "b");
    INDArray before = in.dup();
    for (String name : new String[] {"relu", "gelu"}) {
      ActivationUnitLayer layer =
          new ActivationUnitLayer(
              new NeuralNetConfiguration.Builder().layer(new ActivationUnit(name)).build(), FLOAT);
      INDArray out = layer.activate(in, true, LayerWorkspaceMgr.noWorkspaces());
      assertThat(in).isEqualTo(before);
      assertThat(out).isNotSameAs(in);
      assertThat(layer.kept()).isSameAs(name.equals("relu") ? out : in);
    }
  }

  private static ComputationGraph stock(DataType type, String activation) {
    ComputationGraph net =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(type)
                .graphBuilder()
                .addInputs("in")
                .addLayer(
                    "hidden",
                    new DenseLayer.Builder()
                        .nIn(4)
                        .nOut(5)
                        .activation(new CatalogueActivation(activation))
                        .build(),
                    "in")
                .addLayer(
                    "out",
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(5)
                        .nOut(2)
                        .activation(new CatalogueActivation("identity"))
                        .build(),
                    "hidden")
                .setOutputs("out")
                .build());
    net.init();
    WeightInitialisation.normal(net.params(), 0.8, 2, "net", "all");
    return net;
  }

  private static MultiDataSet batch(DataType type) {
    INDArray in = Nd4j.create(type, 6, 4);
    WeightInitialisation.normal(in, 1.5, 5, "in", "values");
    INDArray labels = Nd4j.create(type, 6, 2);
    WeightInitialisation.normal(labels, 1, 6, "labels", "values");
    return new MultiDataSet(in, labels);
  }
}
