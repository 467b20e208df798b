package dev.actzoo.reports;

import dev.actzoo.experiments.Provenance;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.reports.statistics.CellComparison;
import dev.actzoo.reports.statistics.Comparison;
import java.util.ArrayList;
import java.util.List;

/** What a reader of any comparison must bear in mind, as far as it applies to this one. */
final class Caveats {
  private static final int FEW_SEEDS = 10;

  private Caveats() {}

  static List<String> of(Comparison comparison) {
    List<String> caveats = new ArrayList<>();
    List<TrialResult> trials = comparison.trials();
    int missing = comparison.planned() - trials.size();
    if (missing > 0) {
      caveats.add(
          "This is unfinished: %s of %s have no result yet, and every verdict is provisional."
              .formatted(missing, Numbers.of(comparison.planned(), "trial")));
    }
    caveats.addAll(comparison.notes());
    boolean tuned =
        comparison.experiment().cells().stream().anyMatch(cell -> !cell.tuned().isEmpty());
    if (tuned) {
      caveats.add(
          "Arms have hyperparameters of their own, named with those of their cell: a difference is"
              + " one between tuned arms, and as fair as their tuning was.");
    } else if (comparison.experiment().activations().size() > 1) {
      caveats.add(
          "The arms of a cell share one learning rate and all other hyperparameters; none was tuned"
              + " for its arm, so an arm may gain from tuning of its own.");
    }
    int cells = comparison.experiment().cells().size();
    caveats.add(
        cells == 1
            ? "One cell says nothing about other models or datasets."
            : "%s cells say nothing about other models or datasets; p values are corrected within a"
                    .formatted(cells)
                + " cell, not across cells.");
    if (comparison.experiment().seeds().size() < FEW_SEEDS && trials.size() > 1) {
      caveats.add(
          "Bootstrap intervals are too narrow with so few seeds; verdicts rest on the t interval of"
              + " the paired differences, widened by the error of the test split.");
    }
    caveats.addAll(TestSplitCaveats.of(comparison));
    comparison.experiment().datasets().stream()
        .filter(dataset -> dataset.leftOut() > 0)
        .map(
            dataset ->
                "Of dataset %s, %s could not be read and took no part."
                    .formatted(dataset.name(), Numbers.of(dataset.leftOut(), "example")))
        .forEach(caveats::add);
    addTiming(caveats, comparison);
    return caveats;
  }

  private static void addTiming(List<String> caveats, Comparison comparison) {
    if (!comparison.cells().stream().allMatch(CellComparison::hasOneBatchSize)) {
      caveats.add(
          "Arms have batch sizes of their own: milliseconds are those of each arm's own step, and"
              + " what it costs beside the baseline is for the same number of examples.");
    }
    List<TrialResult> trials = comparison.trials();
    List<Provenance> provenance = trials.stream().map(TrialResult::provenance).toList();
    int concurrent = provenance.stream().mapToInt(Provenance::concurrentTrials).max().orElse(1);
    if (concurrent > 1) {
      caveats.add(
          "Up to %s trials ran at the same time and competed for the machine: take the ratios of"
                  .formatted(concurrent)
              + " step times as rough and the milliseconds as no benchmark.");
    }
    long machines =
        provenance.stream()
            .map(p -> List.of(p.os(), p.cpu(), p.cores(), p.backend(), p.kernels(), p.threads()))
            .distinct()
            .count();
    if (machines > 1) {
      caveats.add(
          "The trials ran on %s different set-ups, so their step times are not comparable."
              .formatted(machines));
    }
    List<String> threads =
        provenance.stream()
            .map(Provenance::threads)
            .distinct()
            .sorted()
            .map(number -> Integer.toString(number))
            .toList();
    if (threads.size() > 1) {
      int last = threads.size() - 1;
      caveats.add(
          "Some trials ran with %s, others with %s native threads: that number changes the order of"
                  .formatted(String.join(", ", threads.subList(0, last)), threads.get(last))
              + " sums, which alone moves an accuracy by up to some tenths of a point; trials to be"
              + " compared should have the same.");
    }
    long builds = provenance.stream().map(p -> List.of(p.version(), p.commit())).distinct().count();
    if (builds > 1) {
      caveats.add("The trials come from %s different builds of ActZoo.".formatted(builds));
    }
  }
}
