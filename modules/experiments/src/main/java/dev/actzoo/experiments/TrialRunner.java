package dev.actzoo.experiments;

/** Turns one trial into one result. An implementation is safe to call from several threads. */
@FunctionalInterface
public interface TrialRunner {
  /**
   * Trains and evaluates. Divergence is a result, not an exception.
   *
   * @param trial what to run
   * @param listener told of every epoch as it ends, in order, on the calling thread
   */
  TrialResult run(TrialSpec trial, EpochListener listener);

  /** Hears of a trial's epochs as they end. */
  @FunctionalInterface
  interface EpochListener {
    void epochEnded(TrialSpec trial, EpochRecord epoch);
  }
}
