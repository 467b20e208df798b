package dev.actzoo.benchmarks;

/** A training step of a network. */
interface StepContestant extends Contestant {
  /** How many numbers are trained; the same for everyone, or they would not be compared. */
  long parameters();
}
