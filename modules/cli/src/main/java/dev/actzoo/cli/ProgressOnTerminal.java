package dev.actzoo.cli;

import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.reports.Numbers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar: trials done, the time that remains, and the newest metric. The remaining time
 * follows from the epochs done, so that it is there before the first trial ends.
 */
final class ProgressOnTerminal implements ProgressDisplay {
  private static final int REFRESH_MS = 500;

  private final ProgressBarBuilder builder;
  private final Map<String, Double> underWay = new HashMap<>();
  private @Nullable ProgressBar bar;
  private Progress progress = new Progress(0, 0, 0);

  /**
   * @param builder with the consumer the bar is to be drawn by
   */
  ProgressOnTerminal(ProgressBarBuilder builder) {
    this.builder = builder;
  }

  @Override
  public void trialStarted(TrialSpec trial, Progress now) {
    move(now, TrialWords.of(trial));
  }

  @Override
  public void epochEnded(TrialSpec trial, EpochRecord epoch, Progress now) {
    synchronized (this) {
      underWay.put(trial.id(), (double) epoch.epoch() / trial.training().epochs());
    }
    String metric = Numbers.percent(epoch.validationAccuracy());
    move(now, "%s: %s %% in epoch %d".formatted(arm(trial), metric, epoch.epoch()));
  }

  @Override
  public void trialEnded(TrialResult result, Progress now) {
    synchronized (this) {
      underWay.remove(result.spec().id());
    }
    move(now, arm(result.spec()) + ": " + TrialWords.of(result));
  }

  private static String arm(TrialSpec trial) {
    return trial.model().name() + " " + trial.activation();
  }

  private void move(Progress now, String message) {
    ProgressBar shown;
    synchronized (this) {
      progress = now;
      if (bar == null) {
        bar =
            builder
                .setTaskName("trials")
                .setInitialMax(now.total())
                .startsFrom(now.skipped(), Duration.ZERO)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REFRESH_MS)
                .setEtaFunction(this::remaining)
                .build();
      }
      shown = bar;
    }
    shown.setExtraMessage(message);
    shown.stepTo(now.done());
  }

  private synchronized Optional<Duration> remaining(ProgressState state) {
    double running = underWay.values().stream().mapToDouble(Double::doubleValue).sum();
    double done = progress.done() - progress.skipped() + running;
    double left = progress.total() - progress.done() - running;
    double elapsed = state.getElapsedAfterStart().toMillis();
    return done > 0
        ? Optional.of(Duration.ofMillis(Math.round(elapsed * left / done)))
        : Optional.empty();
  }

  @Override
  public void close() {
    ProgressBar shown;
    synchronized (this) {
      shown = bar;
    }
    if (shown != null) {
      shown.close(); // draws once more, for which it asks for the remaining time
    }
  }
}
