package dev.actzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nd4j.linalg.api.buffer.DataType.DOUBLE;
import static org.nd4j.linalg.api.buffer.DataType.FLOAT;

import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

class ImageLayersTest {
  @Test
  void gradientsOfAResidualNetAreRight() {
    ComputationGraph net = ImageNets.residual(DOUBLE, "gelu");
    GradientCheck.Worst worst = GradientCheck.worst(net, ImageNets.batch(DOUBLE, 4));
    assertThat(worst.error()).as(worst.toString()).isLessThan(1e-5);
  }

  @Test
  void floatsAndDoublesAgree() {
    INDArray floats =
        GradientCheck.gradient(ImageNets.residual(FLOAT, "silu"), ImageNets.batch(FLOAT, 5));
    INDArray doubles =
        GradientCheck.gradient(ImageNets.residual(DOUBLE, "silu"), ImageNets.batch(DOUBLE, 5));
    assertThat(floats.castTo(DOUBLE).sub(doubles).amaxNumber().doubleValue()).isLessThan(1e-5);
    assertThat(doubles.amaxNumber().doubleValue()).isGreaterThan(1e-2);
  }

  @Test
  void batchNormMovesItsAveragesInTrainingOnly() {
    ComputationGraph net = ImageNets.residual(FLOAT, "relu");
    MultiDataSet batch = ImageNets.batch(FLOAT, 6);
    INDArray runningMean = net.getLayer("norm-1").getParam(BatchNorm.RUNNING_MEAN);
    net.outputSingle(false, batch.getFeatures(0));
    assertThat(runningMean.amaxNumber().doubleValue()).isZero();

    GradientCheck.gradient(net, batch);
    INDArray in =
        net.getLayer("convolution-1")
            .activate(
                batch.getFeatures(0),
                false,
                org.deeplearning4j.nn.workspace.LayerWorkspaceMgr.noWorkspaces());
    INDArray mean =
        in.reshape(in.length() / in.size(3), in.size(3)).mean(0).mul(BatchNorm.MOMENTUM);
    assertThat(runningMean.reshape(mean.shape()).sub(mean).amaxNumber().doubleValue())
        .isLessThan(1e-6);
  }

  @Test
  void shortcutPadTakesEverySecondPositionAndAddsZeros() {
    INDArray in = Nd4j.arange(2 * 4 * 4).castTo(FLOAT).reshape(1, 4, 4, 2);
    ComputationGraphConfiguration configuration =
        ImageNets.residual(FLOAT, "relu").getConfiguration();
    assertThat(configuration.toJson()).contains("ShortcutPad");
    ShortcutPadLayer layer =
        new ShortcutPadLayer(
            new org.deeplearning4j.nn.conf.NeuralNetConfiguration.Builder()
                .layer(new ShortcutPad(2, 3, 2))
                .build(),
            FLOAT);
    INDArray out =
        layer.activate(in, false, org.deeplearning4j.nn.workspace.LayerWorkspaceMgr.noWorkspaces());
    assertThat(out.shape()).containsExactly(1, 2, 2, 3);
    assertThat(out.ravel().toFloatVector()).containsExactly(0, 1, 0, 4, 5, 0, 16, 17, 0, 20, 21, 0);
  }

  @Test
  void survivesJson() {
    ComputationGraph net = ImageNets.residual(FLOAT, "mish");
    String json = net.getConfiguration().toJson();
    ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(json);
    assertThat(read.toJson()).isEqualTo(json);
    ComputationGraph other = new ComputationGraph(read);
    other.init(net.params().dup(), false);
    INDArray images = ImageNets.batch(FLOAT, 2).getFeatures(0);
    assertThat(other.outputSingle(images)).isEqualTo(net.outputSingle(images));
  }

  @Test
  void wrongChannelsAreRefused() {
    InputType images = InputType.convolutional(6, 5, 4, CNN2DFormat.NHWC);
    for (var layer : List.of(new Convolution(2, 3, 3, 1, 1), new BatchNorm(3))) {
      layer.setLayerName("it");
      assertThatThrownBy(() -> layer.setNIn(images, true))
          .hasMessageMatching("layer it is for [23] channels but is fed 4");
    }
  }

  @Test
  void segmentsCoverTheFlatVectorAndKnowTheirRoles() {
    ComputationGraph net = ImageNets.residual(FLOAT, "relu");
    List<ParameterSegment> segments = ParameterSegment.of(net);
    int end = 0;
    for (ParameterSegment segment : segments) {
      assertThat(segment.offset()).isEqualTo(end);
      INDArray view = net.getLayer(segment.layer()).getParam(segment.parameter());
      net.params().putScalar(end, 123);
      assertThat(view.getFloat(0)).isEqualTo(123);
      end += segment.length();
    }
    assertThat((long) end).isEqualTo(net.numParams());
    long statistics = 2 * (3 + 6 + 6);
    assertThat(ParameterSegment.trained(net)).isEqualTo(net.numParams() - statistics);
    assertThat(
            segments.stream()
                .filter(s -> s.role() == Parameter.Role.WEIGHT)
                .mapToInt(ParameterSegment::length)
                .sum())
        .isEqualTo(3 * 2 * 9 + 6 * 3 * 9 + 6 * 6 + 6 * 3);
  }
}
