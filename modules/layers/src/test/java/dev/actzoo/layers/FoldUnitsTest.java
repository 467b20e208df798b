package dev.actzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.api.buffer.DataType.DOUBLE;
import static org.nd4j.linalg.api.buffer.DataType.FLOAT;

import dev.actzoo.kernels.FoldFunction;
import java.util.Arrays;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Folds and gated units over the channels of images, as layers of a net. */
class FoldUnitsTest {
  private static final int CHANNELS = 6;

  static Stream<ParameterFreeLayer> units() {
    return Stream.concat(
        Arrays.stream(FoldFunction.values()).map(f -> new FoldUnit(f, 2)),
        Stream.of("sigmoid", "identity", "relu", "gelu", "silu", "tanh").map(GatedUnit::new));
  }

  @ParameterizedTest
  @MethodSource("units")
  void gradientsAreRight(ParameterFreeLayer unit) {
    ComputationGraph net = net(DOUBLE, unit);
    GradientCheck.Worst worst = GradientCheck.worst(net, ImageNets.batch(DOUBLE, 3));
    assertThat(worst.error()).as(worst.toString()).isLessThan(1e-5);
  }

  @ParameterizedTest
  @MethodSource("units")
  void floatsAndDoublesAgree(ParameterFreeLayer unit) {
    INDArray floats = GradientCheck.gradient(net(FLOAT, unit), ImageNets.batch(FLOAT, 5));
    INDArray doubles = GradientCheck.gradient(net(DOUBLE, unit), ImageNets.batch(DOUBLE, 5));
    assertThat(floats.castTo(DOUBLE).sub(doubles).amaxNumber().doubleValue()).isLessThan(2e-5);
    assertThat(doubles.amaxNumber().doubleValue()).isGreaterThan(1e-2);
  }

  @ParameterizedTest
  @MethodSource("units")
  void survivesJson(ParameterFreeLayer unit) {
    ComputationGraph net = net(FLOAT, unit);
    String json = net.getConfiguration().toJson();
    ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(json);
    assertThat(read.toJson()).isEqualTo(json);
    ComputationGraph other = new ComputationGraph(read);
    other.init(net.params().dup(), false);
    INDArray images = ImageNets.batch(FLOAT, 2).getFeatures(0);
    assertThat(other.outputSingle(images)).isEqualTo(net.outputSingle(images));
  }

  @Test
  void aGatedUnitMultipliesItsHalves() {
    GatedUnitLayer layer =
        new GatedUnitLayer(
            new NeuralNetConfiguration.Builder().layer(new GatedUnit("relu")).build(), FLOAT);
    INDArray in = Nd4j.createFromArray(new float[][] {{2, -1, 5, 7}, {0.5f, 3, -4, 2}});
    INDArray out =
        layer.activate(in, false, org.deeplearning4j.nn.workspace.LayerWorkspaceMgr.noWorkspaces());
    assertThat(out.ravel().toFloatVector()).containsExactly(10, -7, 0, 6);
  }

  @ParameterizedTest
  @CsvSource({"MAXOUT,3,6,2", "MAXOUT,4,6,2", "CRELU,1,6,12", "SPARSEMAX,1,6,6", "TOP_K,2,6,6"})
  void widthsOfTheirOutputs(FoldFunction function, int size, int channels, long outputs) {
    InputType images = InputType.convolutional(5, 4, channels, CNN2DFormat.NHWC);
    InputType out = new FoldUnit(function, size).getOutputType(0, images);
    assertThat(((InputType.InputTypeConvolutional) out).getChannels()).isEqualTo(outputs);
  }

  @Test
  void gainsKeepTheSecondMoment() {
    assertThat(new FoldUnit("maxout", 2).gain(64)).isCloseTo(1, within(0.01));
    assertThat(new FoldUnit("mean-fold", 2).gain(64)).isCloseTo(Math.sqrt(2), within(0.02));
    assertThat(new FoldUnit("crelu", 1).gain(64)).isCloseTo(Math.sqrt(2), within(0.02));
    assertThat(new FoldUnit("group-sort", 2).gain(64)).isCloseTo(1, within(0.01));
    double softmax = 128 / Math.sqrt(Math.E);
    assertThat(new FoldUnit("softmax", 1).gain(128)).isCloseTo(softmax, within(0.05 * softmax));
  }

  @Test
  void refusesWhatCannotBeFolded() {
    assertThatIllegalArgumentException().isThrownBy(() -> new FoldUnit(FoldFunction.MAXOUT, 0));
    GatedUnit unit = new GatedUnit("silu");
    unit.setLayerName("it");
    assertThatThrownBy(() -> unit.getOutputType(0, InputType.feedForward(7)))
        .hasMessage("layer it halves what it is fed, which has 7 features");
  }

  private static ComputationGraph net(DataType type, ParameterFreeLayer unit) {
    InputType images = InputType.convolutional(6, 5, CHANNELS, CNN2DFormat.NHWC);
    long channels = Features.of(unit.getOutputType(0, images));
    ComputationGraph net =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(11)
                .dataType(type)
                .graphBuilder()
                .addInputs("images")
                .setInputTypes(InputType.convolutional(6, 5, 2, CNN2DFormat.NHWC))
                .addLayer("convolution", new Convolution(2, CHANNELS, 3, 1, 1.4), "images")
                .addLayer("unit", unit, "convolution")
                .addLayer("convolution-2", new Convolution(channels, 4, 3, 2, 2), "unit")
                .addLayer("pool", new GlobalAveragePool(), "convolution-2")
                .addLayer("logits", new Projection(4, ImageNets.CLASSES, 1), "pool")
                .addLayer("loss", new ClassOutput(), "logits")
                .setOutputs("loss")
                .build());
    net.init();
    return net;
  }
}
