package dev.actzoo.kernels;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
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

  /**
   * By this thread, and by others of this process that come to it before it is done. A stretch
   * shares out nothing itself.
   */
  static void share(int count, IntConsumer work) {
    share(count, Kernels.threads(), work);
  }

  static void share(int count, int threads, IntConsumer work) {
    int helpers = Math.min(threads, count) - 1;
    if (helpers <= 0) {
      for (int stretch = 0; stretch < count; stretch++) {
        work.accept(stretch);
      }
    } else {
      Shared.OF_THREAD.get().run(count, helpers, work);
    }
  }

  /**
   * What a thread shares out, one work after the other: a work is told from those before by its
   * number, so a helper that comes late finds nothing of it left, or helps with the next.
   */
  final class Shared {
    private static final ThreadLocal<Shared> OF_THREAD = ThreadLocal.withInitial(Shared::new);
    private static final IntConsumer NOTHING = stretch -> {};

    private final Thread owner = Thread.currentThread();

    /** The number of the work in the upper half, how many stretches nobody has taken below. */
    private final AtomicLong left = new AtomicLong();

    private final AtomicInteger unfinished = new AtomicInteger();
    private volatile int count;
    private volatile IntConsumer work = NOTHING;
    private volatile @Nullable Throwable failure;

    private Shared() {}

    private void run(int stretches, int helpers, IntConsumer what) {
      count = stretches;
      work = what;
      failure = null;
      unfinished.set(stretches);
      left.set(((left.get() >>> Integer.SIZE) + 1) << Integer.SIZE | stretches);
      for (int i = 0; i < helpers; i++) {
        Helpers.call(this);
      }
      help();
      await();
      work = NOTHING;
      Throwable failed = failure;
      if (failed instanceof Error error) {
        throw error;
      }
      if (failed != null) {
        throw (RuntimeException) failed;
      }
    }

    /** Takes stretches until none is left. */
    private void help() {
      for (long now = left.get(); (int) now > 0; now = left.get()) {
        if (left.compareAndSet(now, now - 1)) {
          try {
            work.accept(count - (int) now);
          } catch (RuntimeException | Error e) {
            failure = e;
          }
          if (unfinished.decrementAndGet() == 0) {
            LockSupport.unpark(owner);
          }
        }
      }
    }

    /** Waits for what others have taken. */
    private void await() {
      boolean interrupted = false;
      while (unfinished.get() > 0) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
      if (interrupted) {
        owner.interrupt();
      }
    }
  }

  /** The threads that help, as long as the process runs. */
  final class Helpers {
    /** Calls beyond these are left out: as many are on their way already. */
    private static final int MOST_CALLS = 256;

    private static final ArrayBlockingQueue<Shared> CALLS = started();

    private Helpers() {}

    private static ArrayBlockingQueue<Shared> started() {
      ArrayBlockingQueue<Shared> calls = new ArrayBlockingQueue<>(MOST_CALLS);
      for (int i = 0; i < Math.max(1, Kernels.threads()); i++) {
        Thread helper = new Thread(() -> answer(calls), "row loops " + i);
        helper.setDaemon(true);
        helper.start();
      }
      return calls;
    }

    private static void answer(ArrayBlockingQueue<Shared> calls) {
      try {
        while (true) {
          calls.take().help();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts these threads", e);
      }
    }

    private static void call(Shared shared) {
      CALLS.offer(shared);
    }
  }
}
