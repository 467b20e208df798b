package dev.actzoo.kernels;

import java.util.Map;
import java.util.TreeMap;

/**
 * Where one thread's time goes, by kind of operation: off until started, and of this thread alone.
 */
public final class KernelProfile {
  private static final ThreadLocal<Map<String, Long>> OF_THREAD = new ThreadLocal<>();

  private KernelProfile() {}

  /** Starts recording on this thread, from zero. */
  public static void start() {
    OF_THREAD.set(new TreeMap<>());
  }

  /** Whether this thread records. */
  public static boolean started() {
    return OF_THREAD.get() != null;
  }

  /** Adds to the time of a kind; nothing happens unless this thread records. */
  public static void record(String kind, long nanoseconds) {
    Map<String, Long> times = OF_THREAD.get();
    if (times != null) {
      times.merge(kind, nanoseconds, Long::sum);
    }
  }

  /** Stops recording; the nanoseconds by kind since the start, nothing if there was none. */
  public static Map<String, Long> stop() {
    Map<String, Long> times = OF_THREAD.get();
    OF_THREAD.remove();
    return times == null ? Map.of() : Map.copyOf(times);
  }
}
