package dev.actzoo.experiments;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The trials of one run that wait, what its listener is told, and what ends it early. */
final class TrialQueue {
  private final Queue<TrialSpec> waiting;
  private final Predicate<TrialSpec> mayStart;
  private final ProgressListener listener;
  private final int total;
  private final int skipped;
  private int ended;
  private boolean stopped;
  private @Nullable Throwable breakage;

  TrialQueue(
      List<TrialSpec> waiting,
      Predicate<TrialSpec> mayStart,
      int total,
      ProgressListener listener) {
    this.waiting = new ArrayDeque<>(waiting);
    this.mayStart = mayStart;
    this.total = total;
    this.skipped = total - waiting.size();
    this.listener = listener;
  }

  synchronized int size() {
    return waiting.size();
  }

  /** The next trial that may start; null if there is none or the run has stopped. */
  synchronized @Nullable TrialSpec next() {
    while (!stopped) {
      TrialSpec trial = waiting.poll();
      if (trial == null || mayStart.test(trial)) {
        return trial;
      }
    }
    return null;
  }

  /** Ends the run when the trials under way reach the end of their epoch. */
  synchronized void stop() {
    stopped = true;
  }

  /** Ends the run for a reason, the first of which is thrown to its caller. */
  synchronized void breakOff(Throwable reason) {
    stopped = true;
    if (breakage == null) {
      breakage = reason;
    }
  }

  synchronized boolean stopped() {
    return stopped;
  }

  synchronized void throwIfBroken() {
    if (breakage instanceof Error error) {
      throw error;
    }
    if (breakage instanceof RuntimeException exception) {
      throw exception;
    }
  }

  synchronized void started(TrialSpec trial) {
    listener.trialStarted(trial, progress());
  }

  synchronized void weightsStarted(TrialSpec trial, String how) {
    listener.weightsStarted(trial, how);
  }

  synchronized void epochEnded(TrialSpec trial, EpochRecord epoch) {
    listener.epochEnded(trial, epoch, progress());
  }

  synchronized void ended(TrialResult result) {
    ended++;
    listener.trialEnded(result, progress());
  }

  private ProgressListener.Progress progress() {
    return new ProgressListener.Progress(skipped + ended, total, skipped);
  }
}
