package dev.actzoo.cli;

import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.reports.Numbers;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar: trials done, the time that remains, and the newest metric. The remaining time
 * follows from the epochs done, so that it is there before the first trial ends.
 *
 * <p>It draws its line itself: the library's way to a terminal takes the handling of Ctrl-C from
 * the Java runtime, and a run could not be stopped in order.
 */
final class ProgressOnTerminal implements ProgressDisplay {
  private static final int REFRESH_MS = 500;

  private final PrintWriter terminal;
  private final int width;
  private final Map<String, Double> underWay = new HashMap<>();
  private @Nullable ProgressBar bar;
  private Progress progress = new Progress(0, 0, 0);

  /**
   * @param columns the terminal's width; the last one is left free, for some terminals wrap there
   */
  ProgressOnTerminal(PrintWriter terminal, int columns) {
    this.terminal = terminal;
    this.width = Math.max(1, columns - 1);
  }

  @Override
  public void trialStarted(TrialSpec trial, Progress now) {
    move(now, arm(trial));
  }

  @Override
  public void epochEnded(TrialSpec trial, EpochRecord epoch, Progress now) {
    synchronized (this) {
      underWay.put(trial.id(), (double) epoch.epoch() / trial.training().epochs());
    }
    String metric = Numbers.percent(epoch.validationAccuracy());
    move(now, "%s %s %%".formatted(arm(trial), metric));
  }

  @Override
  public void trialEnded(TrialResult result, Progress now) {
    synchronized (this) {
      underWay.remove(result.spec().id());
    }
    String end =
        switch (result.outcome()) {
          case COMPLETED -> Numbers.percent(result.testAccuracy()) + " % test";
          case DIVERGED -> "diverged";
          case FAILED -> "failed";
        };
    move(now, arm(result.spec()) + " " + end);
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
            new ProgressBarBuilder()
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, width))
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

  /** Writes the line over the one before, all of it. */
  private void draw(String line) {
    String shown = line.length() > width ? line.substring(0, width) : line;
    terminal.print("\r" + shown + " ".repeat(width - shown.length()));
    terminal.flush();
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
      terminal.println();
    }
  }
}
