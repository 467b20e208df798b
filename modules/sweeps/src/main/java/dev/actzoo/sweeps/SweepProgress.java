package dev.actzoo.sweeps;

import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.ProgressListener;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;

/** The progress of a whole sweep, counted over its batches, each of which is a run of its own. */
final class SweepProgress implements ProgressListener {
  private final ProgressListener listener;
  private final int total;
  private int ended;
  private int found;

  /**
   * @param total the trials that the budget allows
   */
  SweepProgress(ProgressListener listener, int total) {
    this.listener = listener;
    this.total = total;
  }

  /** Trials that were found in the ledger. */
  synchronized void found(int trials) {
    found += trials;
  }

  @Override
  public synchronized void trialStarted(TrialSpec trial, Progress ofBatch) {
    listener.trialStarted(trial, progress());
  }

  @Override
  public synchronized void epochEnded(TrialSpec trial, EpochRecord epoch, Progress ofBatch) {
    listener.epochEnded(trial, epoch, progress());
  }

  @Override
  public synchronized void trialEnded(TrialResult result, Progress ofBatch) {
    ended++;
    listener.trialEnded(result, progress());
  }

  private Progress progress() {
    return new Progress(found + ended, total, found);
  }
}
