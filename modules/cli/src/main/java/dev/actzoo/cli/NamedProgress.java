package dev.actzoo.cli;

import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.ProgressListener;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;
import java.util.function.UnaryOperator;

/**
 * Progress told with the names that a run has for its arms, where trials know functions.
 *
 * @param told hears of trials whose activation is the arm's name
 * @param arm gives the name of a function's arm
 */
record NamedProgress(ProgressListener told, UnaryOperator<String> arm) implements ProgressListener {
  @Override
  public void trialStarted(TrialSpec trial, Progress progress) {
    told.trialStarted(named(trial), progress);
  }

  @Override
  public void weightsStarted(TrialSpec trial, String how) {
    told.weightsStarted(named(trial), how);
  }

  @Override
  public void epochEnded(TrialSpec trial, EpochRecord epoch, Progress progress) {
    told.epochEnded(named(trial), epoch, progress);
  }

  @Override
  public void trialEnded(TrialResult result, Progress progress) {
    told.trialEnded(result.withActivation(arm.apply(result.spec().activation())), progress);
  }

  private TrialSpec named(TrialSpec trial) {
    return trial.withActivation(arm.apply(trial.activation()));
  }
}
