package dev.actzoo.reports;

import java.nio.file.Path;

/**
 * Where a report was written.
 *
 * @param html the page for people
 * @param csv one row a trial
 * @param json everything
 * @param markdown the summary
 */
public record ReportFiles(Path html, Path csv, Path json, Path markdown) {}
