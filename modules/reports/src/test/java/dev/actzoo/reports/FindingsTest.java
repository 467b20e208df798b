package dev.actzoo.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.experiments.Answers;
import dev.actzoo.experiments.ArmSettings;
import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.DatasetCounts;
import dev.actzoo.experiments.DatasetSpec;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.reports.statistics.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final List<TrialResult> ALL = FakeExperiment.results();

  @Test
  void saysWhatWasShownAndWhatWasNot() {
    Findings findings = findings(FakeExperiment.SPEC, ALL);

    assertThat(findings.headline())
        .isEqualTo("Shown better than relu: gelu (in 1 of 2 cells). The rest is undecided.");
    assertThat(findings.cells().get(0).advice()).startsWith("Undecided");
    assertThat(findings.cells().get(0).text())
        .contains("With 2 to 3 paired seeds on 10\u202f000 test examples the smallest difference")
        .contains("tanh diverged on 1 of 3 seeds.")
        .contains("but Holm-adjusted p = ");
    assertThat(findings.cells().get(1).advice())
        .matches("Choose gelu: \\+2\\.\\d\\d points over relu, at \\+\\d+ % time per step\\.");
  }

  @Test
  void namesTheLimitsOfTheEvidence() {
    assertThat(findings(FakeExperiment.SPEC, ALL).caveats())
        .anySatisfy(caveat -> assertThat(caveat).contains("share one learning rate"))
        .anySatisfy(caveat -> assertThat(caveat).contains("2 cells say nothing about other models"))
        .anySatisfy(caveat -> assertThat(caveat).contains("Bootstrap intervals are too narrow"))
        .anySatisfy(caveat -> assertThat(caveat).contains("Up to 2 trials ran at the same time"))
        .noneSatisfy(caveat -> assertThat(caveat).contains("unfinished"));
  }

  @Test
  void tellsHowManyExamplesWereLeftOut() {
    DatasetSpec whole = new DatasetSpec("whole", "whole.csv");
    DatasetSpec faulty =
        new DatasetSpec(
            "mine",
            "mine.csv",
            DatasetSpec.Format.CSV,
            List.of("text"),
            "label",
            "",
            0.2,
            1,
            DatasetSpec.OnBadRow.SKIP,
            3,
            DatasetCounts.NONE);
    assertThat(findings(FakeExperiment.SPEC.withDatasets(List.of(whole, faulty)), ALL).caveats())
        .contains("Of dataset mine, 3 examples could not be read and took no part.")
        .noneSatisfy(caveat -> assertThat(caveat).contains("whole"));
  }

  @Test
  void tellsOfBatchSizesThatWereTuned() {
    CellSpec bert = FakeExperiment.BERT;
    TrainingSpec larger = FakeExperiment.RESNET.training(); // 64 examples a step in place of 32
    CellSpec tuned =
        new CellSpec(
            bert.model(),
            bert.dataset(),
            bert.training(),
            Map.of("gelu", new ArmSettings(Map.of(), larger)));
    ExperimentSpec experiment =
        new ExperimentSpec(
            "tuned",
            "",
            List.of(tuned),
            FakeExperiment.SPEC.activations(),
            "relu",
            List.of(1L, 2L, 3L));
    Findings findings = findings(experiment, FakeExperiment.results(experiment));
    assertThat(findings.caveats())
        .anySatisfy(caveat -> assertThat(caveat).contains("batch sizes of their own"));
    assertThat(findings.cells().get(0).advice()).endsWith(" % time per example.");
    assertThat(findings(FakeExperiment.SPEC, ALL).caveats())
        .noneSatisfy(caveat -> assertThat(caveat).contains("batch sizes of their own"));
  }

  @Test
  void callsAnUnfinishedExperimentProvisional() {
    assertThat(findings(FakeExperiment.SPEC, ALL.subList(0, 19)).caveats().get(0))
        .isEqualTo(
            "This is unfinished: 5 of 24 trials have no result yet, and every verdict is provisional.");
  }

  @Test
  void admitsThatNothingCanBeSaid() {
    assertThat(findings(FakeExperiment.SPEC, List.of()).headline())
        .isEqualTo("Nothing can be said yet: no trial has completed.");
    ExperimentSpec lone =
        new ExperimentSpec(
            "lone", "", FakeExperiment.SPEC.cells(), List.of("gelu"), "gelu", List.of(1L));
    assertThat(findings(lone, FakeExperiment.results(lone)).headline())
        .isEqualTo("Nothing to compare: gelu is the only arm.");
  }

  @Test
  void saysThatTheBaselineDiverged() {
    Findings findings = of(2_000, lost(3), row(0.80, 0.82, 0.81), row(0.70, 0.72, 0.71));

    assertThat(findings.headline())
        .isEqualTo("Shown better than relu, which always diverged: gelu, silu.");
    assertThat(findings.cells().get(0).advice())
        .isEqualTo("Choose gelu or silu: relu diverged on every seed that they completed.");
    assertThat(findings.cells().get(0).text())
        .contains("Better than relu: gelu (completed all 3 seeds on which relu diverged); silu (")
        .contains("relu diverged on 3 of 3 seeds.");
  }

  @Test
  void saysThatAnArmDivergedOnTheSeedsOfTheBaseline() {
    Findings findings = of(2_000, row(0.80, 0.82, 0.81), lost(3));

    assertThat(findings.headline()).isEqualTo("Shown worse than relu: gelu.");
    assertThat(findings.cells().get(0).text())
        .contains("Choose relu: every other arm is worse.")
        .contains("Worse than relu: gelu (diverged on all 3 seeds that relu completed).");
  }

  @Test
  void doesNotSayThatNothingSetsApartAnArmThatDiverged() {
    Findings findings = of(2_000, row(Double.NaN, Double.NaN, 0.81), row(0.80, 0.82, 0.81));

    assertThat(findings.headline())
        .isEqualTo(
            "Undecided: with 3 seeds per arm no activation could be told apart from relu;"
                + " diverged: relu in 2 of 3 trials.");
  }

  @Test
  void saysWhenEveryTrialDiverged() {
    Findings findings = of(2_000, lost(3), lost(3));

    assertThat(findings.headline())
        .isEqualTo(
            "All 6 trials diverged, so there is nothing to compare: try a learning rate below 0.1.");
    assertThat(findings.cells().get(0).advice()).isEqualTo(findings.headline());
    assertThat(of(2_000, lost(1)).headline())
        .isEqualTo(
            "The one trial diverged, so there is nothing to compare: try a learning rate below 0.1.");
    ExperimentSpec planned = FakeExperiment.SPEC;
    List<TrialResult> some =
        ALL.stream()
            .filter(trial -> trial.spec().seed() == 1)
            .map(trial -> FakeExperiment.diverged(trial.spec(), "not finite"))
            .toList();
    assertThat(findings(planned, some).headline())
        .isEqualTo(
            "All 8 trials so far, of 24, diverged, so there is nothing to compare:"
                + " try lower learning rates.");
  }

  @Test
  void countsTheSeedsThatAreDone() {
    assertThat(findings(FakeExperiment.SPEC, first(1)).headline())
        .isEqualTo(
            "Undecided: with 1 of 3 seeds per arm no activation could be told apart from relu"
                + " in any cell.");
    assertThat(findings(FakeExperiment.SPEC, first(2)).headline())
        .startsWith("Shown so far, with 2 of 3 seeds per arm, equivalent to relu within");
    List<TrialResult> nearlyAll =
        ALL.stream()
            .filter(t -> !t.spec().activation().equals("silu") || t.spec().seed() < 3)
            .toList();
    assertThat(findings(FakeExperiment.SPEC, nearlyAll).headline())
        .startsWith("Shown so far, with 2 to 3 of 3 seeds per arm, better than relu: gelu");
  }

  private static List<TrialResult> first(int seeds) {
    return ALL.stream().filter(trial -> trial.spec().seed() <= seeds).toList();
  }

  @Test
  void aTieOfFewExamplesIsNoEquivalence() {
    Findings findings = of(4, row(0.5, 0.75), row(0.5, 0.75));

    assertThat(findings.headline())
        .isEqualTo("Undecided: with 2 seeds per arm no activation could be told apart from relu.");
    assertThat(findings.cells().get(0).text())
        .contains("tie on every seed, which on 4 test examples (one is 25.0 points) leaves")
        .contains("With 2 paired seeds on 4 test examples the smallest difference")
        .doesNotContain("quivalent");
    assertThat(findings.caveats())
        .anySatisfy(
            caveat ->
                assertThat(caveat)
                    .contains("has 4 examples, one of which is 25.0 points: equivalence within")
                    .contains("takes at least 55"));
  }

  @Test
  void perfectArmsAreTold() {
    assertThat(of(2_000, row(1, 1), row(1, 1)).cells().get(0).text())
        .contains("Equivalent to relu within ±0.5 points: gelu.")
        .contains("All of them got every test example right");
    assertThat(of(100, row(1, 1), row(1, 1)).paragraph())
        .startsWith("Undecided")
        .doesNotContain("Equivalent to");
  }

  @Test
  void doesNotPretendToKnowTheTestSplit() {
    Findings findings = of(0, row(0.5, 0.75), row(0.5, 0.75));

    assertThat(findings.cells().get(0).text())
        .contains("how many test examples there were is not recorded, so the tie shows nothing");
    assertThat(findings.caveats())
        .anySatisfy(caveat -> assertThat(caveat).contains("do not all record their test answers"));
    assertThat(findings(FakeExperiment.SPEC, ALL).caveats())
        .noneSatisfy(caveat -> assertThat(caveat).contains("test answers"))
        .noneSatisfy(caveat -> assertThat(caveat).contains("one of which is"));
  }

  @Test
  void predictedNumbersHaveNoSingleExamplesToCount() {
    ExperimentSpec experiment =
        new ExperimentSpec(
            "numbers",
            "",
            List.of(FakeExperiment.RESNET),
            List.of("relu", "gelu"),
            "relu",
            List.of(1L, 2L));
    List<TrialResult> results =
        experiment.plan(dataset -> "ab".repeat(32)).stream()
            .map(trial -> FakeExperiment.completed(trial, 0.9, new Answers(20, null)))
            .toList();
    Findings findings = findings(experiment, results);

    assertThat(findings.cells().get(0).text())
        .contains("gelu and relu tie on every seed, on too few test points (20) to show");
    assertThat(findings.caveats())
        .contains(
            "On fashion-mnist-6000 numbers are predicted: verdicts count the chance of seeds and"
                + " not that of the test points.")
        .noneSatisfy(caveat -> assertThat(caveat).contains("one of which"));
  }

  @Test
  void saysWhereNoNumberOfSeedsWouldDo() {
    Findings findings = of(100, row(0.50, 0.51, 0.50), row(0.51, 0.51, 0.52));

    assertThat(findings.cells().get(0).text())
        .contains("cannot be expected to show on this test split with any number of seeds: gelu.")
        .doesNotContain("resolving them takes");
  }

  private static double[] row(double... accuracies) {
    return accuracies;
  }

  private static double[] lost(int seeds) {
    return DoubleStream.generate(() -> Double.NaN).limit(seeds).toArray();
  }

  /**
   * The findings on one cell with those accuracies, NaN for a trial that diverged.
   *
   * @param examples how many test examples there are, 0 if that was not recorded
   */
  private static Findings of(int examples, double[]... arms) {
    List<String> names = FakeExperiment.SPEC.activations().subList(0, arms.length);
    ExperimentSpec experiment =
        new ExperimentSpec(
            "by hand",
            "",
            List.of(FakeExperiment.RESNET),
            names,
            "relu",
            LongStream.rangeClosed(1, arms[0].length).boxed().toList());
    List<TrialResult> results = new ArrayList<>();
    for (TrialSpec trial : experiment.plan(dataset -> "ab".repeat(32))) {
      double accuracy = arms[names.indexOf(trial.activation())][(int) trial.seed() - 1];
      results.add(
          Double.isNaN(accuracy)
              ? FakeExperiment.diverged(trial, "not finite")
              : FakeExperiment.completed(
                  trial,
                  accuracy,
                  examples == 0 ? null : FakeExperiment.answers(trial, accuracy, examples)));
    }
    return findings(experiment, results);
  }

  @Test
  void makesNoVerdictOfASingleSeed() {
    ExperimentSpec once =
        new ExperimentSpec(
            "once",
            "",
            List.of(FakeExperiment.SPEC.cells().get(1)),
            List.of("relu", "gelu"),
            "relu",
            List.of(1L));
    Findings findings = findings(once, FakeExperiment.results(once));

    assertThat(findings.headline())
        .isEqualTo("Undecided: with 1 seed per arm no activation could be told apart from relu.");
    assertThat(findings.paragraph()).contains("share one completed seed").contains("One cell says");
  }

  private static Findings findings(ExperimentSpec experiment, List<TrialResult> results) {
    return Findings.of(Comparison.of(experiment, results));
  }
}
