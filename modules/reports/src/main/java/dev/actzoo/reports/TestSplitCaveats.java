package dev.actzoo.reports;

import dev.actzoo.experiments.Outcome;
import dev.actzoo.reports.statistics.CellComparison;
import dev.actzoo.reports.statistics.Comparison;
import dev.actzoo.reports.statistics.TestError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the test splits keep a comparison from showing, in sentences. */
final class TestSplitCaveats {
  private TestSplitCaveats() {}

  static List<String> of(Comparison comparison) {
    if (comparison.experiment().activations().size() == 1) {
      return List.of();
    }
    List<String> caveats = new ArrayList<>();
    String unknown = datasets(comparison, TestSplitCaveats::lacksAnswers);
    if (!unknown.isEmpty()) {
      caveats.add(
          "Results on %s do not all record their test answers: there, verdicts count the chance of seeds and not that of the test split."
              .formatted(unknown));
    }
    String numbers = datasets(comparison, CellComparison::predictsNumbers);
    if (!numbers.isEmpty()) {
      caveats.add(
          "On %s numbers are predicted: verdicts count the chance of seeds and not that of the test points."
              .formatted(numbers));
    }
    comparison.cells().stream()
        .map(cell -> tooFew(cell, comparison.regionRadius()))
        .filter(caveat -> caveat != null)
        .distinct()
        .forEach(caveats::add);
    return caveats;
  }

  /** The datasets of such cells, by name. */
  private static String datasets(Comparison comparison, Predicate<CellComparison> such) {
    return comparison.cells().stream()
        .filter(such)
        .map(cell -> cell.cell().dataset())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static boolean lacksAnswers(CellComparison cell) {
    return cell.trials().stream()
        .anyMatch(t -> t.outcome() == Outcome.COMPLETED && t.testAnswers() == null);
  }

  /**
   * That a test split is too small for equivalence; null if it is not, or if its size is unknown.
   */
  private static @Nullable String tooFew(CellComparison cell, double regionRadius) {
    Integer examples = cell.testExamples();
    if (examples == null || cell.predictsNumbers() || regionRadius == 0) {
      return null;
    }
    int needed = TestError.fewestFor(regionRadius);
    return examples >= needed
        ? null
        : "The test split of %s has %s, one of which is %s points: equivalence within ±%s takes at least %s, whatever the seeds."
            .formatted(
                cell.cell().dataset(),
                Numbers.of(examples, "example"),
                Numbers.significant(100.0 / examples),
                Findings.points(regionRadius),
                Numbers.count((long) needed));
  }
}
