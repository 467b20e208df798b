package dev.actzoo.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.Fold;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The layer that stands for each fold against the catalogue's reference, row by row. */
class FoldReferenceTest {
  private static final int FEATURES = 12;
  private static final int ROWS = 7;

  static Stream<String> folds() {
    return Stream.concat(
        Catalogue.folds().stream().map(Fold::name),
        Stream.of("maxout(3)", "l2-fold(6)", "top-k(3)", "group-sort(4)", "winner-take-all(5)"));
  }

  @ParameterizedTest
  @MethodSource("folds")
  void layersComputeWhatTheCatalogueSays(String name) {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.FLOAT)
            .graphBuilder()
            .addInputs("in")
            .setInputTypes(InputType.feedForward(FEATURES));
    String last = Placement.of(name).asLayer(graph, "in");
    ComputationGraph net = ImageNets.net(graph.setOutputs(last).build());
    INDArray in = Nd4j.create(DataType.FLOAT, ROWS, FEATURES);
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < ROWS * FEATURES; i++) {
      in.putScalar(i / FEATURES, i % FEATURES, 4 * random.nextDouble() - 2);
    }
    INDArray out = net.outputSingle(in);
    Fold reference = (Fold) Catalogue.named(name);
    for (int row = 0; row < ROWS; row++) {
      double[] expected = reference.value(in.getRow(row).toDoubleVector());
      double[] actual = out.getRow(row).toDoubleVector();
      assertThat(actual).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i]).as("row %d, output %d", row, i).isCloseTo(expected[i], within(1e-5));
      }
    }
  }
}
