package dev.actzoo.experiments;

/**
 * Hears how a run goes on. It is called from the threads of the trials, one call at a time; an
 * exception it throws ends the run.
 */
public interface ProgressListener {
  void trialStarted(TrialSpec trial, Progress progress);

  /**
   * Hears before a trial's first epoch what data did to the initial weights, if anything.
   *
   * @param how one line
   */
  default void weightsStarted(TrialSpec trial, String how) {}

  void epochEnded(TrialSpec trial, EpochRecord epoch, Progress progress);

  void trialEnded(TrialResult result, Progress progress);

  /**
   * How far a run is.
   *
   * @param done trials with a result, skipped ones included
   * @param total trials of the plan
   * @param skipped trials that the ledger held already when the run began
   */
  record Progress(int done, int total, int skipped) {}
}
