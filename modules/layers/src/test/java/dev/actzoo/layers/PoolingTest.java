package dev.actzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nd4j.linalg.api.buffer.DataType.DOUBLE;
import static org.nd4j.linalg.api.buffer.DataType.FLOAT;

import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class PoolingTest {
  static Stream<Pooling> poolings() {
    return Stream.of(
        new MaxPool(2, 2, 0),
        new MaxPool(3, 2, 1),
        new MaxPool(3, 1, 1),
        new AveragePool(2, 2, 0),
        new AveragePool(3, 2, 1));
  }

  @ParameterizedTest
  @MethodSource("poolings")
  void gradientsAreRight(Pooling pooling) {
    ComputationGraph net = net(DOUBLE, pooling);
    GradientCheck.Worst worst = GradientCheck.worst(net, ImageNets.batch(DOUBLE, 4));
    assertThat(worst.error()).as(worst.toString()).isLessThan(1e-5);
  }

  @ParameterizedTest
  @MethodSource("poolings")
  void floatsAndDoublesAgree(Pooling pooling) {
    INDArray floats = GradientCheck.gradient(net(FLOAT, pooling), ImageNets.batch(FLOAT, 5));
    INDArray doubles = GradientCheck.gradient(net(DOUBLE, pooling), ImageNets.batch(DOUBLE, 5));
    assertThat(floats.castTo(DOUBLE).sub(doubles).amaxNumber().doubleValue()).isLessThan(1e-5);
    assertThat(doubles.amaxNumber().doubleValue()).isGreaterThan(1e-2);
  }

  @ParameterizedTest
  @MethodSource("poolings")
  void survivesJson(Pooling pooling) {
    ComputationGraph net = net(FLOAT, pooling);
    String json = net.getConfiguration().toJson();
    ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(json);
    assertThat(read.toJson()).isEqualTo(json);
    ComputationGraph other = new ComputationGraph(read);
    other.init(net.params().dup(), false);
    INDArray images = ImageNets.batch(FLOAT, 2).getFeatures(0);
    assertThat(other.outputSingle(images)).isEqualTo(net.outputSingle(images));
  }

  @Test
  void refusesWhatCannotBePooled() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MaxPool(3, 2, 2))
        .withMessageContaining("at most half a window of padding");
    assertThatIllegalArgumentException().isThrownBy(() -> new AveragePool(2, 0, 0));
    Pooling pooling = new MaxPool(3, 2, 0);
    pooling.setLayerName("it");
    InputType small = InputType.convolutional(2, 9, 4, CNN2DFormat.NHWC);
    assertThatThrownBy(() -> pooling.getOutputType(0, small))
        .hasMessage("layer it pools windows of 3 but is fed images of 2 x 9");
  }

  private static ComputationGraph net(DataType type, Pooling pooling) {
    ComputationGraph net =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(11)
                .dataType(type)
                .graphBuilder()
                .addInputs("images")
                .setInputTypes(InputType.convolutional(6, 5, 2, CNN2DFormat.NHWC))
                .addLayer("convolution", new Convolution(2, 5, 3, 1, 1.4).withBias(), "images")
                .addLayer("activation", new ActivationUnit("tanh"), "convolution")
                .addLayer("pooling", pooling, "activation")
                .addLayer("convolution-2", new Convolution(5, 4, 3, 1, 1.4), "pooling")
                .addLayer("all", new GlobalAveragePool(), "convolution-2")
                .addLayer("logits", new Projection(4, ImageNets.CLASSES, 1), "all")
                .addLayer("loss", new ClassOutput(), "logits")
                .setOutputs("loss")
                .build());
    net.init();
    return net;
  }
}
