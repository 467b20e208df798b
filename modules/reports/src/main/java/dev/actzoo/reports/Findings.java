package dev.actzoo.reports;

import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.reports.statistics.ArmComparison;
import dev.actzoo.reports.statistics.CellComparison;
import dev.actzoo.reports.statistics.Comparison;
import dev.actzoo.reports.statistics.Judgement.Ground;
import dev.actzoo.reports.statistics.Verdict;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the evidence supports and what it does not, in words.
 *
 * @param headline one sentence over all cells
 * @param cells what each cell shows, in order
 * @param caveats what a reader must bear in mind, one sentence each
 */
public record Findings(String headline, List<CellFinding> cells, List<String> caveats) {
  public Findings {
    cells = List.copyOf(cells);
    caveats = List.copyOf(caveats);
  }

  /** The findings of a comparison. */
  public static Findings of(Comparison comparison) {
    List<String> names = CellNames.of(comparison.experiment().cells());
    List<CellFinding> cells = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      cells.add(CellFinding.of(names.get(i), comparison.cells().get(i), comparison.regionRadius()));
    }
    return new Findings(headline(comparison), cells, Caveats.of(comparison));
  }

  /** The whole paragraph. */
  public String paragraph() {
    StringBuilder text = new StringBuilder(headline);
    cells.forEach(cell -> text.append(' ').append(cell.name()).append(": ").append(cell.text()));
    caveats.forEach(caveat -> text.append(' ').append(caveat));
    return text.toString();
  }

  private static String headline(Comparison comparison) {
    String baseline = comparison.experiment().baseline();
    int arms = comparison.experiment().activations().size();
    boolean completed =
        comparison.trials().stream().anyMatch(t -> t.outcome() == Outcome.COMPLETED);
    if (!completed) {
      return Losses.nothingCompleted(comparison.trials(), comparison.planned());
    }
    if (arms == 1) {
      return "Nothing to compare: %s is the only arm.".formatted(baseline);
    }
    List<String> parts = new ArrayList<>();
    addShown(parts, comparison, Verdict.BETTER, "better than " + named(comparison));
    addShown(parts, comparison, Verdict.WORSE, "worse than " + baseline);
    String region = "equivalent to %s within ±%s";
    addShown(
        parts,
        comparison,
        Verdict.EQUIVALENT,
        region.formatted(parts.isEmpty() ? baseline : "it", points(comparison.regionRadius())));
    if (parts.isEmpty()) {
      return "Undecided: with %s per arm no activation could be told apart from %s%s%s."
          .formatted(
              seeds(comparison),
              baseline,
              comparison.cells().size() == 1 ? "" : " in any cell",
              diverged(comparison));
    }
    boolean open = comparison.cells().stream().anyMatch(c -> !c.with(Verdict.UNDECIDED).isEmpty());
    String shown =
        comparison.finished()
            ? "Shown "
            : "Shown so far, with %s per arm, ".formatted(seeds(comparison));
    return shown + String.join("; ", parts) + (open ? ". The rest is undecided." : ".");
  }

  /** The baseline arm, and that it diverged where that alone makes others better. */
  private static String named(Comparison comparison) {
    List<ArmComparison> better =
        comparison.cells().stream().flatMap(c -> c.with(Verdict.BETTER).stream()).toList();
    boolean byDivergence =
        !better.isEmpty()
            && better.stream()
                .allMatch(a -> a.judgement().ground() == Ground.BASELINE_ALWAYS_DIVERGED);
    String baseline = comparison.experiment().baseline();
    return byDivergence ? baseline + ", which always diverged" : baseline;
  }

  /** The seeds that are done, of those planned: "3 seeds", "1 to 2 of 3 seeds". */
  private static String seeds(Comparison comparison) {
    IntSummaryStatistics done =
        comparison.cells().stream()
            .flatMap(cell -> cell.arms().stream())
            .mapToInt(arm -> arm.trials().size())
            .summaryStatistics();
    String planned = Numbers.of(comparison.experiment().seeds().size(), "seed");
    if (comparison.finished()) {
      return planned;
    }
    return done.getMin() == done.getMax()
        ? "%s of %s".formatted(done.getMin(), planned)
        : "%s to %s of %s".formatted(done.getMin(), done.getMax(), planned);
  }

  /** The arms that diverged and how often, as the end of a sentence; empty if none did. */
  private static String diverged(Comparison comparison) {
    String arms =
        comparison.experiment().activations().stream()
            .map(arm -> diverged(comparison, arm))
            .filter(mention -> !mention.isEmpty())
            .collect(Collectors.joining(", "));
    return arms.isEmpty() ? "" : "; diverged: " + arms;
  }

  private static String diverged(Comparison comparison, String arm) {
    List<TrialResult> trials =
        comparison.trials().stream()
            .filter(trial -> comparison.arm(trial.spec()).equals(arm))
            .toList();
    long diverged = trials.stream().filter(t -> t.outcome() == Outcome.DIVERGED).count();
    return diverged == 0
        ? ""
        : "%s in %s of %s".formatted(arm, diverged, Numbers.of(trials.size(), "trial"));
  }

  private static void addShown(
      List<String> parts, Comparison comparison, Verdict verdict, String relation) {
    int cells = comparison.cells().size();
    String arms =
        comparison.experiment().activations().stream()
            .map(arm -> mention(arm, shownIn(comparison.cells(), arm, verdict), cells))
            .filter(mention -> !mention.isEmpty())
            .collect(Collectors.joining(", "));
    if (!arms.isEmpty()) {
      parts.add(relation + ": " + arms);
    }
  }

  private static String mention(String arm, long shown, int cells) {
    if (shown == 0) {
      return "";
    }
    return cells == 1 ? arm : "%s (in %s of %s cells)".formatted(arm, shown, cells);
  }

  private static long shownIn(List<CellComparison> cells, String arm, Verdict verdict) {
    return cells.stream()
        .flatMap(cell -> cell.with(verdict).stream())
        .map(ArmComparison::activation)
        .filter(arm::equals)
        .count();
  }

  static String points(double fraction) {
    return Numbers.radius(fraction) + (fraction == 0.01 ? " point" : " points");
  }
}
