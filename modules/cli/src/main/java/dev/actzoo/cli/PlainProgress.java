package dev.actzoo.cli;

import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;
import java.io.PrintWriter;
import java.util.function.UnaryOperator;

/** A line for every trial that ends, and if asked for, for every epoch. */
final class PlainProgress implements ProgressDisplay {
  private final PrintWriter lines;
  private final boolean epochs;
  private final UnaryOperator<String> metrics;

  /**
   * @param metrics what is measured on a dataset
   */
  PlainProgress(PrintWriter lines, boolean epochs, UnaryOperator<String> metrics) {
    this.lines = lines;
    this.epochs = epochs;
    this.metrics = metrics;
  }

  @Override
  public void trialStarted(TrialSpec trial, Progress progress) {}

  @Override
  public void epochEnded(TrialSpec trial, EpochRecord epoch, Progress progress) {
    if (epochs) {
      String metric = metrics.apply(trial.dataset());
      lines.println(
          TrialWords.of(trial) + ", " + TrialWords.of(epoch, trial.training().epochs(), metric));
    }
  }

  @Override
  public void trialEnded(TrialResult result, Progress progress) {
    lines.printf(
        "trial %d of %d: %s: %s%n",
        progress.done(),
        progress.total(),
        TrialWords.of(result.spec()),
        TrialWords.of(result, metrics.apply(result.spec().dataset())));
  }

  @Override
  public void close() {}
}
