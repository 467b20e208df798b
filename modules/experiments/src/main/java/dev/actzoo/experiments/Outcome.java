package dev.actzoo.experiments;

/** How a trial ended; each is a result and is kept. */
public enum Outcome {
  /** Trained to the end of its budget. */
  COMPLETED,
  /** The loss or the parameters stopped being finite. */
  DIVERGED,
  /** Ended by an error, with its reason recorded. */
  FAILED
}
