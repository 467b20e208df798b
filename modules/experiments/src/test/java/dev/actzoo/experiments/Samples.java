package dev.actzoo.experiments;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Small values for tests. */
final class Samples {
  static final Provenance PROVENANCE =
      new Provenance(
          "0.1.0",
          "unknown",
          "2026-01-02T03:04:05Z",
          "OpenJDK 17",
          "Linux 6 amd64",
          "A \"quoted\" processor",
          2,
          "nd4j-native FLOAT",
          "oneDNN 3.11",
          1,
          2);

  static final TrainingSpec TRAINING =
      new TrainingSpec(3, 64, Optimiser.ADAMW, 1e-3, 0.9, 0.01, Schedule.COSINE, 0.1, 1.0, 0.1);

  private Samples() {}

  static TrialSpec trial(String activation, long seed) {
    return new TrialSpec(
        new ModelSpec("resnet-8", Map.of("width", 8.0)),
        "fashion-mnist-6000",
        "0f".repeat(32),
        activation,
        seed,
        TRAINING);
  }

  /** The trials of two activations with as many seeds as it takes. */
  static List<TrialSpec> plan(int seeds) {
    ExperimentSpec experiment =
        new ExperimentSpec(
            "sample",
            "",
            List.of(new CellSpec(new ModelSpec("resnet-8"), "fashion-mnist-6000", TRAINING)),
            List.of("relu", "gelu"),
            "relu",
            LongStream.rangeClosed(1, seeds).boxed().toList());
    return experiment.plan(dataset -> "hash of " + dataset);
  }

  static EpochRecord epoch(int number) {
    return new EpochRecord(number, 1.0 / number, 1.1 / number, 1 - 0.3 / number, 1e-3, 321.5, 0.25);
  }

  static TrialResult completed(TrialSpec trial) {
    List<EpochRecord> epochs = new ArrayList<>();
    for (int number = 1; number <= trial.training().epochs(); number++) {
      epochs.add(epoch(number));
    }
    return new TrialResult(
        trial,
        Outcome.COMPLETED,
        null,
        epochs,
        trial.training().epochs(),
        0.875,
        0.1 + 0.2,
        new Answers(8, BitSet.valueOf(new long[] {0b1011_1111})),
        77_850,
        new Timing(12.5, 100, 3.5, 3.25, 4.75, 0.125, 512.5),
        PROVENANCE);
  }

  static TrialResult diverged(TrialSpec trial) {
    return new TrialResult(
        trial,
        Outcome.DIVERGED,
        "training loss became NaN in epoch 1",
        List.of(new EpochRecord(1, Double.NaN, Double.POSITIVE_INFINITY, 0.1, 1e-3, 10, 1)),
        0,
        null,
        null,
        77_850,
        Timing.ofSeconds(1.5),
        PROVENANCE);
  }

  static TrialResult failed(TrialSpec trial) {
    return new TrialResult(
        trial,
        Outcome.FAILED,
        "IllegalStateException: no",
        List.of(),
        0,
        null,
        null,
        0,
        Timing.ofSeconds(0.5),
        PROVENANCE);
  }
}
