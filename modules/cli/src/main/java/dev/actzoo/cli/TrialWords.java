package dev.actzoo.cli;

import dev.actzoo.experiments.Answers;
import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.ModelSpec;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.models.ModelCatalogue;
import dev.actzoo.models.ModelOption;
import dev.actzoo.reports.CellNames;
import dev.actzoo.reports.Numbers;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/** Trials and what comes of them in the words of one line. */
final class TrialWords {
  private TrialWords() {}

  /** Such as "resnet-8 (width 8) on fashion-mnist-6000, gelu, seed 1". */
  static String of(TrialSpec trial) {
    return "%s, seed %d".formatted(withoutSeed(trial), trial.seed());
  }

  /** Such as "resnet-8 (width 8) on fashion-mnist-6000, gelu". */
  static String withoutSeed(TrialSpec trial) {
    return "%s on %s, %s".formatted(model(trial.model()), trial.dataset(), trial.activation());
  }

  /**
   * @param metric what is measured
   */
  static String of(EpochRecord epoch, int epochs, String metric) {
    return "epoch %d of %d: training loss %s, validation loss %s, validation %s %s %%, %s examples/s, %s s"
        .formatted(
            epoch.epoch(),
            epochs,
            Numbers.fixed(epoch.trainLoss(), 4),
            Numbers.fixed(epoch.validationLoss(), 4),
            metric,
            Numbers.percent(epoch.validationAccuracy()),
            Numbers.fixed(epoch.examplesPerSecond(), 0),
            seconds(epoch.seconds()));
  }

  /**
   * @param metric what is measured
   */
  static String of(TrialResult result, String metric) {
    String outcome =
        switch (result.outcome()) {
          case COMPLETED ->
              "test %s %s %%%s"
                  .formatted(metric, Numbers.percent(result.testAccuracy()), right(result));
          case DIVERGED -> "diverged: " + result.reason();
          case FAILED -> "failed: " + result.reason();
        };
    return "%s, %s s".formatted(outcome, seconds(result.timing().seconds()));
  }

  /** Such as " (871 of 1000)"; empty where answers are numbers or not recorded. */
  private static String right(TrialResult result) {
    Answers answers = result.testAnswers();
    BitSet right = answers == null ? null : answers.right();
    return right == null ? "" : " (%d of %d)".formatted(right.cardinality(), answers.count());
  }

  private static String seconds(double seconds) {
    return Numbers.fixed(seconds, 1);
  }

  /** The model with those options that are not its standard ones. */
  private static String model(ModelSpec model) {
    Map<String, Double> options = new TreeMap<>(model.options());
    for (ModelOption option : ModelCatalogue.named(model.name()).options()) {
      options.remove(option.name(), option.standard());
    }
    return CellNames.of(new ModelSpec(model.name(), options));
  }
}
