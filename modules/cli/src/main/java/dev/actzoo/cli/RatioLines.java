package dev.actzoo.cli;

import dev.actzoo.benchmarks.Row;
import dev.actzoo.benchmarks.Times;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.function.Consumer;

/** The rows of a benchmark as lines that line up, each printed when it is known. */
final class RatioLines implements Consumer<Row> {
  private static final MathContext THREE_DIGITS = new MathContext(3);

  private final PrintWriter out;
  private boolean begun;

  RatioLines(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void accept(Row row) {
    if (!begun) {
      line("what", "size", "peer", "ratio", "better", "ours", "theirs", "note");
      begun = true;
    }
    line(
        row.name(),
        row.size(),
        row.peer(),
        String.format(Locale.ROOT, "%.2f", row.ratio()),
        row.better(),
        times(row.ourRate() == null ? row.ours() : row.ourRate()),
        times(row.theirRate() == null ? row.theirs() : row.theirRate()),
        row.note());
  }

  private void line(Object... cells) {
    out.println(
        String.format(Locale.ROOT, "%-38s  %-42s  %-14s  %8s  %-6s  %-24s  %-24s  %s", cells)
            .stripTrailing());
    out.flush();
  }

  /** A median with its spread. */
  private static String times(Times times) {
    return "%s (%s-%s) %s"
        .formatted(
            significant(times.median()),
            significant(times.low()),
            significant(times.high()),
            times.unit());
  }

  /** Three significant digits, never in powers of ten. */
  static String significant(double value) {
    return new BigDecimal(value).round(THREE_DIGITS).toPlainString();
  }
}
