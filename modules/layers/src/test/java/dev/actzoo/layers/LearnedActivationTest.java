package dev.actzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nd4j.linalg.api.buffer.DataType.DOUBLE;
import static org.nd4j.linalg.api.buffer.DataType.FLOAT;

import dev.actzoo.input.BadInputException;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Activations whose parameters are learned with the weights. */
class LearnedActivationTest {
  private static final String BOTH = "a * x * sigmoid(b * x); a ~ 1.25, b[channel] ~ 0.5";

  @ParameterizedTest
  @ValueSource(
      strings = {
        BOTH,
        "x * sigmoid(beta * x); beta ~ 1",
        "relu(x) - a * relu(-x); a[channel] ~ 0.25",
        "x + sin(a * x)^2 / a; a ~ 1"
      })
  void gradientsAreRight(String formula) {
    ComputationGraph net = net(DOUBLE, formula);
    GradientCheck.Worst worst = GradientCheck.worst(net, batch(DOUBLE));
    assertThat(worst.error()).as(worst.toString()).isLessThan(1e-5);
  }

  @Test
  void startsAtTheInitialValuesAndTellsTheOptimiserNotToDecay() {
    ComputationGraph net = net(FLOAT, BOTH);
    assertThat(net.getLayer("activation").getParam("a").toFloatVector()).containsExactly(1.25f);
    assertThat(net.getLayer("activation").getParam("b").toFloatVector())
        .containsExactly(0.5f, 0.5f, 0.5f, 0.5f, 0.5f);
    LearnedActivation layer = new LearnedActivation(BOTH);
    assertThat(layer.parameters())
        .extracting(Parameter::role)
        .containsOnly(Parameter.Role.OFFSET)
        .hasSize(2);
  }

  @Test
  void survivesJsonWithTheNet() {
    ComputationGraph net = net(FLOAT, BOTH);
    String json = net.getConfiguration().toJson();
    ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(json);
    assertThat(read.toJson()).isEqualTo(json);
    ComputationGraph other = new ComputationGraph(read);
    other.init(net.params().dup(), false);
    INDArray in = batch(FLOAT).getFeatures(0);
    assertThat(other.outputSingle(in)).isEqualTo(net.outputSingle(in));
  }

  @Test
  void isRefusedWhereParametersHaveNoPlace() {
    assertThatThrownBy(() -> new Projection(3, 5, BOTH))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("has learned parameters, which a function fused into another");
    assertThatThrownBy(() -> new CatalogueActivation(BOTH)).isInstanceOf(BadInputException.class);
    assertThat(FusedActivation.isFusable("gelu")).isTrue();
    assertThat(FusedActivation.isFusable(BOTH)).isFalse();
    assertThat(ActivationUnit.of(BOTH)).isInstanceOf(LearnedActivation.class);
    assertThat(ActivationUnit.of("x * tanh(x)")).isInstanceOf(ActivationUnit.class);
  }

  private static ComputationGraph net(DataType type, String formula) {
    ComputationGraph net =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(type)
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.feedForward(4))
                .addLayer("hidden", new Projection(4, 5), "in")
                .addLayer("activation", new LearnedActivation(formula), "hidden")
                .addLayer("logits", new Projection(5, 3), "activation")
                .addLayer("out", new ClassOutput(), "logits")
                .setOutputs("out")
                .build());
    net.init();
    WeightInitialisation.normal(net.getLayer("hidden").params(), 0.8, 2, "net", "hidden");
    WeightInitialisation.normal(net.getLayer("logits").params(), 0.8, 2, "net", "logits");
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
