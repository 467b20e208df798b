package dev.actzoo.cli;

import dev.actzoo.data.store.FetchListener;
import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar for the download that is under way; it draws its line itself, as other bars do.
 */
final class DownloadBar implements FetchListener {
  private static final int REFRESH_MS = 200;
  private static final long MEGABYTE = 1_000_000;

  private final PrintWriter terminal;
  private final int width;
  private @Nullable ProgressBar bar;

  /**
   * @param columns the terminal's width; the last one is left free, for some terminals wrap there
   */
  DownloadBar(PrintWriter terminal, int columns) {
    this.terminal = terminal;
    this.width = Math.max(1, columns - 1);
  }

  @Override
  public void began(String name, long have, long total) {
    bar =
        new ProgressBarBuilder()
            .setConsumer(new DelegatingProgressBarConsumer(this::draw, width))
            .setTaskName(name)
            .setInitialMax(total)
            .startsFrom(have, Duration.ZERO)
            .setUnit(" MB", MEGABYTE)
            .showSpeed()
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REFRESH_MS)
            .build();
  }

  @Override
  public void received(long bytes) {
    if (bar != null) {
      bar.stepBy(bytes);
    }
  }

  @Override
  public void ceased() {
    if (bar != null) {
      bar.close();
      bar = null;
      terminal.println();
    }
  }

  @Override
  public void note(String line) {
    terminal.println(line);
  }

  private void draw(String line) {
    String shown = line.length() > width ? line.substring(0, width) : line;
    terminal.print("\r" + shown + " ".repeat(width - shown.length()));
    terminal.flush();
  }
}
