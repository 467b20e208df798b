package dev.actzoo.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.models.ImageInput;
import dev.actzoo.models.ModelCatalogue;
import dev.actzoo.models.ModelInput;
import dev.actzoo.models.TextInput;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

class TrainingStepTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 20;
  private static final int STEPS = 20;

  /** DL4J's own lists, maps and names for a vertex are two to three kilobytes. */
  private static final int MOST_BYTES = 4096;

  static Stream<Arguments> models() {
    INDArray images = Nd4j.rand(DataType.FLOAT, 8, 16, 16, 3);
    INDArray tokens = Nd4j.rand(DataType.FLOAT, 8, 16).muli(50).addi(1);
    tokens = Nd4j.math().floor(tokens);
    INDArray labels = Nd4j.zeros(DataType.FLOAT, 8, 4);
    labels.getColumn(1).assign(1);
    return Stream.of(
        Arguments.of(
            "resnet-8",
            new ImageInput(16, 16, 3),
            new MultiDataSet(new INDArray[] {images}, new INDArray[] {labels})),
        Arguments.of(
            "bert-tiny",
            new TextInput(60, 16),
            new MultiDataSet(
                new INDArray[] {tokens},
                new INDArray[] {labels},
                new INDArray[] {Nd4j.ones(DataType.FLOAT, 8, 16)},
                null)));
  }

  /** The second after the first, on the same thread. */
  @ParameterizedTest
  @MethodSource("models")
  void makesFewObjects(String model, ModelInput input, MultiDataSet batch) {
    ComputationGraph net =
        new ComputationGraph(
            ModelCatalogue.named(model).configuration(input, 4, "gelu", Map.of(), 1));
    net.init();
    TrainingStep step = new TrainingStep(net, TrainingSpec.DEFAULTS);
    for (int i = 0; i < WARM_UP; i++) {
      step.run(batch, 1e-3);
    }
    long least = Long.MAX_VALUE;
    for (int i = 0; i < STEPS; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      step.run(batch, 1e-3);
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least / net.getVertices().length).isLessThan(MOST_BYTES);
  }
}
