package dev.actzoo.cli;

import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;

/** Silence. */
final class NoProgress implements ProgressDisplay {
  @Override
  public void trialStarted(TrialSpec trial, Progress progress) {}

  @Override
  public void epochEnded(TrialSpec trial, EpochRecord epoch, Progress progress) {}

  @Override
  public void trialEnded(TrialResult result, Progress progress) {}

  @Override
  public void close() {}
}
