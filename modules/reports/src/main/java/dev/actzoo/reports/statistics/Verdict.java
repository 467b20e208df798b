package dev.actzoo.reports.statistics;

/** What the evidence of one cell says of an arm, set against the baseline arm. */
public enum Verdict {
  /** The arm the others are set against. */
  BASELINE,
  /**
   * Higher accuracy: the paired difference is above zero after Holm's correction; or it completed
   * the seeds on which the baseline arm always diverged.
   */
  BETTER,
  /**
   * Lower accuracy: the paired difference is below zero after Holm's correction; or it always
   * diverged on the seeds that the baseline arm completed.
   */
  WORSE,
  /**
   * The whole interval of the paired difference lies within the region of practical equivalence.
   */
  EQUIVALENT,
  /** None of these could be shown. */
  UNDECIDED
}
