package dev.actzoo.cli;

import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;
import java.io.PrintWriter;

/** A line for every trial that ends, and if asked for, for every epoch. */
final class PlainProgress implements ProgressDisplay {
  private final PrintWriter lines;
  private final boolean epochs;

  PlainProgress(PrintWriter lines, boolean epochs) {
    this.lines = lines;
    this.epochs = epochs;
  }

  @Override
  public void trialStarted(TrialSpec trial, Progress progress) {}

  @Override
  public void epochEnded(TrialSpec trial, EpochRecord epoch, Progress progress) {
    if (epochs) {
      lines.println(TrialWords.of(trial) + ", " + TrialWords.of(epoch, trial.training().epochs()));
    }
  }

  @Override
  public void trialEnded(TrialResult result, Progress progress) {
    lines.printf(
        "trial %d of %d: %s: %s%n",
        progress.done(), progress.total(), TrialWords.of(result.spec()), TrialWords.of(result));
  }

  @Override
  public void close() {}
}
