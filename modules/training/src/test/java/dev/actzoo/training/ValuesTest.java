package dev.actzoo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.actzoo.data.Datasets;
import dev.actzoo.data.Preparation;
import dev.actzoo.data.ValueDataset;
import dev.actzoo.data.ValueExamples;
import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.ModelSpec;
import dev.actzoo.experiments.Optimiser;
import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.Provenance;
import dev.actzoo.experiments.Schedule;
import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.models.ImageInput;
import dev.actzoo.models.Mlp;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.MultiDataSet;

/** Trials that predict the values of functions. */
class ValuesTest {
  private static final Provenance PROVENANCE =
      new Provenance("0", "c", "2026-01-01T00:00:00Z", "j", "o", "p", 1, "b", "k", 1, 1);

  @TempDir private Path cache;

  private TrialResult run(String activation, double learningRate, int epochs) {
    Datasets datasets = new Datasets(null, cache);
    ModelSpec model = new ModelSpec("mlp", Map.of("depth", 1.0, "width", 32.0));
    TrainingSpec training =
        new TrainingSpec(
            epochs, 50, Optimiser.ADAMW, learningRate, 0, 0, Schedule.COSINE, 0.1, 0, 0.1);
    TrialSpec trial =
        new TrialSpec(
            model,
            "absolute-value-1d",
            datasets.descriptor("absolute-value-1d").hash(),
            activation,
            1,
            training);
    return new Trainer(datasets, () -> PROVENANCE, NoWatch::new).run(trial, (spec, epoch) -> {});
  }

  @Test
  void reluFitsTheKinkAndValidationChoosesTheEpoch() {
    TrialResult result = run("relu", 0.01, 15);
    assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(result.testAccuracy()).isBetween(0.95, 1.0);
    assertThat(Objects.requireNonNull(result.testAnswers()).count()).isPositive();
    assertThat(result.testAnswers().right()).as("numbers are not right or wrong").isNull();
    assertThat(result.testLoss()).isPositive().isLessThan(0.05 / 12);
    double best =
        result.epochs().stream().mapToDouble(EpochRecord::validationAccuracy).max().orElseThrow();
    assertThat(result.epochs().get(result.selectedEpoch() - 1).validationAccuracy())
        .isEqualTo(best);
  }

  @Test
  void whatDivergesIsRecordedAsThat() {
    TrialResult result = run("square", 1e15, 3);
    assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
    assertThat(result.reason()).contains("step");
  }

  /** The loss is the mean squared error, and R^2 is 1 less its share of the variance. */
  @Test
  void evaluationIsThatByHand() {
    ValueDataset dataset =
        (ValueDataset) new Datasets(null, cache).load("sine-1d", Preparation.DEFAULTS);
    ValueExamples test = dataset.test();
    ComputationGraph net =
        new ComputationGraph(
            new Mlp(1, 3, new ImageInput(1, 1, 1), 0, "tanh", 0, 1).configuration());
    net.init();
    MultiDataSet all = test.batch(IntStream.range(0, test.size()).toArray());
    double squares = net.outputSingle(all.getFeatures(0)).squaredDistance(all.getLabels(0));
    double spread = all.getLabels(0).varNumber().doubleValue() * (test.size() - 1);
    Evaluation evaluation = Evaluation.of(net, test);
    assertThat(evaluation.loss()).isCloseTo(squares / test.size(), within(1e-5));
    assertThat(evaluation.accuracy()).isCloseTo(1 - squares / spread, within(1e-5));
  }
}
