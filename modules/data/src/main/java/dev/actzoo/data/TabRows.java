package dev.actzoo.data;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of columns parted by tabs, one row a line, nothing quoted. */
final class TabRows extends ColumnRows {
  private final int most;

  /**
   * @param most into how many columns a line is cut at most, the last one going to the line's end;
   *     -1 for as many as there are
   */
  TabRows(BinaryFile file, int most) {
    super(file);
    this.most = most;
  }

  @Override
  @Nullable List<String> values() {
    String line = lines.next();
    return line == null ? null : Arrays.asList(line.split("\t", most));
  }

  @Override
  int from() {
    return lines.line();
  }
}
