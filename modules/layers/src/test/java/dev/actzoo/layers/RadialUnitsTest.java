package dev.actzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.api.buffer.DataType.DOUBLE;
import static org.nd4j.linalg.api.buffer.DataType.FLOAT;

import dev.actzoo.kernels.RadialFunction;
import java.util.HashSet;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

class RadialUnitsTest {
  private static final int FEATURES = 4;
  private static final int UNITS = 7;
  private static final int CLASSES = 3;

  @ParameterizedTest
  @EnumSource(RadialFunction.class)
  void gradientsOfCentresWidthsAndInputAreRight(RadialFunction function) {
    ComputationGraph net = net(DOUBLE, function, 1);
    MultiDataSet batch = batch(DOUBLE, 9, 0);
    GradientCheck.gradient(net, batch);
    net.getLayer("radial").getParam(RadialUnits.CENTRES).addi(0.1);
    GradientCheck.Worst worst = GradientCheck.worst(net, batch);
    assertThat(worst.error()).as(worst.toString()).isLessThan(1e-5);
    INDArray gradient = GradientCheck.gradient(net, batch);
    assertThat(gradient.amaxNumber().doubleValue()).isGreaterThan(1e-3);
  }

  @ParameterizedTest
  @EnumSource(RadialFunction.class)
  void valuesAreThoseOfTheFormula(RadialFunction function) {
    RadialUnitsLayer layer = layer(FLOAT, function, 5);
    INDArray in = batch(FLOAT, 6, 3).getFeatures(0);
    INDArray out = layer.activate(in, true, workspaces());
    INDArray centres = layer.getParam(RadialUnits.CENTRES);
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < UNITS; j++) {
        double width = Math.exp(layer.getParam(RadialUnits.LOG_WIDTHS).getDouble(j));
        double r = in.getRow(i).distance2(centres.getRow(j)) / width;
        assertThat((double) out.getFloat(i, j)).isCloseTo(profile(function, r), within(1e-3));
      }
    }
  }

  private static double profile(RadialFunction function, double r) {
    return switch (function) {
      case GAUSSIAN -> Math.exp(-r * r);
      case MULTIQUADRIC -> Math.hypot(1, r);
      case INVERSE_MULTIQUADRIC -> 1 / Math.hypot(1, r);
      case INVERSE_QUADRATIC -> 1 / (1 + r * r);
      case THIN_PLATE_SPLINE -> r < 1e-9 ? 0 : r * r * Math.log(r);
      case POLYHARMONIC -> r * r * r;
      case BUMP -> r < 1 ? Math.exp(1 - 1 / (1 - r * r)) : 0;
      case EXPONENTIAL_RBF -> Math.exp(-r);
      case MATERN -> (1 + r) * Math.exp(-r);
      case WENDLAND -> r < 1 ? Math.pow(1 - r, 4) * (4 * r + 1) : 0;
    };
  }

  /** Points around (1000, 1000, ...): one product of uncentred float32 would lose all digits. */
  @Test
  void distancesAreRightFarFromTheOrigin() {
    INDArray near =
        layer(FLOAT, RadialFunction.GAUSSIAN, 5).activate(points(0), true, workspaces());
    INDArray far =
        layer(FLOAT, RadialFunction.GAUSSIAN, 5).activate(points(1000), true, workspaces());
    assertThat(near.sub(far).amaxNumber().doubleValue()).isLessThan(2e-3);
    assertThat(near.minNumber().doubleValue()).isLessThan(0.8);
    assertThat(far.maxNumber().doubleValue()).isLessThanOrEqualTo(1);
  }

  private static INDArray points(double offset) {
    return batch(FLOAT, 9, 2).getFeatures(0).add(offset);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 50})
  void centresAreOfTheFirstTrainingBatch(int size) {
    INDArray in = batch(FLOAT, size, 3).getFeatures(0);
    RadialUnitsLayer layer = layer(FLOAT, RadialFunction.GAUSSIAN, 5);
    INDArray before = layer.getParam(RadialUnits.CENTRES).dup();
    layer.activate(in, false, workspaces());
    assertThat(layer.getParam(RadialUnits.CENTRES)).isEqualTo(before);

    layer.activate(in, true, workspaces());
    INDArray centres = layer.getParam(RadialUnits.CENTRES).dup();
    Set<Integer> rows = new HashSet<>();
    for (int unit = 0; unit < UNITS; unit++) {
      for (int row = 0; row < size; row++) {
        if (in.getRow(row).equals(centres.getRow(unit))) {
          rows.add(row);
        }
      }
    }
    assertThat(rows).hasSize(Math.min(size, UNITS));
    assertThat(centres.minNumber().doubleValue())
        .isGreaterThanOrEqualTo(in.minNumber().doubleValue());

    layer.activate(batch(FLOAT, size, 8).getFeatures(0), true, workspaces());
    assertThat(layer.getParam(RadialUnits.CENTRES)).isEqualTo(centres);

    RadialUnitsLayer other = layer(FLOAT, RadialFunction.BUMP, 5);
    other.activate(in, true, workspaces());
    assertThat(other.getParam(RadialUnits.CENTRES)).isEqualTo(centres);
    INDArray ratio =
        other.getParam(RadialUnits.LOG_WIDTHS).sub(layer.getParam(RadialUnits.LOG_WIDTHS));
    assertThat(ratio.sub(Math.log(2)).amaxNumber().doubleValue()).isLessThan(1e-6);
    RadialUnitsLayer reseeded = layer(FLOAT, RadialFunction.GAUSSIAN, 6);
    reseeded.activate(in, true, workspaces());
    assertThat(reseeded.getParam(RadialUnits.CENTRES)).isNotEqualTo(centres);
  }

  @Test
  void equalExamplesGetAWidthOfOne() {
    RadialUnitsLayer layer = layer(FLOAT, RadialFunction.GAUSSIAN, 5);
    INDArray out = layer.activate(Nd4j.ones(FLOAT, 4, FEATURES), true, workspaces());
    assertThat(layer.getParam(RadialUnits.LOG_WIDTHS).amaxNumber().doubleValue()).isZero();
    assertThat(out.sub(1).amaxNumber().doubleValue()).isLessThan(1e-6);
  }

  @Test
  void survivesJson() {
    ComputationGraph net = net(FLOAT, RadialFunction.MATERN, 1);
    MultiDataSet batch = batch(FLOAT, 5, 0);
    GradientCheck.gradient(net, batch);
    String json = net.getConfiguration().toJson();
    ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(json);
    assertThat(read.toJson()).isEqualTo(json);
    ComputationGraph other = new ComputationGraph(read);
    other.init(net.params().dup(), false);
    assertThat(GradientCheck.gradient(other, batch)).isEqualTo(GradientCheck.gradient(net, batch));
    assertThat(ParameterSegment.trained(net)).isEqualTo(net.numParams() - 1);
  }

  private static org.deeplearning4j.nn.workspace.LayerWorkspaceMgr workspaces() {
    return org.deeplearning4j.nn.workspace.LayerWorkspaceMgr.noWorkspaces();
  }

  private static RadialUnitsLayer layer(DataType type, RadialFunction function, long seed) {
    RadialUnits units = new RadialUnits(FEATURES, UNITS, function);
    units.setLayerName("radial");
    NeuralNetConfiguration configuration =
        new NeuralNetConfiguration.Builder().seed(seed).layer(units).build();
    INDArray flat = Nd4j.create(type, UNITS * FEATURES + UNITS + 1);
    return (RadialUnitsLayer)
        units.instantiate(configuration, java.util.List.of(), 0, flat, true, type);
  }

  private static ComputationGraph net(DataType type, RadialFunction function, long seed) {
    ComputationGraph net =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(seed)
                .dataType(type)
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.feedForward(FEATURES))
                .addLayer("below", new Projection(FEATURES, FEATURES, 0.7), "in")
                .addLayer("radial", new RadialUnits(FEATURES, UNITS, function), "below")
                .addLayer("logits", new Projection(UNITS, CLASSES, 1), "radial")
                .addLayer("loss", new ClassOutput(), "logits")
                .setOutputs("loss")
                .build());
    net.init();
    return net;
  }

  private static MultiDataSet batch(DataType type, int size, long seed) {
    INDArray in = Nd4j.create(type, size, FEATURES);
    WeightInitialisation.normal(in, 1, seed, "in", "values");
    INDArray labels = Nd4j.zeros(type, size, CLASSES);
    for (int i = 0; i < size; i++) {
      labels.putScalar(i, i % CLASSES, 1);
    }
    return new MultiDataSet(in, labels);
  }
}
