package dev.actzoo.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C, or a request to terminate, does to a run: no more trials start, those under way are
 * given up when their epoch ends, and the ledger is closed, for all of which there is a little
 * time. What takes longer is cut off, which loses nothing that was recorded.
 */
final class StopSignal implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final Thread run;
  private final PrintWriter err;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "stop");

  private StopSignal(Thread run, PrintWriter err) {
    this.run = run;
    this.err = err;
  }

  /** Listens for the signal until closed, and interrupts the current thread then. */
  static StopSignal forThisThread(PrintWriter err) {
    StopSignal signal = new StopSignal(Thread.currentThread(), err);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /** As the signal does. */
  void stop() {
    err.println();
    err.println("actzoo: stopping; run the same command again to continue where this run ended");
    run.interrupt();
    try {
      boolean inTime = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!inTime) {
        err.println("actzoo: an epoch takes long to end and is cut off");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The run has ended and left its ledger in order. */
  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      Thread.interrupted(); // the hook is running: it did what it is there for
    }
  }
}
