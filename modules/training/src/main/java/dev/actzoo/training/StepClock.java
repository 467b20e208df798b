package dev.actzoo.training;

import dev.actzoo.experiments.Timing;
import java.util.Arrays;

/**
 * Wall times of training steps, the first few, when code and caches are cold, left out, and of the
 * waits between them.
 */
final class StepClock {
  private static final int COLD_STEPS = 5;

  private long[] nanoseconds = new long[256];
  private int recorded;
  private long waited;
  private long trained;

  void record(long duration) {
    if (recorded == nanoseconds.length) {
      nanoseconds = Arrays.copyOf(nanoseconds, 2 * recorded);
    }
    nanoseconds[recorded++] = duration;
  }

  /**
   * Enters the training part of an epoch.
   *
   * @param waiting how much of it was spent waiting for batches
   */
  void recordEpoch(long duration, long waiting) {
    trained += duration;
    waited += waiting;
  }

  /**
   * Quantiles of the warm steps, of all steps if there were too few, and the share of waiting; NaN
   * if there was none.
   */
  Timing timing(double seconds, double peakMemoryMb) {
    int from = recorded > 2 * COLD_STEPS ? COLD_STEPS : 0;
    long[] sorted = Arrays.copyOfRange(nanoseconds, from, recorded);
    Arrays.sort(sorted);
    return new Timing(
        seconds,
        sorted.length,
        milliseconds(sorted, 0.5),
        milliseconds(sorted, 0.1),
        milliseconds(sorted, 0.9),
        (double) waited / trained,
        peakMemoryMb);
  }

  /** The quantile by linear interpolation (type 7 of Hyndman and Fan 1996). */
  private static double milliseconds(long[] sorted, double probability) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double position = probability * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    double fraction = position - below;
    return (sorted[below] * (1 - fraction) + sorted[above] * fraction) / 1e6;
  }
}
