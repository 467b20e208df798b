package dev.actzoo.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.actzoo.experiments.Answers;
import dev.actzoo.experiments.ArmSettings;
import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.ExperimentFile;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.input.BadInputException;
import dev.actzoo.reports.FakeExperiment;
import dev.actzoo.reports.statistics.Judgement.Ground;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final double LOST = Double.NaN;

  /** A number of test examples that was not recorded. */
  private static final int UNKNOWN = 0;

  @Test
  void pairsBySeedWhateverTheOrder() {
    List<TrialResult> shuffled = new ArrayList<>(FakeExperiment.results());
    Collections.shuffle(shuffled, new Random(3));

    assertThat(Comparison.of(FakeExperiment.SPEC, shuffled))
        .isEqualTo(Comparison.of(FakeExperiment.SPEC, FakeExperiment.results()));
  }

  @Test
  void computesByHand() {
    ArmComparison arm = arm(UNKNOWN, row(0.80, 0.82, 0.81), row(0.83, 0.84, 0.84));
    PairedDifference difference = Objects.requireNonNull(arm.difference());

    assertThat(Objects.requireNonNull(arm.accuracy()).mean()).isCloseTo(2.51 / 3, within(1e-12));
    assertThat(arm.accuracy().median()).isEqualTo(0.84);
    assertThat(difference.mean()).isCloseTo(0.08 / 3, within(1e-12));
    assertThat(difference.standardDeviation()).isCloseTo(0.005773502692, within(1e-10));
    assertThat(difference.interval()).isNotNull();
    assertThat(difference.interval().lower())
        .isCloseTo(0.08 / 3 - 4.3026527 * 0.005773502692 / Math.sqrt(3), within(1e-8));
    assertThat(difference.effectSize())
        .isCloseTo(0.08 / 3 / 0.005773502692 / Math.sqrt(Math.PI), within(1e-8));
    assertThat(arm.judgement())
        .isEqualTo(new Judgement(Verdict.BETTER, Ground.DIFFERENCE_RESOLVED));
  }

  @Test
  void findsWorse() {
    assertThat(arm(row(0.80, 0.82, 0.81), row(0.75, 0.768, 0.757)).verdict())
        .isEqualTo(Verdict.WORSE);
  }

  @Test
  void callsARealButTinyDifferenceEquivalent() {
    ArmComparison arm = arm(row(0.80, 0.82, 0.81, 0.80), row(0.802, 0.8221, 0.8120, 0.8021));

    assertThat(Objects.requireNonNull(arm.difference()).adjustedPValue()).isLessThan(0.05);
    assertThat(arm.judgement())
        .isEqualTo(new Judgement(Verdict.EQUIVALENT, Ground.INTERVAL_WITHIN_REGION));
  }

  @Test
  void staysUndecidedWhereTheIntervalIsWide() {
    assertThat(arm(row(0.80, 0.82, 0.81), row(0.81, 0.81, 0.83)).judgement())
        .isEqualTo(new Judgement(Verdict.UNDECIDED, Ground.NOT_RESOLVED));
  }

  @Test
  void correctsForTheNumberOfArms() {
    CellComparison cell =
        cell(
            row(0.800, 0.820, 0.810),
            row(0.811, 0.833, 0.825),
            row(0.801, 0.815, 0.812),
            row(0.799, 0.823, 0.808));
    PairedDifference first = Objects.requireNonNull(cell.arms().get(1).difference());

    assertThat(first.pValue()).isBetween(0.001, 0.05);
    assertThat(first.adjustedPValue()).isEqualTo(3 * first.pValue());
    assertThat(cell.level()).isCloseTo(0.05 / 3, within(1e-12));
    assertThat(cell.arms().get(1).verdict())
        .isEqualTo(first.adjustedPValue() < 0.05 ? Verdict.BETTER : Verdict.UNDECIDED);
  }

  @Test
  void takesNoChanceForNoSpread() {
    assertThat(arm(row(0.5, 0.5, 0.75), row(0.625, 0.625, 0.875)).judgement())
        .isEqualTo(new Judgement(Verdict.UNDECIDED, Ground.NO_SPREAD));
  }

  @Test
  void takesATieForNoEvidenceOnFewExamples() {
    for (int examples : new int[] {4, 8, 400}) {
      ArmComparison arm = arm(examples, row(0.5, 0.75), row(0.5, 0.75));
      assertThat(arm.judgement())
          .as("%s examples", examples)
          .isEqualTo(new Judgement(Verdict.UNDECIDED, Ground.TIED));
      Interval interval =
          Objects.requireNonNull(Objects.requireNonNull(arm.difference()).interval());
      assertThat(interval.upper()).isGreaterThan(1.0 / examples);
    }
    assertThat(arm(10_000, row(0.5, 0.75, 0.6), row(0.5, 0.75, 0.6)).judgement())
        .isEqualTo(new Judgement(Verdict.EQUIVALENT, Ground.IDENTICAL));
  }

  @Test
  void takesPerfectArmsForNoEvidenceOnFewExamples() {
    assertThat(arm(200, row(1, 1, 1), row(1, 1, 1)).judgement())
        .isEqualTo(new Judgement(Verdict.UNDECIDED, Ground.TIED));
    assertThat(arm(1000, row(1, 1, 1), row(1, 1, 1)).judgement())
        .isEqualTo(new Judgement(Verdict.EQUIVALENT, Ground.IDENTICAL));
    assertThat(arm(200, row(1, 1, 1), row(0.995, 1, 0.995)).verdict()).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void seesInATieThatTheAnswersDiffer() {
    ExperimentSpec experiment = experiment(List.of("relu", "gelu"), 2);
    List<TrialResult> results = new ArrayList<>();
    for (TrialSpec trial : experiment.plan(dataset -> "ab".repeat(32))) {
      BitSet right = new BitSet();
      int from = trial.activation().equals("relu") ? 0 : 500 * (int) trial.seed();
      right.set(from, from + 1000);
      results.add(FakeExperiment.completed(trial, 0.5, new Answers(2000, right)));
    }
    ArmComparison arm = Comparison.of(experiment, results).cells().get(0).arms().get(1);

    assertThat(arm.judgement()).isEqualTo(new Judgement(Verdict.UNDECIDED, Ground.TIED));
  }

  @Test
  void takesATieForNoEvidenceWhereTheTestSplitIsNotKnown() {
    ArmComparison arm = arm(UNKNOWN, row(0.5, 0.75), row(0.5, 0.75));

    assertThat(arm.judgement()).isEqualTo(new Judgement(Verdict.UNDECIDED, Ground.TIED_ON_UNKNOWN));
    assertThat(Objects.requireNonNull(arm.difference()).interval()).isNull();
  }

  @Test
  void judgesATieOfPredictedNumbersByHowManyThereAre() {
    assertThat(ofNumbers(1000, row(0.9, 0.8), row(0.9, 0.8)).judgement())
        .isEqualTo(new Judgement(Verdict.EQUIVALENT, Ground.IDENTICAL));
    assertThat(ofNumbers(20, row(0.9, 0.8), row(0.9, 0.8)).judgement())
        .isEqualTo(new Judgement(Verdict.UNDECIDED, Ground.TIED));
    assertThat(ofNumbers(20, row(0.9, 0.8, 0.85), row(0.95, 0.851, 0.90)).verdict())
        .as("there is no unit that a difference could be less than")
        .isEqualTo(Verdict.BETTER);
  }

  @Test
  void noSeedsMakeUpForAFewExamples() {
    double[] baseline = row(0.5, 0.5, 0.5, 0.75, 0.5, 0.5, 0.5, 0.5, 0.75, 0.5);
    double[] ahead = row(0.75, 0.75, 0.75, 1, 0.75, 0.75, 0.75, 1, 1, 0.75);
    ArmComparison arm = arm(4, baseline, ahead);
    PairedDifference difference = Objects.requireNonNull(arm.difference());
    Resolution resolution = Objects.requireNonNull(difference.resolution());

    assertThat(arm(UNKNOWN, baseline, ahead).verdict()).isEqualTo(Verdict.BETTER);
    assertThat(arm.judgement()).isEqualTo(new Judgement(Verdict.UNDECIDED, Ground.NOT_RESOLVED));
    assertThat(Objects.requireNonNull(difference.interval()).contains(0)).isTrue();
    assertThat(Objects.requireNonNull(difference.bootstrap()).contains(0)).isTrue();
    assertThat(resolution.detectable()).isGreaterThan(0.5);
    assertThat(resolution.hopelessFor(difference.mean())).isTrue();
    assertThat(resolution.seedsNeeded()).isNull();
  }

  @Test
  void aLargeTestSplitChangesNoVerdict() {
    for (double[] arm :
        List.of(
            row(0.83, 0.84, 0.84),
            row(0.75, 0.768, 0.757),
            row(0.802, 0.818, 0.813),
            row(0.8006, 0.8204, 0.8105))) {
      double[] baseline = row(0.80, 0.82, 0.81);
      assertThat(arm(10_000, baseline, arm).judgement())
          .isEqualTo(arm(UNKNOWN, baseline, arm).judgement());
    }
  }

  @Test
  void givesNoVerdictOnOneSeed() {
    ArmComparison arm = arm(row(0.8), row(0.9));

    assertThat(arm.judgement()).isEqualTo(new Judgement(Verdict.UNDECIDED, Ground.ONE_PAIR));
    assertThat(Objects.requireNonNull(arm.difference()).interval()).isNull();
    assertThat(Objects.requireNonNull(arm.accuracy()).standardDeviation()).isNull();
  }

  @Test
  void countsDivergenceAgainstAnArm() {
    double[] baseline = row(0.80, 0.82, 0.81, 0.80);

    ArmComparison ahead = arm(baseline, row(0.85, 0.871, 0.86, LOST));
    assertThat(ahead.judgement())
        .isEqualTo(new Judgement(Verdict.UNDECIDED, Ground.UNEQUAL_COMPLETION));
    assertThat(ahead.count(Outcome.DIVERGED)).isEqualTo(1);
    assertThat(ahead.trials()).hasSize(4);
    assertThat(arm(baseline, row(0.75, 0.771, 0.76, LOST)).verdict()).isEqualTo(Verdict.WORSE);
    assertThat(arm(baseline, row(LOST, LOST, LOST, LOST)).judgement())
        .isEqualTo(new Judgement(Verdict.WORSE, Ground.ALWAYS_DIVERGED));
  }

  @Test
  void doesNotBlameAnArmForTheBaselinesDivergence() {
    assertThat(arm(row(0.80, 0.82, 0.81, LOST), row(0.85, 0.871, 0.86, 0.85)).verdict())
        .isEqualTo(Verdict.BETTER);
    assertThat(arm(row(0.80, 0.82, 0.81, LOST), row(0.75, 0.771, 0.76, 0.75)).judgement())
        .isEqualTo(new Judgement(Verdict.UNDECIDED, Ground.UNEQUAL_COMPLETION));
  }

  @Test
  void countsTheBaselinesDivergenceAgainstIt() {
    double[] lost = row(LOST, LOST, LOST);

    assertThat(arm(lost, row(0.80, 0.82, 0.81)).judgement())
        .isEqualTo(new Judgement(Verdict.BETTER, Ground.BASELINE_ALWAYS_DIVERGED));
    assertThat(arm(row(LOST, LOST), row(0.80, 0.82)).verdict())
        .as("two seeds condemn nobody")
        .isEqualTo(Verdict.UNDECIDED);
    assertThat(arm(lost, row(0.80, 0.82, LOST)).judgement())
        .isEqualTo(new Judgement(Verdict.UNDECIDED, Ground.NO_PAIR));
    assertThat(arm(row(LOST, LOST, 0.8), row(0.80, 0.82, 0.81)).judgement())
        .isEqualTo(new Judgement(Verdict.UNDECIDED, Ground.ONE_PAIR));
    assertThat(arm(lost, lost).judgement())
        .isEqualTo(new Judgement(Verdict.UNDECIDED, Ground.NO_PAIR));
  }

  @Test
  void comparesStepTimesWithTheBaseline() {
    CellComparison cell =
        Comparison.of(FakeExperiment.SPEC, FakeExperiment.results()).cells().get(0);
    Cost baseline = Objects.requireNonNull(cell.baseline().cost());
    Cost gelu = Objects.requireNonNull(cell.arms().get(1).cost());

    assertThat(baseline.ratio()).isEqualTo(1);
    assertThat(gelu.ratio()).isEqualTo(gelu.stepMilliseconds() / baseline.stepMilliseconds());
    assertThat(gelu.ratio()).isBetween(1.05, 1.13);
  }

  @Test
  void passesOverTrialsThatAreNotPlanned() {
    ExperimentSpec narrower =
        new ExperimentSpec(
            "narrow",
            "",
            List.of(FakeExperiment.SPEC.cells().get(1)),
            List.of("relu", "silu"),
            "relu",
            List.of(2L, 3L));

    Comparison comparison = Comparison.of(narrower, FakeExperiment.results());

    assertThat(comparison.trials()).hasSize(4);
    assertThat(comparison.planned()).isEqualTo(4);
  }

  @Test
  void refusesTwoResultsInOnePlace() {
    List<TrialResult> results = new ArrayList<>(FakeExperiment.results());
    TrialSpec old = results.get(0).spec();
    results.add(
        FakeExperiment.completed(
            new TrialSpec(
                old.model(),
                old.dataset(),
                "cd".repeat(32),
                old.activation(),
                old.seed(),
                old.training())));

    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> Comparison.of(FakeExperiment.SPEC, results))
        .withMessageContaining(
            "two results for resnet-8 on fashion-mnist-6000 with relu and seed 1")
        .withMessageContaining("cdcd");
  }

  @Test
  void costsAreComparedForTheSameNumberOfExamples() {
    CellSpec cell = FakeExperiment.SPEC.cells().get(0);
    TrainingSpec doubled =
        ExperimentFile.parse(
                ExperimentFile.write(FakeExperiment.SPEC), "it", List.of("training.batch-size=128"))
            .cells()
            .get(0)
            .training();
    CellSpec tuned =
        new CellSpec(
            cell.model(),
            cell.dataset(),
            cell.training(),
            Map.of("gelu", new ArmSettings(cell.model().options(), doubled)));
    CellComparison plain = alone(cell);
    CellComparison own = alone(tuned);
    assertThat(plain.hasOneBatchSize()).isTrue();
    assertThat(own.hasOneBatchSize()).isFalse();
    assertThat(cost(own).stepMilliseconds()).isCloseTo(cost(plain).stepMilliseconds(), within(2.0));
    assertThat(Objects.requireNonNull(cost(own).ratio()))
        .isCloseTo(Objects.requireNonNull(cost(plain).ratio()) / 2, within(0.05));
  }

  private static Cost cost(CellComparison cell) {
    return Objects.requireNonNull(cell.arms().get(1).cost());
  }

  private static CellComparison alone(CellSpec cell) {
    ExperimentSpec experiment =
        new ExperimentSpec(
            "alone", "", List.of(cell), List.of("relu", "gelu"), "relu", List.of(1L, 2L, 3L));
    return Comparison.of(experiment, FakeExperiment.results(experiment)).cells().get(0);
  }

  private static double[] row(double... accuracies) {
    return accuracies;
  }

  private static ArmComparison arm(double[] baseline, double[] accuracies) {
    return arm(10_000, baseline, accuracies);
  }

  private static ArmComparison arm(int examples, double[] baseline, double[] accuracies) {
    return cell(
            (trial, accuracy) ->
                examples == UNKNOWN ? null : FakeExperiment.answers(trial, accuracy, examples),
            baseline,
            accuracies)
        .arms()
        .get(1);
  }

  private static ArmComparison ofNumbers(int examples, double[] baseline, double[] accuracies) {
    return cell((trial, accuracy) -> new Answers(examples, null), baseline, accuracies)
        .arms()
        .get(1);
  }

  private static CellComparison cell(double[]... arms) {
    return cell((trial, accuracy) -> FakeExperiment.answers(trial, accuracy, 10_000), arms);
  }

  /** A cell with those test accuracies by arm and seed, the baseline arm first. */
  private static CellComparison cell(
      BiFunction<TrialSpec, Double, @Nullable Answers> answers, double[]... arms) {
    List<String> names = List.of("relu", "gelu", "silu", "mish").subList(0, arms.length);
    ExperimentSpec experiment = experiment(names, arms[0].length);
    List<TrialResult> results = new ArrayList<>();
    for (TrialSpec trial : experiment.plan(dataset -> "ab".repeat(32))) {
      double accuracy = arms[names.indexOf(trial.activation())][(int) trial.seed() - 1];
      results.add(
          Double.isNaN(accuracy)
              ? FakeExperiment.diverged(trial, "not finite")
              : FakeExperiment.completed(trial, accuracy, answers.apply(trial, accuracy)));
    }
    return Comparison.of(experiment, results).cells().get(0);
  }

  private static ExperimentSpec experiment(List<String> activations, int seeds) {
    return new ExperimentSpec(
        "by hand",
        "",
        List.of(FakeExperiment.SPEC.cells().get(0)),
        activations,
        "relu",
        LongStream.rangeClosed(1, seeds).boxed().toList());
  }
}
