package dev.actzoo.cli;

import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;
import java.io.PrintWriter;

/**
 * A line for every epoch of the one trial that runs.
 *
 * @param metric what is measured
 */
record EpochLines(PrintWriter lines, String metric) implements ProgressDisplay {
  @Override
  public void trialStarted(TrialSpec trial, Progress progress) {
    lines.println(TrialWords.of(trial));
  }

  @Override
  public void weightsStarted(TrialSpec trial, String how) {
    lines.println("start: " + how);
  }

  @Override
  public void epochEnded(TrialSpec trial, EpochRecord epoch, Progress progress) {
    lines.println(TrialWords.of(epoch, trial.training().epochs(), metric));
  }

  @Override
  public void trialEnded(TrialResult result, Progress progress) {}

  @Override
  public void close() {}
}
