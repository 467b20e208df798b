package dev.actzoo.cli;

import dev.actzoo.data.store.FetchListener;
import java.io.PrintWriter;

/** A line for every tenth of a download that has come, and for every note. */
final class DownloadLines implements FetchListener {
  private static final int PARTS = 10;

  private final PrintWriter lines;
  private String name = "";
  private long have;
  private long total;

  DownloadLines(PrintWriter lines) {
    this.lines = lines;
  }

  @Override
  public void began(String name, long have, long total) {
    this.name = name;
    this.have = have;
    this.total = total;
    String size = total < 0 ? "of unknown size" : Bytes.text(total);
    lines.printf("%s: %s%s%n", name, size, have == 0 ? "" : ", going on at " + Bytes.text(have));
  }

  @Override
  public void received(long bytes) {
    long before = parts();
    have += bytes;
    if (parts() > before) {
      lines.printf("%s: %d %%%n", name, parts() * 100 / PARTS);
    }
  }

  private long parts() {
    return total <= 0 ? 0 : have * PARTS / total;
  }

  @Override
  public void ceased() {}

  @Override
  public void note(String line) {
    lines.println(line);
  }
}
