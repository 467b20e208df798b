package dev.actzoo.reports.statistics;

import dev.actzoo.experiments.Answers;
import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.TrialResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One cell: every arm set against the baseline arm.
 *
 * @param cell model, dataset and training
 * @param arms the arms in the experiment's order
 * @param level the level that the smallest p value must stay below: 5 % over the number of arms
 *     tested (Holm's first step)
 * @param pooledDeviation standard deviation of the paired differences, pooled over the arms; null
 *     where no arm shows a spread
 */
public record CellComparison(
    CellSpec cell, List<ArmComparison> arms, double level, @Nullable Double pooledDeviation) {

  public CellComparison {
    arms = List.copyOf(arms);
  }

  public ArmComparison baseline() {
    return arms.stream().filter(ArmComparison::isBaseline).findFirst().orElseThrow();
  }

  /** The arms that are set against the baseline arm. */
  public List<ArmComparison> others() {
    return arms.stream().filter(arm -> !arm.isBaseline()).toList();
  }

  /** The arms with that verdict. */
  public List<ArmComparison> with(Verdict verdict) {
    return arms.stream().filter(arm -> arm.verdict() == verdict).toList();
  }

  /** All results, arm by arm. */
  public List<TrialResult> trials() {
    return arms.stream().flatMap(arm -> arm.trials().stream()).toList();
  }

  /** How many trials there are to be. */
  public int planned() {
    return arms.stream().mapToInt(ArmComparison::planned).sum();
  }

  /** Whether any trial completed. */
  public boolean anyCompleted() {
    return arms.stream().anyMatch(arm -> arm.accuracy() != null);
  }

  /** Whether several trials completed and none of them gave a wrong answer. */
  public boolean allPerfect() {
    List<TrialResult> completed = arms.stream().flatMap(arm -> arm.completed().stream()).toList();
    return completed.size() > 1
        && completed.stream().allMatch(t -> Objects.requireNonNull(t.testAccuracy()) == 1);
  }

  /** Whether answers are numbers, as far as they were recorded. */
  public boolean predictsNumbers() {
    return trials().stream()
        .map(TrialResult::testAnswers)
        .flatMap(Stream::ofNullable)
        .anyMatch(answers -> answers.right() == null);
  }

  /** How many seeds both the arm and the baseline arm have a result with. */
  public long sharedSeeds(ArmComparison arm) {
    List<Long> seeds = baseline().trials().stream().map(t -> t.spec().seed()).toList();
    return arm.trials().stream().filter(t -> seeds.contains(t.spec().seed())).count();
  }

  /** How many answers the test split asks for, the fewest of any trial; null if not recorded. */
  public @Nullable Integer testExamples() {
    return trials().stream()
        .map(TrialResult::testAnswers)
        .flatMap(Stream::ofNullable)
        .map(Answers::count)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /**
   * Compares the arms of a cell.
   *
   * @param trials the results of the cell by arm and seed; every arm has an entry, in order
   */
  static CellComparison of(
      CellSpec cell,
      Map<String, Map<Long, TrialResult>> trials,
      String baseline,
      int planned,
      double regionRadius) {
    Map<Long, TrialResult> baselineTrials = Objects.requireNonNull(trials.get(baseline));
    Map<String, PairedDifference> differences = new TreeMap<>();
    trials.forEach(
        (arm, results) -> {
          List<Pair> pairs = arm.equals(baseline) ? List.of() : pairs(results, baselineTrials);
          if (!pairs.isEmpty()) {
            differences.put(
                arm, PairedDifference.of(pairs, testError(pairs, results, baselineTrials)));
          }
        });
    int tested = adjustPValues(differences);
    double level = Holm.firstStep(1 - Student.CONFIDENCE, tested);
    Double pooled = pooledDeviation(differences);
    double deviation = pooled == null ? 0 : pooled;
    differences.replaceAll((arm, d) -> d.withResolution(new Power(level), deviation));
    Cost baselineCost = Cost.of(completed(baselineTrials));
    List<ArmComparison> arms = new ArrayList<>();
    trials.forEach(
        (arm, results) -> {
          PairedDifference difference = differences.get(arm);
          Cost cost = Cost.of(completed(results));
          arms.add(
              new ArmComparison(
                  arm,
                  planned,
                  List.copyOf(results.values()),
                  accuracy(results),
                  difference,
                  arm.equals(baseline)
                      ? new Judgement(Verdict.BASELINE, Judgement.Ground.IS_BASELINE)
                      : Judgement.of(matches(results, baselineTrials), difference, regionRadius),
                  cost == null
                      ? null
                      : cost.relativeTo(
                          baselineCost, batchSize(cell, arm) / batchSize(cell, baseline))));
        });
    return new CellComparison(cell, arms, level, pooled);
  }

  /** Whether a step is the same number of examples for every arm. */
  public boolean hasOneBatchSize() {
    return arms.stream().mapToDouble(arm -> batchSize(cell, arm.activation())).distinct().count()
        <= 1;
  }

  private static double batchSize(CellSpec cell, String arm) {
    return cell.of(arm).training().batchSize();
  }

  private static List<TrialResult> completed(Map<Long, TrialResult> results) {
    return results.values().stream().filter(r -> r.outcome() == Outcome.COMPLETED).toList();
  }

  private static @Nullable Sample accuracy(Map<Long, TrialResult> results) {
    List<Double> values =
        completed(results).stream().map(r -> Objects.requireNonNull(r.testAccuracy())).toList();
    return values.isEmpty() ? null : Sample.of(values);
  }

  private static List<Pair> pairs(Map<Long, TrialResult> results, Map<Long, TrialResult> baseline) {
    List<Pair> pairs = new ArrayList<>();
    results.forEach(
        (seed, result) -> {
          TrialResult other = baseline.get(seed);
          Double accuracy = result.testAccuracy();
          Double against = other == null ? null : other.testAccuracy();
          if (accuracy != null && against != null) {
            pairs.add(new Pair(seed, accuracy, against));
          }
        });
    return pairs;
  }

  /** What the test split adds to the chance of seeds; null if any of the answers is not known. */
  private static @Nullable TestError testError(
      List<Pair> pairs, Map<Long, TrialResult> results, Map<Long, TrialResult> baseline) {
    List<TestError.Answered> answered = new ArrayList<>();
    for (Pair pair : pairs) {
      Answers arm = Objects.requireNonNull(results.get(pair.seed())).testAnswers();
      Answers against = Objects.requireNonNull(baseline.get(pair.seed())).testAnswers();
      if (arm == null || against == null) {
        return null;
      }
      answered.add(new TestError.Answered(arm, against));
    }
    TestError error = TestError.of(answered);
    return error == null && PairedDifference.tie(pairs)
        ? TestError.ofTie(TestError.fewest(answered))
        : error;
  }

  private static List<Judgement.Match> matches(
      Map<Long, TrialResult> results, Map<Long, TrialResult> baseline) {
    List<Judgement.Match> matches = new ArrayList<>();
    results.forEach(
        (seed, result) -> {
          TrialResult other = baseline.get(seed);
          if (other != null) {
            matches.add(new Judgement.Match(result.outcome(), other.outcome()));
          }
        });
    return matches;
  }

  /** Corrects the p values in place and says how many there are. */
  private static int adjustPValues(Map<String, PairedDifference> differences) {
    List<String> tested = new ArrayList<>();
    List<Double> pValues = new ArrayList<>();
    differences.forEach(
        (arm, difference) -> {
          Double pValue = difference.pValue();
          if (pValue != null) {
            tested.add(arm);
            pValues.add(pValue);
          }
        });
    double[] adjusted = Holm.adjust(pValues.stream().mapToDouble(Double::doubleValue).toArray());
    for (int i = 0; i < adjusted.length; i++) {
      double value = adjusted[i];
      differences.computeIfPresent(tested.get(i), (arm, d) -> d.withAdjustedPValue(value));
    }
    return adjusted.length;
  }

  private static @Nullable Double pooledDeviation(Map<String, PairedDifference> differences) {
    double squares = 0;
    int freedom = 0;
    for (PairedDifference difference : differences.values()) {
      Double deviation = difference.standardDeviation();
      if (deviation != null && difference.hasSpread()) {
        int own = difference.pairs().size() - 1;
        squares += own * deviation * deviation;
        freedom += own;
      }
    }
    return freedom == 0 ? null : Math.sqrt(squares / freedom);
  }
}
