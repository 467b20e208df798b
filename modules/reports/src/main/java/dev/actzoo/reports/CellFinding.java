package dev.actzoo.reports;

import dev.actzoo.experiments.Outcome;
import dev.actzoo.reports.statistics.ArmComparison;
import dev.actzoo.reports.statistics.CellComparison;
import dev.actzoo.reports.statistics.Cost;
import dev.actzoo.reports.statistics.Interval;
import dev.actzoo.reports.statistics.Judgement.Ground;
import dev.actzoo.reports.statistics.PairedDifference;
import dev.actzoo.reports.statistics.Power;
import dev.actzoo.reports.statistics.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
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
    if (cell.arms().stream().anyMatch(arm -> arm.accuracy() != null)) {
      String baseline = cell.baseline().activation();
      addResolved(evidence, cell, Verdict.BETTER, "Better than " + baseline);
      addResolved(evidence, cell, Verdict.WORSE, "Worse than " + baseline);
      addEquivalent(evidence, cell, regionRadius);
      addUndecided(evidence, cell);
      addResolution(evidence, cell);
    }
    cell.arms().forEach(arm -> addLosses(evidence, arm));
    return new CellFinding(name, advice(cell), evidence);
  }

  private static String advice(CellComparison cell) {
    String baseline = cell.baseline().activation();
    List<ArmComparison> undecided = cell.with(Verdict.UNDECIDED);
    List<ArmComparison> better = cell.with(Verdict.BETTER);
    if (cell.arms().stream().allMatch(arm -> arm.accuracy() == null)) {
      return "No trial has completed here.";
    }
    if (cell.others().isEmpty()) {
      return "Only %s was tried.".formatted(baseline);
    }
    if (!better.isEmpty()) {
      ArmComparison best =
          better.stream()
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
            .map(arm -> "%s (%s)".formatted(arm.activation(), resolved(arm)))
            .collect(Collectors.joining("; "));
    if (!arms.isEmpty()) {
      evidence.add(relation + ": " + arms + ".");
    }
  }

  private static String resolved(ArmComparison arm) {
    PairedDifference difference = arm.difference();
    return difference == null
        ? "diverged on every seed"
        : "%s, Holm-adjusted p %s".formatted(estimate(difference), pValue(difference));
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
        case IS_BASELINE, DIFFERENCE_RESOLVED, INTERVAL_WITHIN_REGION, IDENTICAL, ALWAYS_DIVERGED ->
            throw new IllegalStateException("undecided on a deciding ground: " + arm);
      }
    }
    if (!unresolved.isEmpty()) {
      evidence.add("Not resolved: %s.".formatted(String.join("; ", unresolved)));
    }
  }

  private static void addResolution(List<String> evidence, CellComparison cell) {
    DoubleSummaryStatistics detectable = new DoubleSummaryStatistics();
    DoubleSummaryStatistics pairs = new DoubleSummaryStatistics();
    List<ArmComparison> needed = new ArrayList<>();
    for (ArmComparison arm : cell.others()) {
      PairedDifference difference = arm.difference();
      Double smallest = difference == null ? null : difference.detectable();
      if (difference != null && smallest != null) {
        detectable.accept(smallest);
        pairs.accept(difference.pairs().size());
        if (arm.judgement().ground() == Ground.NOT_RESOLVED) {
          needed.add(arm);
        }
      }
    }
    if (detectable.getCount() == 0) {
      return;
    }
    evidence.add(
        "With %s paired seeds the smallest difference that could be expected to show (80 %% power) is"
                .formatted(range(pairs.getMin(), pairs.getMax(), 0))
            + " about %s points."
                .formatted(range(100 * detectable.getMin(), 100 * detectable.getMax(), 1)));
    if (!needed.isEmpty()) {
      needed.sort(Comparator.comparingInt(CellFinding::seedsNeeded));
      ArmComparison least = needed.get(0);
      ArmComparison most = needed.get(needed.size() - 1);
      evidence.add(
          "If the true differences are those seen, resolving them takes about %s%s."
              .formatted(seeds(least), needed.size() == 1 ? "" : " to " + seeds(most)));
    }
  }

  private static void addLosses(List<String> evidence, ArmComparison arm) {
    int diverged = arm.count(Outcome.DIVERGED);
    int failed = arm.count(Outcome.FAILED);
    if (diverged > 0) {
      evidence.add(
          "%s diverged on %s of %s."
              .formatted(arm.activation(), diverged, Numbers.of(arm.trials().size(), "seed")));
    }
    if (failed > 0) {
      evidence.add(
          "%s failed with an error on %s of %s."
              .formatted(arm.activation(), failed, Numbers.of(arm.trials().size(), "seed")));
    }
  }

  private static String seeds(ArmComparison arm) {
    int seeds = seedsNeeded(arm);
    return seeds > Power.MOST_SEEDS
        ? "more than %s seeds (%s)"
            .formatted(Numbers.count((long) Power.MOST_SEEDS), arm.activation())
        : "%s seeds (%s)".formatted(Numbers.count((long) seeds), arm.activation());
  }

  private static int seedsNeeded(ArmComparison arm) {
    Integer seeds = Objects.requireNonNull(arm.difference()).seedsNeeded();
    return seeds == null ? Integer.MAX_VALUE : seeds;
  }

  /** An interval clear of zero that several comparisons explain away is said to be one. */
  private static String unresolved(PairedDifference difference) {
    Interval interval = difference.student();
    return interval == null || interval.contains(0)
        ? estimate(difference)
        : "%s, but Holm-adjusted p %s".formatted(estimate(difference), pValue(difference));
  }

  private static String estimate(PairedDifference difference) {
    Interval interval = difference.student();
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

  private static String range(double low, double high, int decimals) {
    String from = Numbers.fixed(low, decimals);
    String to = Numbers.fixed(high, decimals);
    return from.equals(to) ? from : from + " to " + to;
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
