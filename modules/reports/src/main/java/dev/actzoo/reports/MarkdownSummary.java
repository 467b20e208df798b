package dev.actzoo.reports;

import dev.actzoo.experiments.Outcome;
import dev.actzoo.reports.statistics.ArmComparison;
import dev.actzoo.reports.statistics.CellComparison;
import dev.actzoo.reports.statistics.Comparison;
import dev.actzoo.reports.statistics.Cost;
import dev.actzoo.reports.statistics.Interval;
import dev.actzoo.reports.statistics.PairedDifference;
import dev.actzoo.reports.statistics.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The comparison in a page of Markdown that also reads well on a terminal: the findings, then a
 * table for each cell. Names are escaped and lose their control characters.
 */
final class MarkdownSummary {
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+");
  private static final Pattern MARKUP =
      Pattern.compile("([\\\\`*_\\[\\]|]|<(?=[A-Za-z/!?])|&(?=#?\\w+;))");
  private static final List<String> HEADER =
      List.of(
          "activation",
          "%s %%",
          "SD",
          "difference",
          "95 %% CI",
          "p (Holm)",
          "ms/step",
          "vs base",
          "completed",
          "verdict");

  private MarkdownSummary() {}

  static String of(Comparison comparison, Findings findings, List<DatasetCredit> credits) {
    StringBuilder text = new StringBuilder(withoutCredits(comparison, findings, credits));
    appendCredits(text, credits);
    return text.toString();
  }

  static String withoutCredits(
      Comparison comparison, Findings findings, List<DatasetCredit> credits) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(escaped(comparison.experiment().name())).append("\n\n");
    text.append("**").append(escaped(findings.headline())).append("**\n\n");
    for (CellFinding cell : findings.cells()) {
      text.append("- ").append(escaped(cell.name())).append(": ").append(escaped(cell.text()));
      text.append('\n');
    }
    text.append('\n');
    text.append(escaped(String.join(" ", findings.caveats()))).append('\n');
    for (int i = 0; i < findings.cells().size(); i++) {
      text.append("\n## ").append(escaped(findings.cells().get(i).name())).append("\n\n");
      CellComparison cell = comparison.cells().get(i);
      appendTable(text, cell, DatasetCredit.metric(credits, cell.cell().dataset()));
    }
    text.append("\nDifferences are in percentage points to ");
    text.append(escaped(comparison.experiment().baseline()));
    text.append(", paired by seed.\n");
    appendFormulas(text, comparison.experiment().formulas());
    return text.toString();
  }

  private static void appendFormulas(StringBuilder text, Map<String, String> formulas) {
    if (formulas.isEmpty()) {
      return;
    }
    text.append("\n## Formulas\n\n");
    formulas.forEach(
        (arm, formula) -> text.append("- %s: `%s`\n".formatted(escaped(arm), code(formula))));
  }

  private static String code(String text) {
    return CONTROLS.matcher(text).replaceAll(" ").replace('`', '\'');
  }

  private static void appendCredits(StringBuilder text, List<DatasetCredit> credits) {
    if (credits.isEmpty()) {
      return;
    }
    text.append("\n## Data\n\n");
    for (DatasetCredit credit : credits) {
      text.append(
          "- %s: %s. Licence: %s. Cite: %s\n"
              .formatted(
                  escaped(credit.name()),
                  escaped(credit.description()),
                  escaped(credit.licence()),
                  escaped(credit.citation())));
    }
  }

  private static void appendTable(StringBuilder text, CellComparison cell, String metric) {
    List<String> header = HEADER.stream().map(heading -> heading.formatted(metric)).toList();
    List<List<String>> rows = cell.arms().stream().map(MarkdownSummary::row).toList();
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < HEADER.size(); column++) {
      int width = header.get(column).length();
      for (List<String> row : rows) {
        width = Math.max(width, row.get(column).length());
      }
      widths.add(width);
    }
    appendRow(text, header, widths);
    text.append('|');
    for (int column = 0; column < widths.size(); column++) {
      text.append("-".repeat(widths.get(column) + 1)).append(leftAligned(column) ? "-|" : ":|");
    }
    text.append('\n');
    rows.forEach(row -> appendRow(text, row, widths));
  }

  private static void appendRow(StringBuilder text, List<String> cells, List<Integer> widths) {
    text.append('|');
    for (int column = 0; column < widths.size(); column++) {
      String padding = " ".repeat(widths.get(column) - cells.get(column).length());
      text.append(' ');
      text.append(leftAligned(column) ? cells.get(column) + padding : padding + cells.get(column));
      text.append(" |");
    }
    text.append('\n');
  }

  private static boolean leftAligned(int column) {
    return column == 0 || column == HEADER.size() - 1;
  }

  private static List<String> row(ArmComparison arm) {
    Sample accuracy = arm.accuracy();
    PairedDifference difference = arm.difference();
    Cost cost = arm.cost();
    return List.of(
        escaped(arm.activation()),
        Numbers.percent(accuracy == null ? null : accuracy.mean()),
        Numbers.percent(accuracy == null ? null : accuracy.standardDeviation()),
        Numbers.points(difference == null ? null : difference.mean()),
        interval(difference == null ? null : difference.interval()),
        Numbers.pValue(difference == null ? null : difference.adjustedPValue()),
        Numbers.significant(cost == null ? null : cost.stepMilliseconds()),
        Numbers.change(cost == null ? null : cost.ratio()),
        completed(arm),
        arm.verdict().name().toLowerCase(Locale.ROOT));
  }

  private static String completed(ArmComparison arm) {
    String counts = arm.count(Outcome.COMPLETED) + "/" + arm.planned();
    String lost =
        List.of(Outcome.DIVERGED, Outcome.FAILED).stream()
            .filter(outcome -> arm.count(outcome) > 0)
            .map(outcome -> arm.count(outcome) + " " + outcome.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    String toCome = arm.missing() > 0 ? arm.missing() + " to come" : "";
    String rest =
        Stream.of(lost, toCome).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
    return rest.isEmpty() ? counts : counts + " (" + rest + ")";
  }

  private static String interval(@Nullable Interval interval) {
    return interval == null
        ? Numbers.NONE
        : Numbers.points(interval.lower()) + " to " + Numbers.points(interval.upper());
  }

  private static String escaped(String text) {
    return MARKUP.matcher(CONTROLS.matcher(text).replaceAll(" ")).replaceAll("\\\\$1");
  }
}
