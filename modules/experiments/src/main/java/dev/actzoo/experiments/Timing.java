package dev.actzoo.experiments;

/**
 * The cost of a trial in time and memory; NaN stands for what is not known.
 *
 * @param seconds wall time of the whole trial
 * @param steps training steps timed, the first ones (warm-up of the machine) left out
 * @param stepMedianMs median wall time of a training step, in milliseconds
 * @param stepP10Ms 10th percentile of the same
 * @param stepP90Ms 90th percentile of the same
 * @param stallShare the share of the training part of all epochs that the step spent waiting for
 *     its batch, from 0 to 1
 * @param peakMemoryMb the most resident memory, in megabytes of 10^6 bytes, that the whole process
 *     had while the trial ran, trials beside it included
 */
public record Timing(
    double seconds,
    long steps,
    double stepMedianMs,
    double stepP10Ms,
    double stepP90Ms,
    double stallShare,
    double peakMemoryMb) {

  /** The cost of a trial of which nothing but its wall time is known. */
  public static Timing ofSeconds(double seconds) {
    double unknown = Double.NaN;
    return new Timing(seconds, 0, unknown, unknown, unknown, unknown, unknown);
  }
}
