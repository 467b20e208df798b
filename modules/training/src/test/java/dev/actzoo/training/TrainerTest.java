package dev.actzoo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.actzoo.data.Datasets;
import dev.actzoo.data.LoadedDataset;
import dev.actzoo.data.Preparation;
import dev.actzoo.experiments.Answers;
import dev.actzoo.experiments.Augmentation;
import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.ModelSpec;
import dev.actzoo.experiments.Optimiser;
import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.Precision;
import dev.actzoo.experiments.Provenance;
import dev.actzoo.experiments.Schedule;
import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.kernels.Kernels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Whole trials of the smallest models on the embedded datasets. */
class TrainerTest {
  private static final Provenance PROVENANCE =
      new Provenance("0", "c", "2026-01-01T00:00:00Z", "j", "o", "p", 1, "b", "k", 1, 1);

  @TempDir static Path cache;
  private static Datasets datasets;

  @BeforeAll
  static void openDatasets() {
    datasets = new Datasets(null, cache);
  }

  @Test
  void trainsAResnetAndSelectsByValidation() {
    List<EpochRecord> heard = new ArrayList<>();
    TrialSpec trial = images("relu", 1, 0.3, 2);
    TrialResult result = trainer().run(trial, (spec, epoch) -> heard.add(epoch));
    assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(result.epochs()).isEqualTo(heard).hasSize(2);
    assertThat(heard.get(1).trainLoss()).isLessThan(heard.get(0).trainLoss());
    assertThat(result.testAccuracy()).isGreaterThan(0.3);
    Answers answers = Objects.requireNonNull(result.testAnswers());
    assertThat(answers.count()).isEqualTo(2000);
    assertThat(Objects.requireNonNull(answers.right()).cardinality() / 2000.0)
        .isEqualTo(result.testAccuracy());
    EpochRecord selected = heard.get(result.selectedEpoch() - 1);
    assertThat(heard)
        .allSatisfy(
            e ->
                assertThat(e.validationAccuracy())
                    .isLessThanOrEqualTo(selected.validationAccuracy()));
    assertThat(result.timing().steps()).isEqualTo(2 * (5400 / 128) - 5);
    assertThat(result.timing().stepMedianMs()).isPositive();
    assertThat(result.timing().stallShare()).isBetween(0.0, 1.0);
    assertThat(result.parameters()).isEqualTo(1_320);
    assertThat(result.provenance()).isEqualTo(PROVENANCE);
  }

  @Test
  void bfloat16TrainsAsFloat32DoesOrIsRefused() {
    TrialSpec full = images("gelu", 1, 0.1, 1);
    TrainingSpec training = full.training();
    TrialSpec rounded =
        new TrialSpec(
            full.model(),
            full.dataset(),
            full.datasetHash(),
            full.activation(),
            full.seed(),
            new TrainingSpec(
                training.epochs(),
                training.batchSize(),
                training.optimiser(),
                training.learningRate(),
                training.momentum(),
                training.weightDecay(),
                training.schedule(),
                training.warmUpFraction(),
                training.gradientClip(),
                training.validationFraction(),
                training.augmentation(),
                Precision.BF16));
    if (Kernels.supports(dev.actzoo.kernels.Precision.BFLOAT16)) {
      double exact = run(full).epochs().get(0).trainLoss();
      double other = run(rounded).epochs().get(0).trainLoss();
      assertThat(other).isNotEqualTo(exact).isCloseTo(exact, within(0.05));
    } else {
      assertThatThrownBy(() -> run(rounded)).hasMessageContaining("no BFLOAT16");
    }
  }

  @Test
  void trialsAreTheSameToTheBitAloneAndTogether() throws Exception {
    TrialSpec image = images("gelu", 3, 0.01, 1);
    TrialSpec text = text("silu", 3);
    TrialResult imageAlone = run(image);
    TrialResult textAlone = run(text);
    ExecutorService pool = Executors.newFixedThreadPool(3);
    List<Callable<TrialResult>> calls =
        List.of(() -> run(image), () -> run(text), () -> run(images("gelu", 4, 0.01, 1)));
    List<Future<TrialResult>> together = pool.invokeAll(calls);
    pool.shutdown();
    assertSameNumbers(together.get(0).get(), imageAlone);
    assertSameNumbers(together.get(1).get(), textAlone);
    assertThat(together.get(2).get().testLoss()).isNotEqualTo(imageAlone.testLoss());
    assertThat(textAlone.epochs().get(0).trainLoss()).isBetween(1.0, 2.4);
  }

  private static void assertSameNumbers(TrialResult actual, TrialResult expected) {
    assertThat(actual.testAccuracy()).isEqualTo(expected.testAccuracy());
    assertThat(actual.testLoss()).isEqualTo(expected.testLoss());
    assertThat(actual.epochs().get(0).trainLoss()).isEqualTo(expected.epochs().get(0).trainLoss());
    assertThat(actual.epochs().get(0).validationLoss())
        .isEqualTo(expected.epochs().get(0).validationLoss());
  }

  @Test
  void divergenceIsAResultWithItsReason() {
    TrialResult result = run(images("relu", 1, 1e30, 2));
    assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
    assertThat(result.reason())
        .matches("(training loss|gradient norm) is \\S+ at step \\d+ of 86, epoch 1");
    assertThat(result.testAccuracy()).isNull();
    assertThat(result.selectedEpoch()).isZero();
    assertThat(result.epochs()).hasSize(1);
    assertNoThreadIsLeft();
  }

  @Test
  void anInterruptedTrialIsGivenUp() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> run(images("relu", 1, 0.1, 1)))
          .isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertNoThreadIsLeft();
  }

  private static void assertNoThreadIsLeft() {
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("batches");
  }

  @Test
  void augmentedImagesAreDrawnAlikeForEveryArmAndAnewInEveryEpoch() {
    TrialSpec relu = augmented(images("relu", 1, 0.1, 1), Augmentation.PAD_CROP_FLIP);
    TrialSpec gelu = augmented(images("gelu", 1, 0.1, 1), Augmentation.PAD_CROP_FLIP);
    assertThat(firstBatch(relu, 1)).isEqualTo(firstBatch(gelu, 1));
    assertThat(firstBatch(relu, 1))
        .isNotEqualTo(firstBatch(relu, 2))
        .isNotEqualTo(firstBatch(augmented(relu, Augmentation.NONE), 1))
        .isNotEqualTo(firstBatch(augmented(relu, Augmentation.PAD_CROP_FLIP_CUTOUT), 1));
    assertSameNumbers(run(relu), run(relu));
  }

  private static INDArray firstBatch(TrialSpec trial, int epoch) {
    LoadedDataset dataset = datasets.load(trial.dataset(), Preparation.DEFAULTS);
    return new TrainingBatches(trial, dataset).of(epoch).iterator().next().getFeatures(0);
  }

  private static TrialSpec augmented(TrialSpec trial, Augmentation augmentation) {
    TrainingSpec t = trial.training();
    return new TrialSpec(
        trial.model(),
        trial.dataset(),
        trial.datasetHash(),
        trial.activation(),
        trial.seed(),
        new TrainingSpec(
            t.epochs(),
            t.batchSize(),
            t.optimiser(),
            t.learningRate(),
            t.momentum(),
            t.weightDecay(),
            t.schedule(),
            t.warmUpFraction(),
            t.gradientClip(),
            t.validationFraction(),
            augmentation,
            t.precision()));
  }

  @Test
  void memoryIsWatchedFromStartToEndAndAtEveryEpoch() {
    List<String> heard = new ArrayList<>();
    Trainer trainer = new Trainer(datasets, () -> PROVENANCE, () -> new FakeWatch(heard));
    TrialResult result =
        trainer.run(images("relu", 1, 0.1, 2), (spec, epoch) -> heard.add("epoch"));
    assertThat(heard).containsExactly("sample", "epoch", "sample", "epoch", "peak", "close");
    assertThat(result.timing().peakMemoryMb()).isEqualTo(FakeWatch.PEAK);
  }

  /** Hears what it is asked. */
  private record FakeWatch(List<String> heard) implements MemoryWatch {
    private static final double PEAK = 321.5;

    @Override
    public void sample() {
      heard.add("sample");
    }

    @Override
    public double peakMegabytes() {
      heard.add("peak");
      return PEAK;
    }

    @Override
    public void close() {
      heard.add("close");
    }
  }

  private static TrialResult run(TrialSpec trial) {
    return trainer().run(trial, (spec, epoch) -> {});
  }

  private static Trainer trainer() {
    return new Trainer(datasets, () -> PROVENANCE, () -> new FakeWatch(new ArrayList<>()));
  }

  private static TrialSpec images(String activation, long seed, double rate, int epochs) {
    TrainingSpec training =
        new TrainingSpec(epochs, 128, Optimiser.SGD, rate, 0.9, 1e-4, Schedule.COSINE, 0.1, 0, 0.1);
    return new TrialSpec(
        new ModelSpec("resnet-8", Map.of("width", 2.0)),
        "fashion-mnist-6000",
        datasets.descriptor("fashion-mnist-6000").hash(),
        activation,
        seed,
        training);
  }

  private static TrialSpec text(String activation, long seed) {
    TrainingSpec training =
        new TrainingSpec(1, 64, Optimiser.ADAMW, 1e-3, 0, 0.01, Schedule.LINEAR, 0.1, 1, 0.1);
    return new TrialSpec(
        new ModelSpec("bert-tiny", Map.of("max-length", 8.0, "vocabulary", 1000.0)),
        "gutenberg-authors",
        datasets.descriptor("gutenberg-authors").hash(),
        activation,
        seed,
        training);
  }
}
