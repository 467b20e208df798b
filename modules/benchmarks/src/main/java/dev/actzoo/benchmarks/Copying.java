package dev.actzoo.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** The C library's {@code memcpy} over as many threads as the kernels use: memory's own speed. */
final class Copying implements Contestant {
  private static final int CACHE_LINE = 16;

  private final FloatPointer from;
  private final FloatPointer to;
  private final ExecutorService threads;
  private final List<Callable<Pointer>> parts = new ArrayList<>();

  /** Copies that many floats. */
  Copying(long length, int threadCount) {
    from = new FloatPointer(length);
    to = new FloatPointer(length);
    Pointer.memset(from, 1, length * Float.BYTES);
    Pointer.memset(to, 1, length * Float.BYTES);
    threads =
        Executors.newFixedThreadPool(
            threadCount,
            task -> {
              Thread thread = new Thread(task, "copying");
              thread.setDaemon(true);
              return thread;
            });
    long share = (length / threadCount / CACHE_LINE + 1) * CACHE_LINE;
    for (long start = 0; start < length; start += share) {
      FloatPointer source = from.getPointer(FloatPointer.class, start);
      FloatPointer target = to.getPointer(FloatPointer.class, start);
      long bytes = Math.min(share, length - start) * Float.BYTES;
      parts.add(() -> Pointer.memcpy(target, source, bytes));
    }
  }

  @Override
  public void run() {
    if (parts.size() == 1) {
      copy(parts.get(0));
      return;
    }
    try {
      for (var part : threads.invokeAll(parts)) {
        part.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Callable<Pointer> part) {
    try {
      part.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    from.close();
    to.close();
  }
}
