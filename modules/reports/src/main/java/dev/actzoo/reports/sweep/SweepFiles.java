package dev.actzoo.reports.sweep;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a sweep's report was written.
 *
 * @param html the page for people
 * @param csv one row a trial
 * @param json everything
 * @param best experiments of the best candidates; empty if no trial completed
 */
public record SweepFiles(Path html, Path csv, Path json, List<Path> best) {
  public SweepFiles {
    best = List.copyOf(best);
  }
}
