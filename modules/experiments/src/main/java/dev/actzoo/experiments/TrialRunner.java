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

  /** Hears how a trial goes on. */
  @FunctionalInterface
  interface EpochListener {
    void epochEnded(TrialSpec trial, EpochRecord epoch);

    /**
     * Hears before the first epoch what data did to the initial weights, if anything.
     *
     * @param how one line
     */
    default void started(TrialSpec trial, String how) {}
  }
}
