package dev.actzoo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.actzoo.data.Datasets;
import dev.actzoo.data.Examples;
import dev.actzoo.data.Preparation;
import dev.actzoo.models.ImageInput;
import dev.actzoo.models.Mlp;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.MultiDataSet;

/** The loss that evaluation states and the one that training and DL4J's score see. */
class LossAgreementTest {
  @TempDir private Path cache;

  /** Logits up to tens of thousands, where true classes have probability zero in float32. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 1, 100, 30_000})
  void isTheSameForTheSameBatch(double scale) {
    Examples examples = new Datasets(null, cache).load("spiral", Preparation.DEFAULTS).validation();
    ComputationGraph net =
        new ComputationGraph(
            new Mlp(1, 8, new ImageInput(1, 1, 2), examples.classes(), "tanh", 0, 1)
                .configuration());
    net.init();
    net.getLayer("logits").params().muli(scale);
    MultiDataSet all = examples.batch(IntStream.range(0, examples.size()).toArray());
    Evaluation evaluation = Evaluation.of(net, examples);
    net.setInputs(all.getFeatures());
    net.setLabels(all.getLabels());
    net.computeGradientAndScore();
    double loss = evaluation.loss();
    assertThat(loss).isFinite().isCloseTo(net.score(), within(1e-6 * loss));
    assertThat(loss).isCloseTo(net.score(all, false), within(1e-6 * loss));
    assertThat(loss).isGreaterThan(scale > 1000 ? 87.3 : 0);
    assertThat(net.output(all.getFeatures())[0].sum(1).sub(1).amaxNumber().doubleValue())
        .as("probabilities are what a user gets")
        .isLessThan(1e-5);
  }
}
