package dev.actzoo.experiments;

/**
 * The cost of a trial.
 *
 * @param seconds wall time of the whole trial
 * @param steps training steps timed, the first ones (warm-up of the machine) left out
 * @param stepMedianMs median wall time of a training step, in milliseconds
 * @param stepP10Ms 10th percentile of the same
 * @param stepP90Ms 90th percentile of the same
 */
public record Timing(
    double seconds, long steps, double stepMedianMs, double stepP10Ms, double stepP90Ms) {}
