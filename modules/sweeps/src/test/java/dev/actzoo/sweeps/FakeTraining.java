package dev.actzoo.sweeps;

import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.ProgressListener;
import dev.actzoo.experiments.Provenance;
import dev.actzoo.experiments.Timing;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialRunner;
import dev.actzoo.experiments.TrialSpec;
import java.time.Instant;
import java.util.List;

/**
 * A training whose accuracy is a function of its trial: best at a learning rate of 0.01, and never
 * better on the test split than chance where it is best in validation.
 */
final class FakeTraining implements TrialRunner {
  static final Provenance PROVENANCE =
      new Provenance(
          "0.1.0", "unknown", "2026-01-02T03:04:05Z", "Java", "OS", "CPU", 2, "none", "none", 1, 2);

  static final TrialMaker MAKER =
      new TrialMaker((cell, activations) -> cell, dataset -> "hash of " + dataset);

  @Override
  public TrialResult run(TrialSpec trial, EpochListener listener) {
    double accuracy = accuracy(trial);
    EpochRecord epoch = new EpochRecord(1, 1, 1 - accuracy, accuracy, 0.1, 100, 0.5);
    listener.epochEnded(trial, epoch);
    return new TrialResult(
        trial,
        Outcome.COMPLETED,
        null,
        List.of(epoch),
        1,
        1 - accuracy,
        1.0,
        10,
        Timing.ofSeconds(0.5),
        PROVENANCE);
  }

  /** The same as run from a moment on for so many seconds. */
  TrialResult run(TrialSpec trial, EpochListener listener, Instant start, double seconds) {
    TrialResult result = run(trial, listener);
    Provenance then =
        new Provenance(
            "0.1.0", "unknown", start.toString(), "Java", "OS", "CPU", 2, "none", "none", 1, 2);
    return new TrialResult(
        trial,
        result.outcome(),
        result.reason(),
        result.epochs(),
        result.selectedEpoch(),
        result.testAccuracy(),
        result.testLoss(),
        result.parameters(),
        Timing.ofSeconds(seconds),
        then);
  }

  static double accuracy(TrialSpec trial) {
    double distance = Math.abs(Math.log10(trial.training().learningRate()) + 2);
    return 0.9 / (1 + distance) + 0.001 * trial.seed();
  }

  static TrialResult diverged(TrialSpec trial) {
    return new TrialResult(
        trial,
        Outcome.DIVERGED,
        "training loss is NaN at step 3 of 9, epoch 1",
        List.of(),
        0,
        null,
        null,
        10,
        Timing.ofSeconds(0.5),
        PROVENANCE);
  }

  /** A listener that does nothing. */
  static final class Silence implements ProgressListener {
    @Override
    public void trialStarted(TrialSpec trial, Progress progress) {}

    @Override
    public void epochEnded(TrialSpec trial, EpochRecord epoch, Progress progress) {}

    @Override
    public void trialEnded(TrialResult result, Progress progress) {}
  }
}
