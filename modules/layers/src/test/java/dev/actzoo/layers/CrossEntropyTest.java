package dev.actzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.api.buffer.DataType.DOUBLE;
import static org.nd4j.linalg.api.buffer.DataType.FLOAT;

import dev.actzoo.kernels.Kernels;
import dev.actzoo.kernels.Precision;
import java.util.Arrays;
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

/** Losses of both output layers, and their gradients, against the formula in double. */
class CrossEntropyTest {
  private static final int EXAMPLES = 12;
  private static final int CLASSES = 5;

  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 1e-2, 1, 10, 40, 100, 1000, 1e4})
  void classesLossAndGradientAreRightAtAnySizeOfTheLogits(double size) {
    INDArray logits = logits(size);
    for (INDArray labels : new INDArray[] {oneHot(), mixed()}) {
      ComputationGraph net = identityNet(FLOAT);
      double[][] slopes = new double[EXAMPLES][CLASSES];
      double expected = reference(logits, labels, null, slopes);
      MultiDataSet batch = new MultiDataSet(logits, labels);
      assertThat(net.score(batch, false)).isCloseTo(expected, within(1e-13 * expected + 1e-300));
      GradientCheck.gradient(net, batch);
      assertThat(net.score()).isCloseTo(expected, within(1e-13 * expected + 1e-300));
      assertSlopes(logits, labels, null, slopes);
    }
  }

  /** That by a bias is summed over examples, so they go through the net one by one. */
  private static void assertSlopes(
      INDArray logits, INDArray labels, double[] weights, double[][] slopes) {
    ComputationGraph net = identityNet(FLOAT);
    for (int example = 0; example < EXAMPLES; example++) {
      MultiDataSet one = new MultiDataSet(row(logits, example), row(labels, example));
      if (weights != null) {
        one.setLabelsMaskArray(new INDArray[] {Nd4j.ones(FLOAT, 1, 1).muli(weights[example])});
      }
      INDArray gradient = GradientCheck.gradient(net, one);
      for (int i = 0; i < CLASSES; i++) {
        double right = slopes[example][i];
        assertThat(gradient.getDouble(gradient.length() - CLASSES + i))
            .isCloseTo(right, within(1.3e-7 * Math.abs(right) + 1e-37));
      }
    }
  }

  @Test
  void aLabelMaskWeighsExamples() {
    INDArray logits = logits(100);
    double[] weights = new double[EXAMPLES];
    Arrays.setAll(weights, i -> i % 3 * 0.5);
    double[][] slopes = new double[EXAMPLES][CLASSES];
    double expected = reference(logits, oneHot(), weights, slopes);
    ComputationGraph net = identityNet(FLOAT);
    MultiDataSet batch = new MultiDataSet(logits, oneHot());
    batch.setLabelsMaskArray(
        new INDArray[] {Nd4j.createFromArray(weights).castTo(FLOAT).reshape(EXAMPLES, 1)});
    GradientCheck.gradient(net, batch);
    assertThat(net.score()).isCloseTo(expected, within(1e-13 * expected));
    assertThat(net.score(batch, false)).isCloseTo(expected, within(1e-13 * expected));
    assertSlopes(logits, oneHot(), weights, slopes);

    batch.setLabelsMaskArray(new INDArray[] {Nd4j.ones(FLOAT, EXAMPLES, CLASSES)});
    assertThatThrownBy(() -> GradientCheck.gradient(net, batch))
        .hasMessageContaining("one number for each example");
  }

  @Test
  void lossesOfSingleExamplesAddUp() {
    ComputationGraph net = identityNet(FLOAT);
    MultiDataSet batch = new MultiDataSet(logits(300), oneHot());
    INDArray each = net.scoreExamples(batch, false);
    assertThat(each.length()).isEqualTo(EXAMPLES);
    double expected = reference(batch.getFeatures(0), oneHot(), null, null);
    assertThat(Arrays.stream(each.ravel().toDoubleVector()).average().getAsDouble())
        .isCloseTo(expected, within(1e-6 * expected));
  }

  @Test
  void anInfiniteLogitTakesAllAndNotANumberIsTold() {
    float infinity = Float.POSITIVE_INFINITY;
    assertThat(loss(0, infinity, 0, 3)).isZero();
    assertThat(loss(1, infinity, 0, 3)).isEqualTo(infinity);
    assertThat(loss(0, -infinity, 0, 3)).isEqualTo(infinity);
    assertThat(loss(1, 0, 0, -infinity)).isCloseTo(Math.log(2), within(1e-15));
    assertThat(loss(1, Float.NaN, 0, 3)).isNaN();
    assertThat(loss(1, 2, 0, Float.NaN)).isNaN();
    LogitRow row = new LogitRow(3);
    row.read(new float[] {Float.NaN, 1, 2}, 0);
    assertThat(row.likeliest()).isEqualTo(2);
  }

  private static double loss(int target, float... logits) {
    LogitRow row = new LogitRow(logits.length);
    row.read(logits, 0);
    return row.loss(target);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 1, 30, 300, 3000})
  void tokensLossAndGradientAreRightAtAnySizeOfTheLogits(double size) {
    tokens(size, true);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void roundedFactorsLeaveTheLossThatOfTheLogits(Precision precision) {
    if (!Kernels.supports(precision)) {
      assertThatThrownBy(() -> Kernels.multiplyIn(precision))
          .hasMessageContaining("no " + precision);
      return;
    }
    Kernels.multiplyIn(precision);
    try {
      tokens(300, precision == Precision.FLOAT32);
    } finally {
      Kernels.multiplyIn(Precision.FLOAT32);
    }
  }

  /** The net's own logits are taken for what they are; loss and gradient have to follow. */
  private static void tokens(double size, boolean exactProducts) {
    ComputationGraph net = TokenNets.languageModel(FLOAT);
    MultiDataSet data = TokenNets.maskedTokens(FLOAT);
    INDArray weights = net.getLayer("output").getParam(MaskedTokenOutput.WEIGHTS);
    weights.muli(size / 0.4);
    net.getLayer("output").getParam(MaskedTokenOutput.BIAS).muli(size / 0.4);
    LogitOutput output = (LogitOutput) net.getOutputLayer(0);
    output.giveLogits(true);
    INDArray logits = net.output(false, data.getFeatures(), data.getFeaturesMaskArrays())[0].dup();
    output.giveLogits(false);
    int[][] asked = {{0, 0}, {1, 1}, {1, 4}, {3, 2}};
    double expected = 0;
    double[] bias = new double[TokenNets.VOCABULARY];
    for (int[] at : asked) {
      double[] row = new double[TokenNets.VOCABULARY];
      Arrays.setAll(row, i -> logits.getDouble(at[0], at[1], i));
      int target = data.getLabels(0).getInt(at[0], at[1]);
      expected += loss(row, target) / asked.length;
      for (int i = 0; i < row.length; i++) {
        bias[i] += slope(row, i, i == target ? 1 : 0);
      }
    }
    assertThat(net.score(data, false)).isCloseTo(expected, within(1e-6 * expected));
    INDArray gradient = GradientCheck.gradient(net, data).muli(data.getFeatures(0).size(0));
    assertThat(net.score()).isCloseTo(expected, within(1e-6 * expected));
    long first = gradient.length() - bias.length;
    for (int i = 0; exactProducts && i < bias.length; i++) {
      assertThat(gradient.getDouble(first + i)).isCloseTo(bias[i], within(1e-6 * (1 + size)));
    }
  }

  private static double loss(double[] logits, int target) {
    double largest = Arrays.stream(logits).max().orElseThrow();
    double others = -1;
    for (double logit : logits) {
      others += Math.exp(logit - largest);
    }
    double precise = 0;
    boolean skipped = false;
    for (double logit : logits) {
      if (logit == largest && !skipped) {
        skipped = true;
      } else {
        precise += Math.exp(logit - largest);
      }
    }
    assertThat(precise).isCloseTo(others, within(1e-12));
    return largest - logits[target] + Math.log1p(precise);
  }

  /** p - target, where the target is 1 the sum of the others' probabilities. */
  private static double slope(double[] logits, int at, double target) {
    double largest = Arrays.stream(logits).max().orElseThrow();
    double all = Arrays.stream(logits).map(z -> Math.exp(z - largest)).sum();
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      sum += i == at ? 0 : target * Math.exp(logits[i] - largest);
    }
    return ((1 - target) * Math.exp(logits[at] - largest) - sum) / all;
  }

  private static double reference(
      INDArray logits, INDArray labels, double[] weights, double[][] slopes) {
    double sum = 0;
    for (int example = 0; example < EXAMPLES; example++) {
      double[] row = row(logits, example).castTo(DOUBLE).toDoubleVector();
      double weight = weights == null ? 1 : weights[example];
      for (int i = 0; i < CLASSES; i++) {
        double target = labels.getDouble(example, i);
        sum += target == 0 ? 0 : weight * target * loss(row, i);
        if (slopes != null) {
          slopes[example][i] = weight * slope(row, i, target);
        }
      }
    }
    return sum / EXAMPLES;
  }

  private static INDArray row(INDArray array, int row) {
    return array.getRow(row, true).dup();
  }

  private static INDArray logits(double size) {
    INDArray logits = Nd4j.create(FLOAT, EXAMPLES, CLASSES);
    WeightInitialisation.normal(logits, size, 7, "logits", "values");
    return logits;
  }

  private static INDArray oneHot() {
    INDArray labels = Nd4j.create(FLOAT, EXAMPLES, CLASSES);
    for (int i = 0; i < EXAMPLES; i++) {
      labels.putScalar(i, i % CLASSES, 1);
    }
    return labels;
  }

  /** As mixup makes them. */
  private static INDArray mixed() {
    INDArray labels = Nd4j.create(FLOAT, EXAMPLES, CLASSES);
    for (int i = 0; i < EXAMPLES; i++) {
      labels.putScalar(i, i % CLASSES, 0.75);
      labels.putScalar(i, (i + 1) % CLASSES, 0.25);
    }
    return labels;
  }

  /** Logits are the inputs. */
  private static ComputationGraph identityNet(DataType type) {
    ComputationGraph net =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .dataType(type)
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.feedForward(CLASSES))
                .addLayer("logits", new Projection(CLASSES, CLASSES), "in")
                .addLayer("out", new ClassOutput(), "logits")
                .setOutputs("out")
                .build());
    net.init();
    net.getLayer("logits").getParam(Projection.WEIGHTS).assign(Nd4j.eye(CLASSES).castTo(type));
    net.getLayer("logits").getParam(Projection.BIAS).assign(0);
    return net;
  }
}
