package dev.actzoo.experiments;

import dev.actzoo.input.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One thread's share of a run: trial after trial until none waits or the run has stopped. */
final class TrialWorker implements Runnable {
  private static final int MAX_REASON = 500;

  private final TrialQueue queue;
  private final Ledger ledger;
  private final TrialRunner runner;
  private final Supplier<Provenance> provenance;

  TrialWorker(
      TrialQueue queue, Ledger ledger, TrialRunner runner, Supplier<Provenance> provenance) {
    this.queue = queue;
    this.ledger = ledger;
    this.runner = runner;
    this.provenance = provenance;
  }

  @Override
  public void run() {
    try {
      for (TrialSpec trial = queue.next(); trial != null; trial = queue.next()) {
        run(trial);
      }
    } catch (Throwable e) { // whatever it is, the thread that waits for the run must hear of it
      queue.breakOff(e);
    }
  }

  private void run(TrialSpec trial) {
    Provenance here = provenance.get();
    long start = System.nanoTime();
    List<EpochRecord> epochs = new ArrayList<>();
    ledger.begin(trial);
    queue.started(trial);
    TrialResult result;
    try {
      result = runner.run(trial, new Told(epochs));
      requireSame(trial, result);
    } catch (BadInputException e) {
      throw e;
    } catch (Throwable e) { // an OutOfMemoryError or a LinkageError is this trial's result too
      double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
      result = failed(trial, e, epochs, seconds, here);
    }
    boolean givenUp = queue.stopped() && result.outcome() == Outcome.FAILED;
    if (!givenUp) {
      ledger.finish(result);
      queue.ended(result);
    }
  }

  /** Passes on what the runner of a trial tells. */
  private final class Told implements TrialRunner.EpochListener {
    private final List<EpochRecord> epochs;

    Told(List<EpochRecord> epochs) {
      this.epochs = epochs;
    }

    @Override
    public void started(TrialSpec trial, String how) {
      queue.weightsStarted(trial, how);
    }

    @Override
    public void epochEnded(TrialSpec trial, EpochRecord epoch) {
      TrialWorker.this.epochEnded(trial, epoch, epochs);
    }
  }

  /** Keeps the epoch; what goes wrong here is the run's failure, not the trial's. */
  private void epochEnded(TrialSpec trial, EpochRecord epoch, List<EpochRecord> epochs) {
    if (queue.stopped()) {
      throw new CancellationException("the run has stopped");
    }
    try {
      ledger.recordEpoch(trial, epoch);
      epochs.add(epoch);
      queue.epochEnded(trial, epoch);
    } catch (RuntimeException | Error e) {
      queue.breakOff(e);
      throw e;
    }
  }

  private static void requireSame(TrialSpec trial, TrialResult result) {
    if (!result.spec().equals(trial)) {
      throw new IllegalStateException("the result is that of another trial: " + result.spec());
    }
  }

  private static TrialResult failed(
      TrialSpec trial,
      Throwable reason,
      List<EpochRecord> epochs,
      double seconds,
      Provenance provenance) {
    Timing timing = Timing.ofSeconds(seconds);
    return new TrialResult(
        trial, Outcome.FAILED, oneLine(reason), epochs, 0, null, null, 0, timing, provenance);
  }

  private static String oneLine(Throwable reason) {
    String message = reason.getMessage() == null ? "" : ": " + reason.getMessage();
    String line = (reason.getClass().getSimpleName() + message).replaceAll("\\s+", " ").strip();
    return line.length() <= MAX_REASON ? line : line.substring(0, MAX_REASON) + "...";
  }
}
