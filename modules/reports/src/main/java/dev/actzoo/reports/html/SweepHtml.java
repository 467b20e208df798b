package dev.actzoo.reports.html;

import dev.actzoo.sweeps.SweepResult;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a sweep found as a page that needs nothing but itself, as {@link HtmlReport} describes. */
public final class SweepHtml {
  private SweepHtml() {}

  /**
   * The page's text.
   *
   * @param best the names of the experiment files beside it
   * @param metrics what is measured on a dataset
   */
  public static String of(SweepResult result, List<Path> best, UnaryOperator<String> metrics) {
    SweepPage page = SweepPage.of(result, best, metrics);
    return HtmlReport.renderWithAllCharts(
        "sweep.jte", page, SweepChartData.of(result, page.arms()), "sweep.js");
  }
}
