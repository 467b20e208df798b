package dev.actzoo.data.store;

import java.time.Duration;

/**
 * How long a download waits, and how often it tries again.
 *
 * @param connect the longest wait for a connection
 * @param read the longest wait for more bytes
 * @param window after each such time at least {@code leastBytes} must have come
 * @param leastBytes the fewest bytes of a window; fewer count as a broken connection
 * @param tries how often an address is tried without a byte of progress
 * @param firstPause the pause before the second try, doubled for each further one
 * @param longestPause the longest pause
 */
public record Patience(
    Duration connect,
    Duration read,
    Duration window,
    long leastBytes,
    int tries,
    Duration firstPause,
    Duration longestPause) {

  /** For downloads of some hundred megabytes from busy servers. */
  public static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          60 * 1024,
          5,
          Duration.ofSeconds(1),
          Duration.ofSeconds(60));

  /** The pause after so many tries without progress. */
  Duration pause(int failures) {
    Duration pause = firstPause.multipliedBy(1L << Math.min(failures - 1, 20));
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }
}
