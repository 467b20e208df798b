package dev.actzoo.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.experiments.ArmSettings;
import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.DatasetSpec;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.reports.statistics.Comparison;
import java.util.List;
import java.util.Map;
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
        .contains("With 2 to 3 paired seeds the smallest difference")
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
            3);
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
