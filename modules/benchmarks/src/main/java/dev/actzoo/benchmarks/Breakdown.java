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
 * @param shares the parts, the largest first, and last what no part accounts for
 */
public record Breakdown(String name, double milliseconds, List<Share> shares) {
  /** What no kernel and no optimiser accounts for. */
  static final String REST = "rest (Java, DL4J, ND4J)";

  private static final double MILLISECOND = 1e6;

  /** A part of a step: milliseconds a step, and the fraction of it. */
  public record Share(String kind, double milliseconds, double share) {}

  /** The shares of steps that took so long in all, with the recorded time by kind. */
  static Breakdown of(String name, int steps, long nanoseconds, Map<String, Long> recorded) {
    List<Share> shares = new ArrayList<>();
    long rest = nanoseconds;
    for (var entry : recorded.entrySet()) {
      shares.add(share(entry.getKey(), entry.getValue(), steps, nanoseconds));
      rest -= entry.getValue();
    }
    shares.sort(Comparator.comparingDouble(Share::share).reversed().thenComparing(Share::kind));
    shares.add(share(REST, rest, steps, nanoseconds));
    return new Breakdown(name, nanoseconds / MILLISECOND / steps, List.copyOf(shares));
  }

  private static Share share(String kind, long time, int steps, long whole) {
    return new Share(kind, time / MILLISECOND / steps, (double) time / whole);
  }
}
