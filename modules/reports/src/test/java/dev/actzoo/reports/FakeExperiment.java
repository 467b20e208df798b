package dev.actzoo.reports;

import dev.actzoo.experiments.Answers;
import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.experiments.ModelSpec;
import dev.actzoo.experiments.Optimiser;
import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.Provenance;
import dev.actzoo.experiments.Schedule;
import dev.actzoo.experiments.Timing;
import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An experiment that never ran: two cells, four arms, three seeds, numbers drawn with fixed seeds.
 */
public final class FakeExperiment {
  public static final Provenance PROVENANCE =
      new Provenance(
          "0.1.0",
          "0123abc",
          "2026-01-02T03:04:05Z",
          "OpenJDK 17.0.15",
          "Linux 6.1 amd64",
          "Dummy CPU @ 2.0 GHz",
          2,
          "nd4j-native 1.0.0-M2.1 FLOAT",
          "oneDNN 3.11 (AVX-512)",
          1,
          2);

  static final CellSpec RESNET =
      new CellSpec(
          new ModelSpec("resnet-8", Map.of("width", 8.0)),
          "fashion-mnist-6000",
          new TrainingSpec(12, 64, Optimiser.SGD, 0.1, 0.9, 5e-4, Schedule.COSINE, 0.1, 0, 0.1));

  static final CellSpec BERT =
      new CellSpec(
          new ModelSpec("bert-tiny"),
          "gutenberg-authors",
          new TrainingSpec(10, 32, Optimiser.ADAMW, 3e-4, 0.9, 0.01, Schedule.LINEAR, 0.1, 1, 0.1));

  public static final ExperimentSpec SPEC =
      new ExperimentSpec(
          "quick",
          "Four activations in a small residual network and a small transformer.",
          List.of(RESNET, BERT),
          List.of("relu", "gelu", "silu", "tanh"),
          "relu",
          List.of(1L, 2L, 3L));

  /** How many examples every test split has. */
  private static final int EXAMPLES = 10_000;

  private FakeExperiment() {}

  /** All 24 trials; tanh diverges once. */
  public static List<TrialResult> results() {
    return results(SPEC);
  }

  public static List<TrialResult> results(ExperimentSpec experiment) {
    List<TrialResult> results = new ArrayList<>();
    for (TrialSpec trial : experiment.plan(dataset -> "ab".repeat(32))) {
      boolean diverges =
          trial.activation().equals("tanh") && trial.seed() == 2 && trial.dataset().startsWith("f");
      results.add(
          diverges ? diverged(trial, "the loss was not finite in epoch 4") : completed(trial));
    }
    return results;
  }

  public static TrialResult diverged(TrialSpec trial, String reason) {
    List<EpochRecord> epochs = new ArrayList<>(epochs(trial, 0.8).subList(0, 3));
    epochs.add(new EpochRecord(4, Double.NaN, Double.NaN, 0.1, 0.08, 2100, 2.1));
    return new TrialResult(
        trial,
        Outcome.DIVERGED,
        reason,
        epochs,
        3,
        null,
        null,
        78_042,
        new Timing(8.4, 300, 24.5, 23.1, 27.9, 0.002, 640.5),
        PROVENANCE);
  }

  /** A trial that completed with an accuracy that suits its arm. */
  public static TrialResult completed(TrialSpec trial) {
    Random random = random(trial, 1);
    boolean image = trial.dataset().startsWith("f");
    double level = image ? 0.868 : 0.792;
    Random shared = new Random(trial.seed() * 977);
    double accuracy =
        round(
            level
                + armEffect(trial.activation(), image)
                + 0.004 * shared.nextGaussian()
                + 0.0028 * random.nextGaussian());
    return completed(trial, accuracy);
  }

  public static TrialResult completed(TrialSpec trial, double accuracy) {
    return completed(trial, accuracy, answers(trial, accuracy, EXAMPLES));
  }

  /** So many answers, that fraction of them right: the easy examples more often than others. */
  public static Answers answers(TrialSpec trial, double accuracy, int examples) {
    Random difficulty = new Random(trial.dataset().hashCode());
    Random luck = random(trial, 4);
    double[] ease = new double[examples];
    Arrays.setAll(ease, i -> difficulty.nextGaussian() + 0.1 * luck.nextGaussian());
    BitSet right = new BitSet();
    IntStream.range(0, examples)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -ease[i]))
        .limit(Math.round(accuracy * examples))
        .forEach(right::set);
    return new Answers(examples, right);
  }

  public static TrialResult completed(TrialSpec trial, double accuracy, @Nullable Answers answers) {
    Random random = random(trial, 3);
    boolean image = trial.dataset().startsWith("f");
    double step =
        (image ? 24.0 : 11.0) * armCost(trial.activation()) * (1 + 0.02 * random.nextDouble());
    List<EpochRecord> epochs = epochs(trial, accuracy);
    return new TrialResult(
        trial,
        Outcome.COMPLETED,
        null,
        epochs,
        epochs.size() - 1,
        accuracy,
        round(1.9 * (1 - accuracy)),
        answers,
        image ? 78_042 : 1_206_148,
        new Timing(
            round(epochs.size() * 2.1),
            480,
            round(step),
            round(step * 0.94),
            round(step * 1.15),
            0.001 * trial.seed(),
            image ? 640 + trial.seed() : 810 + trial.seed()),
        PROVENANCE);
  }

  private static List<EpochRecord> epochs(TrialSpec trial, double accuracy) {
    Random random = random(trial, 2);
    int count = trial.training().epochs();
    double speed = 2_600 / armCost(trial.activation());
    List<EpochRecord> epochs = new ArrayList<>();
    for (int epoch = 1; epoch <= count; epoch++) {
      double left = StrictMath.exp(-3.2 * epoch / count);
      double seen = accuracy - 0.55 * left + 0.012 * random.nextGaussian() * (0.3 + left);
      epochs.add(
          new EpochRecord(
              epoch,
              round(0.12 + 2.1 * left * (1.05 - 0.1 * random.nextDouble())),
              round(0.35 + 1.7 * left),
              round(seen),
              round(trial.training().learningRateAt(epoch, count + 1)),
              round(speed * (1 + 0.02 * random.nextGaussian())),
              2.1));
    }
    return epochs;
  }

  private static double armEffect(String activation, boolean image) {
    return switch (activation) {
      case "gelu" -> image ? 0.006 : 0.021;
      case "silu" -> image ? 0.004 : 0.012;
      case "tanh" -> image ? -0.031 : -0.004;
      default -> 0;
    };
  }

  private static double armCost(String activation) {
    return switch (activation) {
      case "gelu" -> 1.09;
      case "silu" -> 1.07;
      case "tanh" -> 1.04;
      default -> 1;
    };
  }

  private static Random random(TrialSpec trial, int stream) {
    return new Random(
        (trial.model().name() + '/' + trial.activation()).hashCode() * 31L
            + trial.seed() * 7919
            + stream);
  }

  private static double round(double value) {
    return StrictMath.rint(value * 1e4) / 1e4;
  }
}
