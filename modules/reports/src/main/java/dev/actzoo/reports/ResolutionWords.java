package dev.actzoo.reports;

import dev.actzoo.reports.statistics.ArmComparison;
import dev.actzoo.reports.statistics.CellComparison;
import dev.actzoo.reports.statistics.Judgement.Ground;
import dev.actzoo.reports.statistics.PairedDifference;
import dev.actzoo.reports.statistics.Power;
import dev.actzoo.reports.statistics.Resolution;
import dev.actzoo.reports.statistics.TestError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What a cell's seeds and test examples could have shown, in sentences. */
final class ResolutionWords {
  private ResolutionWords() {}

  static List<String> of(CellComparison cell) {
    List<ArmComparison> resolved =
        cell.others().stream().filter(ResolutionWords::hasResolution).toList();
    if (resolved.isEmpty()) {
      return List.of();
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(couldShow(resolved));
    List<ArmComparison> open =
        resolved.stream().filter(arm -> arm.judgement().ground() == Ground.NOT_RESOLVED).toList();
    List<ArmComparison> hopeless = open.stream().filter(ResolutionWords::hopeless).toList();
    List<ArmComparison> needed = new ArrayList<>(open);
    needed.removeAll(hopeless);
    if (!needed.isEmpty()) {
      needed.sort(Comparator.comparingInt(ResolutionWords::seedsNeeded));
      ArmComparison least = needed.get(0);
      ArmComparison most = needed.get(needed.size() - 1);
      sentences.add(
          "If the true differences are those seen, resolving them takes about %s%s."
              .formatted(seeds(least), needed.size() == 1 ? "" : " to " + seeds(most)));
    }
    if (!hopeless.isEmpty()) {
      sentences.add(
          "Differences as small as those seen cannot be expected to show on this test split with any number of seeds: %s."
              .formatted(
                  hopeless.stream()
                      .map(ArmComparison::activation)
                      .collect(Collectors.joining(", "))));
    }
    return sentences;
  }

  private static String couldShow(List<ArmComparison> arms) {
    DoubleSummaryStatistics detectable = new DoubleSummaryStatistics();
    DoubleSummaryStatistics atBest = new DoubleSummaryStatistics();
    DoubleSummaryStatistics pairs = new DoubleSummaryStatistics();
    IntSummaryStatistics examples = new IntSummaryStatistics();
    for (ArmComparison arm : arms) {
      Resolution resolution = resolution(arm);
      PairedDifference difference = Objects.requireNonNull(arm.difference());
      detectable.accept(100 * resolution.detectable());
      pairs.accept(difference.pairs().size());
      TestError test = difference.test();
      Double best = resolution.detectableAtBest();
      if (test != null && best != null) {
        examples.accept(test.examples());
        atBest.accept(100 * best);
      }
    }
    boolean known = examples.getCount() > 0;
    return "With %s paired seeds%s the smallest difference that could be expected to show (80 %% power) is about %s points%s."
        .formatted(
            range(pairs.getMin(), pairs.getMax(), 0),
            known ? " on %s test examples".formatted(count(examples)) : "",
            range(detectable.getMin(), detectable.getMax(), 1),
            known
                ? ", and with any number of seeds about %s"
                    .formatted(range(atBest.getMin(), atBest.getMax(), 2))
                : "");
  }

  private static String count(IntSummaryStatistics examples) {
    String from = Numbers.count((long) examples.getMin());
    String to = Numbers.count((long) examples.getMax());
    return from.equals(to) ? from : from + " to " + to;
  }

  private static boolean hasResolution(ArmComparison arm) {
    PairedDifference difference = arm.difference();
    return difference != null && difference.resolution() != null;
  }

  private static Resolution resolution(ArmComparison arm) {
    return Objects.requireNonNull(Objects.requireNonNull(arm.difference()).resolution());
  }

  private static boolean hopeless(ArmComparison arm) {
    return resolution(arm).hopelessFor(Objects.requireNonNull(arm.difference()).mean());
  }

  private static String seeds(ArmComparison arm) {
    int seeds = seedsNeeded(arm);
    return seeds > Power.MOST_SEEDS
        ? "more than %s seeds (%s)"
            .formatted(Numbers.count((long) Power.MOST_SEEDS), arm.activation())
        : "%s seeds (%s)".formatted(Numbers.count((long) seeds), arm.activation());
  }

  private static int seedsNeeded(ArmComparison arm) {
    Integer seeds = resolution(arm).seedsNeeded();
    return seeds == null ? Integer.MAX_VALUE : seeds;
  }

  private static String range(double low, double high, int decimals) {
    String from = Numbers.fixed(low, decimals);
    String to = Numbers.fixed(high, decimals);
    return from.equals(to) ? from : from + " to " + to;
  }
}
