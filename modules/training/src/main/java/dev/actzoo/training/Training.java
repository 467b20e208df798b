package dev.actzoo.training;

import dev.actzoo.data.BatchArrays;
import dev.actzoo.data.BatchesAhead;
import dev.actzoo.data.Examples;
import dev.actzoo.data.LoadedDataset;
import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.Timing;
import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.layers.FirstBatch;
import dev.actzoo.layers.ParameterSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * The training loop of one net: a {@link TrainingStep} for each batch, validation selects the
 * epoch. It ends early only when it diverges: when loss or gradient stop being finite.
 */
final class Training {
  private final ComputationGraph net;
  private final TrialSpec trial;
  private final LoadedDataset dataset;
  private final TrainingBatches trainingBatches;
  private final TrainingStep trainingStep;
  private final long trainedParameters;
  private final String start;
  private final StepClock clock = new StepClock();
  private final List<EpochRecord> epochs = new ArrayList<>();
  private long step;
  private int selectedEpoch;
  private @Nullable Evaluation selected;
  private float @Nullable [] selectedParameters;
  private @Nullable String divergence;

  Training(ComputationGraph net, TrialSpec trial, LoadedDataset dataset) {
    this.net = net;
    this.trial = trial;
    this.dataset = dataset;
    this.trainingBatches = new TrainingBatches(trial, dataset);
    this.trainingStep = new TrainingStep(net, trial.training());
    this.trainedParameters = ParameterSegment.trained(net);
    this.start = start();
  }

  private String start() {
    try (BatchesAhead batches = trainingBatches.of(1).ahead();
        BatchArrays arrays = new BatchArrays(batches.next())) {
      return FirstBatch.start(net, arrays.batch());
    }
  }

  /** One line that says how the first batch changed the initial weights; empty if it did not. */
  String startedBy() {
    return start;
  }

  void run(Consumer<EpochRecord> listener) {
    TrainingSpec training = trial.training();
    for (int epoch = 1; epoch <= training.epochs() && divergence == null; epoch++) {
      long start = System.nanoTime();
      EpochLoss loss = train(epoch);
      double trainingSeconds = (System.nanoTime() - start) / 1e9;
      Evaluation validation = Evaluation.of(net, dataset.validation());
      EpochRecord record =
          new EpochRecord(
              epoch,
              loss.mean(),
              validation.loss(),
              validation.accuracy(),
              training.learningRateAt(step - 1, steps()),
              loss.examples / trainingSeconds,
              (System.nanoTime() - start) / 1e9);
      epochs.add(record);
      if (divergence == null) {
        select(epoch, validation);
      }
      listener.accept(record);
    }
  }

  /** The loss summed over the examples of an epoch. */
  private static final class EpochLoss {
    private double sum;
    private int examples;

    double mean() {
      return sum / examples;
    }
  }

  private EpochLoss train(int epoch) {
    EpochLoss loss = new EpochLoss();
    long start = System.nanoTime();
    try (BatchesAhead batches = trainingBatches.of(epoch).ahead()) {
      while (batches.hasNext() && divergence == null) {
        train(batches.next(), loss);
      }
      clock.recordEpoch(System.nanoTime() - start, batches.waited());
    }
    if (divergence != null) {
      divergence += " at step %d of %d, epoch %d".formatted(step, steps(), epoch);
    }
    return loss;
  }

  /** Trains on one batch and frees it. */
  private void train(MultiDataSet batch, EpochLoss loss) {
    long start = System.nanoTime();
    int size = Math.toIntExact(batch.getFeatures(0).size(0));
    try (BatchArrays arrays = new BatchArrays(batch)) {
      loss.sum += size * step(arrays.batch());
    }
    loss.examples += size;
    if (size == trial.training().batchSize() && divergence == null) {
      clock.record(System.nanoTime() - start);
    }
  }

  /** Trains on one batch; its mean loss before the step. */
  private double step(MultiDataSet batch) {
    double learningRate = trial.training().learningRateAt(step++, steps());
    TrainingStep.Outcome outcome = trainingStep.run(batch, learningRate);
    if (!outcome.finite()) {
      divergence =
          Double.isFinite(outcome.loss())
              ? "gradient norm is %s".formatted(outcome.gradientNorm())
              : "training loss is %s".formatted(outcome.loss());
    }
    return outcome.loss();
  }

  private long steps() {
    return (long) trainingBatches.count() * trial.training().epochs();
  }

  private void select(int epoch, Evaluation validation) {
    if (selected == null || validation.betterThan(selected)) {
      selected = validation;
      selectedEpoch = epoch;
      selectedParameters = FlatVector.of(net.params()).toArray();
    }
  }

  boolean diverged() {
    return divergence != null;
  }

  /** Why and where it diverged; null if it did not. */
  @Nullable String divergence() {
    return divergence;
  }

  List<EpochRecord> epochs() {
    return epochs;
  }

  int selectedEpoch() {
    return selectedEpoch;
  }

  long trainedParameters() {
    return trainedParameters;
  }

  Timing timing(double seconds, double peakMemoryMb) {
    return clock.timing(seconds, peakMemoryMb);
  }

  /** Puts the selected weights back and evaluates a split with them. */
  Evaluation evaluateSelected(Examples examples) {
    FlatVector.of(net.params()).set(Objects.requireNonNull(selectedParameters));
    return Evaluation.of(net, examples);
  }
}
