package dev.actzoo.sweeps;

import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialRunner;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.input.BadInputException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A runner of trials that gives each a time limit. A trial runs on a thread of its own, which is
 * interrupted when the time is up and no longer waited for: even one that never answers costs the
 * sweep no more than its time, though its thread goes on until the process ends. Threads are used
 * again, so that what kernels keep for a thread is kept from trial to trial.
 */
final class LimitedRunner implements TrialRunner, AutoCloseable {
  private final TrialRunner runner;
  private final double minutes;
  private final ExecutorService threads = Executors.newCachedThreadPool(LimitedRunner::daemon);

  LimitedRunner(TrialRunner runner, double minutes) {
    this.runner = runner;
    this.minutes = minutes;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "sweep-trial");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * @throws TimeLimitException if the trial took too long
   * @throws InvalidTrialException if it cannot run with its settings
   */
  @Override
  public TrialResult run(TrialSpec trial, EpochListener listener) {
    Heard heard = new Heard(listener);
    Future<TrialResult> task = threads.submit(() -> runner.run(trial, heard));
    try {
      return task.get(Math.round(minutes * TimeUnit.MINUTES.toNanos(1)), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new TimeLimitException(minutes);
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the run has stopped");
    } finally {
      heard.end();
      task.cancel(true);
    }
  }

  private static RuntimeException rethrown(Throwable cause) {
    if (cause instanceof BadInputException invalid) {
      return new InvalidTrialException(invalid);
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException thrown ? thrown : new IllegalStateException(cause);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** Passes epochs on until the trial is no longer waited for. */
  private static final class Heard implements EpochListener {
    private final EpochListener listener;
    private boolean ended;

    Heard(EpochListener listener) {
      this.listener = listener;
    }

    @Override
    public synchronized void epochEnded(TrialSpec trial, EpochRecord epoch) {
      if (ended) {
        throw new CancellationException("the trial has been given up");
      }
      listener.epochEnded(trial, epoch);
    }

    /** When this returns, no epoch is being passed on nor will be. */
    synchronized void end() {
      ended = true;
    }
  }
}
