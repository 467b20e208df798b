package dev.actzoo.kernels;

import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * How stretches of work in plain Java are shared out: among as many threads as native libraries
 * use. What a stretch computes is its own, so results do not depend on how many these are.
 */
@FunctionalInterface
interface Stretches {
  /** Does the work of stretches 0 to count - 1, in any order. */
  void run(int count, IntConsumer work);

  /** By the threads of this process. */
  static void share(int count, IntConsumer work) {
    IntStream all = IntStream.range(0, count);
    if (Kernels.threads() > 1 && count > 1) {
      Workers.POOL.submit(() -> all.parallel().forEach(work)).join();
    } else {
      all.forEach(work);
    }
  }

  /** The threads that do it. */
  final class Workers {
    private static final ForkJoinPool POOL = new ForkJoinPool(Kernels.threads());

    private Workers() {}
  }
}
