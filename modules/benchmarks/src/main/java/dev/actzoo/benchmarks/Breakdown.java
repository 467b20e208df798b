package dev.actzoo.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Where the time of our training step goes.
 *
 * @param name the model
 * @param milliseconds the mean step while it was recorded
 * @param allocatedKibibytes Java objects made by the training thread, the mean over those steps
 * @param shares the parts, the largest first, and last what no part accounts for
 */
public record Breakdown(
    String name, double milliseconds, double allocatedKibibytes, List<Share> shares) {
  /** What no kernel and no optimiser accounts for. */
  static final String REST = "rest (Java, DL4J, ND4J)";

  private static final double MILLISECOND = 1e6;
  private static final double KIBIBYTE = 1024;

  /** A part of a step: milliseconds a step, and the fraction of it. */
  public record Share(String kind, double milliseconds, double share) {}

  /**
   * The shares of steps that took so long and allocated so many bytes in all, with the recorded
   * time by kind.
   */
  static Breakdown of(
      String name, int steps, long nanoseconds, long bytes, Map<String, Long> recorded) {
    List<Share> shares = new ArrayList<>();
    long rest = nanoseconds;
    for (var entry : recorded.entrySet()) {
      shares.add(share(entry.getKey(), entry.getValue(), steps, nanoseconds));
      rest -= entry.getValue();
    }
    shares.sort(Comparator.comparingDouble(Share::share).reversed().thenComparing(Share::kind));
    shares.add(share(REST, rest, steps, nanoseconds));
    return new Breakdown(
        name, nanoseconds / MILLISECOND / steps, bytes / KIBIBYTE / steps, List.copyOf(shares));
  }

  private static Share share(String kind, long time, int steps, long whole) {
    return new Share(kind, time / MILLISECOND / steps, (double) time / whole);
  }
}
