package dev.actzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nd4j.linalg.api.buffer.DataType.DOUBLE;

import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.dataset.MultiDataSet;

/** Gradients against central differences, in float64, of the parameters and of what feeds them. */
class SequenceGradientTest {
  private static final double TOLERANCE = 1e-5;
  private static final int FEATURES = TokenNets.FEATURES;

  static Stream<Named<Layer[]>> layers() {
    return Stream.of(
        named("embedding"),
        named("projection", new Projection(FEATURES, 4), new Projection(4, FEATURES)),
        named("layer norm", new LayerNorm(FEATURES)),
        named("large epsilon", new LayerNorm(FEATURES, 0.5)),
        named("one head", new SelfAttention(FEATURES, 1, 0)),
        named("attention", new SelfAttention(FEATURES, 3, 0)),
        named("attention dropout", new SelfAttention(FEATURES, 2, 0.3)),
        named("dropout", new Dropout(0.4)),
        named("twice", new SelfAttention(FEATURES, 2, 0), new SelfAttention(FEATURES, 3, 0)));
  }

  private static Named<Layer[]> named(String name, Layer... layers) {
    return Named.of(name, layers);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void isRightWithPadding(Layer[] layers) {
    check(TokenNets.classifier(DOUBLE, layers), TokenNets.classified(DOUBLE, true));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void isRightWithoutMask(Layer[] layers) {
    check(TokenNets.classifier(DOUBLE, layers), TokenNets.classified(DOUBLE, false));
  }

  @Test
  void isRightForTheFirstToken() {
    check(
        TokenNets.firstTokenClassifier(DOUBLE, new SelfAttention(FEATURES, 2, 0)),
        TokenNets.classified(DOUBLE, true));
  }

  @Test
  void isRightForMaskedTokens() {
    check(TokenNets.languageModel(DOUBLE), TokenNets.maskedTokens(DOUBLE));
  }

  private static void check(ComputationGraph net, MultiDataSet data) {
    GradientCheck.Worst worst = GradientCheck.worst(net, data);
    assertThat(worst.error()).as(worst.toString()).isLessThan(TOLERANCE);
    assertThat(GradientCheck.gradient(net, data).norm2Number().doubleValue()).isGreaterThan(0.01);
  }
}
