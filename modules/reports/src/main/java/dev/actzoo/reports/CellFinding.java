package dev.actzoo.reports;

import dev.actzoo.reports.statistics.ArmComparison;
import dev.actzoo.reports.statistics.CellComparison;
import dev.actzoo.reports.statistics.Cost;
import dev.actzoo.reports.statistics.Interval;
import dev.actzoo.reports.statistics.PairedDifference;
import dev.actzoo.reports.statistics.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What one cell shows, in words.
 *
 * @param name what the cell is called
 * @param advice the one sentence that ends in a choice, or says that none is supported
 * @param evidence the sentences it rests on
 */
public record CellFinding(String name, String advice, List<String> evidence) {
  public CellFinding {
    evidence = List.copyOf(evidence);
  }

  /** Advice and evidence as running text. */
  public String text() {
    return evidence.isEmpty() ? advice : advice + " " + String.join(" ", evidence);
  }

  static CellFinding of(String name, CellComparison cell, double regionRadius) {
    List<String> evidence = new ArrayList<>();
    if (cell.anyCompleted()) {
      String baseline = cell.baseline().activation();
      addResolved(evidence, cell, Verdict.BETTER, "Better than " + baseline);
      addResolved(evidence, cell, Verdict.WORSE, "Worse than " + baseline);
      addEquivalent(evidence, cell, regionRadius);
      addUndecided(evidence, cell);
      evidence.addAll(ResolutionWords.of(cell));
    }
    cell.arms().forEach(arm -> evidence.addAll(Losses.of(arm)));
    return new CellFinding(name, advice(cell), evidence);
  }

  private static String advice(CellComparison cell) {
    String baseline = cell.baseline().activation();
    List<ArmComparison> undecided = cell.with(Verdict.UNDECIDED);
    List<ArmComparison> better = cell.with(Verdict.BETTER);
    if (!cell.anyCompleted()) {
      return Losses.nothingCompleted(cell.trials(), cell.planned());
    }
    if (cell.others().isEmpty()) {
      return "Only %s was tried.".formatted(baseline);
    }
    List<ArmComparison> measured = better.stream().filter(arm -> arm.difference() != null).toList();
    if (!better.isEmpty() && measured.isEmpty()) {
      return "Choose %s: %s diverged on every seed that %s completed."
          .formatted(names(better, " or "), baseline, better.size() == 1 ? "it" : "they");
    }
    if (!better.isEmpty()) {
      ArmComparison best =
          measured.stream()
              .max(Comparator.comparingDouble(CellFinding::meanDifference))
              .orElseThrow();
      String others =
          better.size() == 1
              ? ""
              : " (which of %s is best was not tested)".formatted(names(better, " and "));
      return "Choose %s%s: %s points over %s%s."
          .formatted(
              best.activation(),
              others,
              Numbers.points(meanDifference(best)),
              baseline,
              price(cell, best));
    }
    if (undecided.isEmpty()) {
      List<ArmComparison> equivalent = cell.with(Verdict.EQUIVALENT);
      return equivalent.isEmpty()
          ? "Choose %s: every other arm is worse.".formatted(baseline)
          : "Choose %s or %s, which are equivalent: let cost decide."
              .formatted(baseline, names(equivalent, " or "));
    }
    return "Undecided: the evidence supports no choice between %s and %s."
        .formatted(baseline, names(undecided, " or "));
  }

  private static void addResolved(
      List<String> evidence, CellComparison cell, Verdict verdict, String relation) {
    String arms =
        cell.with(verdict).stream()
            .map(arm -> "%s (%s)".formatted(arm.activation(), resolved(cell, arm)))
            .collect(Collectors.joining("; "));
    if (!arms.isEmpty()) {
      evidence.add(relation + ": " + arms + ".");
    }
  }

  private static String resolved(CellComparison cell, ArmComparison arm) {
    PairedDifference difference = arm.difference();
    if (difference != null) {
      return "%s, Holm-adjusted p %s".formatted(estimate(difference), pValue(difference));
    }
    String baseline = cell.baseline().activation();
    String seeds = Numbers.of(cell.sharedSeeds(arm), "seed");
    return arm.verdict() == Verdict.WORSE
        ? "diverged on all %s that %s completed".formatted(seeds, baseline)
        : "completed all %s on which %s diverged".formatted(seeds, baseline);
  }

  private static void addEquivalent(
      List<String> evidence, CellComparison cell, double regionRadius) {
    List<ArmComparison> equivalent = cell.with(Verdict.EQUIVALENT);
    if (!equivalent.isEmpty()) {
      evidence.add(
          "Equivalent to %s within ±%s: %s."
              .formatted(
                  cell.baseline().activation(),
                  Findings.points(regionRadius),
                  names(equivalent, " and ")));
    }
    if (cell.allPerfect()) {
      evidence.add(
          "All of them got every test example right: only harder examples could tell them apart.");
    }
  }

  private static void addUndecided(List<String> evidence, CellComparison cell) {
    String baseline = cell.baseline().activation();
    List<String> unresolved = new ArrayList<>();
    for (ArmComparison arm : cell.with(Verdict.UNDECIDED)) {
      PairedDifference difference = arm.difference();
      String name = arm.activation();
      switch (arm.judgement().ground()) {
        case NOT_RESOLVED ->
            unresolved.add(
                "%s (%s)".formatted(name, unresolved(Objects.requireNonNull(difference))));
        case UNEQUAL_COMPLETION ->
            evidence.add(
                "%s stays undecided because %s and %s did not complete the same seeds."
                    .formatted(name, name, baseline));
        case TIED -> evidence.add(tied(cell, arm));
        case TIED_ON_UNKNOWN ->
            evidence.add(
                "%s and %s tie on every seed; how many test examples there were is not recorded, so the tie shows nothing."
                    .formatted(name, baseline));
        case NO_SPREAD ->
            evidence.add(
                "%s differs from %s by the same amount on every seed, which gives no measure of chance."
                    .formatted(name, baseline));
        case ONE_PAIR ->
            evidence.add(
                "%s and %s share one completed seed, which shows no spread: no verdict is possible."
                    .formatted(name, baseline));
        case NO_PAIR ->
            evidence.add("%s and %s share no completed seed.".formatted(name, baseline));
        case IS_BASELINE,
            DIFFERENCE_RESOLVED,
            INTERVAL_WITHIN_REGION,
            IDENTICAL,
            ALWAYS_DIVERGED,
            BASELINE_ALWAYS_DIVERGED ->
            throw new IllegalStateException("undecided on a deciding ground: " + arm);
      }
    }
    if (!unresolved.isEmpty()) {
      evidence.add("Not resolved: %s.".formatted(String.join("; ", unresolved)));
    }
  }

  private static String tied(CellComparison cell, ArmComparison arm) {
    PairedDifference difference = Objects.requireNonNull(arm.difference());
    int examples = Objects.requireNonNull(difference.test()).examples();
    String baseline = cell.baseline().activation();
    if (cell.predictsNumbers()) {
      return "%s and %s tie on every seed, on too few test points (%s) to show that they are alike."
          .formatted(arm.activation(), baseline, examples);
    }
    return "%s and %s tie on every seed, which on %s (one is %s points) leaves a difference of up to ±%s points."
        .formatted(
            arm.activation(),
            baseline,
            Numbers.of(examples, "test example"),
            Numbers.significant(100.0 / examples),
            Numbers.significant(100 * Objects.requireNonNull(difference.interval()).upper()));
  }

  /** An interval clear of zero that several comparisons explain away is said to be one. */
  private static String unresolved(PairedDifference difference) {
    Interval interval = difference.interval();
    return interval == null || interval.contains(0)
        ? estimate(difference)
        : "%s, but Holm-adjusted p %s".formatted(estimate(difference), pValue(difference));
  }

  private static String estimate(PairedDifference difference) {
    Interval interval = difference.interval();
    String mean = Numbers.points(difference.mean()) + " points";
    return interval == null
        ? mean
        : "%s, 95 %% CI %s to %s"
            .formatted(mean, Numbers.points(interval.lower()), Numbers.points(interval.upper()));
  }

  private static String price(CellComparison cell, ArmComparison arm) {
    Cost cost = arm.cost();
    Double ratio = cost == null ? null : cost.ratio();
    String unit = cell.hasOneBatchSize() ? "step" : "example";
    return ratio == null ? "" : ", at %s time per %s".formatted(Numbers.change(ratio), unit);
  }

  private static double meanDifference(ArmComparison arm) {
    return Objects.requireNonNull(arm.difference()).mean();
  }

  private static String pValue(PairedDifference difference) {
    String value = Numbers.pValue(difference.adjustedPValue());
    return value.startsWith("<") ? value : "= " + value;
  }

  private static String names(List<ArmComparison> arms, String last) {
    List<String> names = arms.stream().map(ArmComparison::activation).toList();
    int split = names.size() - 1;
    return split == 0
        ? names.get(0)
        : names.subList(0, split).stream().collect(Collectors.joining(", "))
            + last
            + names.get(split);
  }
}
