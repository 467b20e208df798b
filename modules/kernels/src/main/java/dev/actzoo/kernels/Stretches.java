package dev.actzoo.kernels;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How stretches of work in plain Java are shared out: among as many threads as native libraries
 * use. What a stretch computes is its own, so results do not depend on how many these are.
 */
@FunctionalInterface
interface Stretches {
  /** Does the work of stretches 0 to count - 1, in any order. */
  void run(int count, IntConsumer work);

  /** By this thread, and by others of this process that come to it before it is done. */
  static void share(int count, IntConsumer work) {
    share(count, Kernels.threads(), work);
  }

  static void share(int count, int threads, IntConsumer work) {
    int helpers = Math.min(threads, count) - 1;
    if (helpers <= 0) {
      for (int stretch = 0; stretch < count; stretch++) {
        work.accept(stretch);
      }
      return;
    }
    Shared shared = new Shared(count, work);
    for (int i = 0; i < helpers; i++) {
      Workers.POOL.execute(shared);
    }
    shared.finish();
  }

  /** Work that several threads take stretches of. */
  final class Shared implements Runnable {
    private final int count;
    private final IntConsumer work;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch left;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private Shared(int count, IntConsumer work) {
      this.count = count;
      this.work = work;
      this.left = new CountDownLatch(count);
    }

    @Override
    public void run() {
      for (int stretch; (stretch = next.getAndIncrement()) < count; left.countDown()) {
        try {
          work.accept(stretch);
        } catch (RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        }
      }
    }

    /** Takes part until nothing is left, and waits for what others have taken. */
    private void finish() {
      run();
      boolean interrupted = false;
      while (left.getCount() > 0) {
        try {
          left.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      Throwable failed = failure.get();
      if (failed instanceof Error error) {
        throw error;
      }
      if (failed != null) {
        throw (RuntimeException) failed;
      }
    }
  }

  /** The threads that help. */
  final class Workers {
    private static final ForkJoinPool POOL = new ForkJoinPool(Kernels.threads());

    private Workers() {}
  }
}
