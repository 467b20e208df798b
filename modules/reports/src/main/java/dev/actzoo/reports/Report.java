package dev.actzoo.reports;

import dev.actzoo.input.BadInputException;
import dev.actzoo.input.FileFault;
import dev.actzoo.reports.html.HardwarePage;
import dev.actzoo.reports.html.HtmlReport;
import dev.actzoo.reports.statistics.Comparison;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A comparison made readable: an HTML page, a Markdown summary, and the data as CSV and JSON. */
public final class Report {
  private Report() {}

  /**
   * Writes all files of a report. Each appears whole or not at all, and replaces an older one.
   *
   * @param folder made if it does not exist
   * @throws BadInputException if the folder cannot be written to
   */
  public static ReportFiles write(Path folder, Comparison comparison) {
    return write(folder, comparison, List.of(), List.of());
  }

  /**
   * Writes all files of a report, with the speed of the machines it ran on in the page, and with
   * licence and citation of its datasets in page and summary.
   */
  public static ReportFiles write(
      Path folder, Comparison comparison, List<Hardware> hardware, List<DatasetCredit> credits) {
    Findings findings = Findings.of(comparison);
    ReportFiles files =
        new ReportFiles(
            folder.resolve("report.html"),
            folder.resolve("results.csv"),
            folder.resolve("results.json"),
            folder.resolve("summary.md"));
    Map<Path, String> texts = new LinkedHashMap<>();
    texts.put(files.csv(), CsvReport.of(comparison, credits));
    texts.put(files.json(), JsonReport.of(comparison, findings, credits));
    texts.put(files.markdown(), MarkdownSummary.of(comparison, findings, credits));
    texts.put(files.html(), HtmlReport.of(comparison, findings, hardware, credits));
    write(folder, texts);
    return files;
  }

  /**
   * Writes texts to files of a folder. Each appears whole or not at all, and replaces an older one.
   *
   * @param folder made if it does not exist
   * @throws BadInputException if the folder cannot be written to
   */
  public static void write(Path folder, Map<Path, String> texts) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new BadInputException(
          "cannot write the report to '%s' (%s); name a folder that can be written to"
              .formatted(folder, FileFault.reason(e)),
          e);
    }
    texts.forEach(Report::replace);
  }

  /**
   * Writes the page of a benchmark's figures.
   *
   * @throws BadInputException if the file cannot be written
   */
  public static void writeHardware(Path file, Hardware hardware) {
    replace(file, HardwarePage.of(hardware));
  }

  /**
   * The Markdown summary, to print at the end of a run.
   *
   * @param credits tell what is measured on each dataset; not printed
   */
  public static String summary(Comparison comparison, List<DatasetCredit> credits) {
    return MarkdownSummary.withoutCredits(comparison, Findings.of(comparison), credits);
  }

  /** Writes a file whole or not at all; the one that was there stays until it is whole. */
  private static void replace(Path file, String text) {
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      try {
        Files.write(part, text.getBytes(StandardCharsets.UTF_8));
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new BadInputException(
          "cannot write '%s' (%s); make room, or name a folder that can be written to"
              .formatted(file, FileFault.reason(e)),
          e);
    }
  }
}
