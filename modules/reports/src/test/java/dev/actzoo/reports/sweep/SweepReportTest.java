package dev.actzoo.reports.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.ExperimentFile;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.sweeps.ArmResult;
import dev.actzoo.sweeps.Candidate;
import dev.actzoo.sweeps.CandidateResult;
import dev.actzoo.sweeps.Settings;
import dev.actzoo.sweeps.SweepCell;
import dev.actzoo.sweeps.SweepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepReportTest {
  private static final SweepResult RESULT = FakeSweep.result(FakeSweep.spec());

  @TempDir Path folder;

  @Test
  void theBestOfEveryActivationBecomesAnExperiment() {
    SweepFiles files = SweepReport.write(folder, RESULT, dataset -> "accuracy");
    assertThat(files.best()).containsExactly(folder.resolve("best.yaml"));
    ExperimentSpec best = ExperimentFile.read(files.best().get(0), List.of());
    assertThat(best.activations()).containsExactly("relu", "gelu");
    assertThat(best.baseline()).isEqualTo("relu");
    assertThat(best.seeds()).as("seeds the search has not seen").containsExactly(3L, 4L, 5L);
    assertThat(best.cells()).hasSize(2);
    for (ArmResult arm : RESULT.arms()) {
      CandidateResult found = arm.best().orElseThrow();
      TrialSpec searched = found.trials().get(0).spec();
      CellSpec cell =
          best.cells().stream()
              .filter(c -> c.dataset().equals(arm.cell().cell().dataset()))
              .findFirst()
              .orElseThrow();
      assertThat(cell.of(arm.activation()))
          .isEqualTo(new CellSpec(searched.model(), searched.dataset(), searched.training()));
    }
    assertThat(best.plan(dataset -> "hash"))
        .filteredOn(trial -> trial.dataset().equals("fashion-mnist-6000"))
        .extracting(trial -> trial.activation() + " " + trial.training().learningRate())
        .contains("relu 0.1", "gelu 0.01");
  }

  @Test
  void bestModelsThatDifferMakeAnExperimentEach() {
    SweepResult result =
        FakeSweep.result(FakeSweep.spec("space.model=[resnet-8, resnet-14]", "budget.trials=128"));
    List<ExperimentSpec> best = BestExperiments.of(result);
    assertThat(best).hasSize(2);
    assertThat(best.get(0).activations()).containsExactly("relu");
    assertThat(best.get(0).cells()).extracting(c -> c.model().name()).containsOnly("resnet-8");
    assertThat(best.get(1).activations()).containsExactly("gelu");
    assertThat(best.get(1).cells()).extracting(c -> c.model().name()).containsOnly("resnet-14");
    assertThat(SweepReport.write(folder, result, dataset -> "accuracy").best())
        .containsExactly(folder.resolve("best-1.yaml"), folder.resolve("best-2.yaml"));
  }

  @Test
  void nothingThatCompletedMakesNoExperiment() throws IOException {
    SweepResult lost = FakeSweep.result(FakeSweep.spec("space.training.learning-rate=[0.9]"));
    SweepFiles files = SweepReport.write(folder, lost, dataset -> "accuracy");
    assertThat(files.best()).isEmpty();
    assertThat(Files.readString(files.html())).contains("No trial of this cell completed.");
    assertThat(SweepReport.summary(lost, dataset -> "accuracy"))
        .contains("| relu | none completed |");
  }

  @Test
  void theBestOfAnEarlierSweepDoesNotStay() throws IOException {
    Path other = Files.writeString(folder.resolve("best-of-mine.yaml"), "mine");
    SweepResult several =
        FakeSweep.result(FakeSweep.spec("space.model=[resnet-8, resnet-14]", "budget.trials=128"));
    SweepReport.write(folder, several, dataset -> "accuracy");
    SweepReport.write(folder, RESULT, dataset -> "accuracy");
    assertThat(folder)
        .isDirectoryContaining("glob:**/best.yaml")
        .isDirectoryNotContaining("glob:**/best-[0-9].yaml");

    SweepResult lost = FakeSweep.result(FakeSweep.spec("space.training.learning-rate=[0.9]"));
    SweepReport.write(folder, lost, dataset -> "accuracy");
    assertThat(folder).isDirectoryNotContaining("glob:**/best.yaml");
    assertThat(other).hasContent("mine");
  }

  @Test
  void whyNothingCompletedIsALine() {
    SweepResult lost = FakeSweep.result(FakeSweep.spec("space.training.learning-rate=[0.9]"));
    assertThat(SweepReport.nothingCompleted(lost))
        .isEqualTo(
            "no candidate completed (16 diverged), so there is no best one; most often: training"
                + " loss is NaN; try lower learning rates");
    SweepCell cell = RESULT.sweep().cells().get(0);
    Candidate candidate = new Candidate(1, new Settings(Map.of()));
    assertThat(
            SweepReport.nothingCompleted(
                of(cell, new CandidateResult(candidate, List.of(), 2, "no"))))
        .isEqualTo(
            "no candidate completed (1 could not run), so there is no best one; most often: no");
    assertThat(
            SweepReport.nothingCompleted(
                of(cell, new CandidateResult(candidate, List.of(), 2, null))))
        .isEqualTo(
            "no candidate was finished before the time was up; give a larger budget.minutes");
  }

  private static SweepResult of(SweepCell cell, CandidateResult candidate) {
    return new SweepResult(
        RESULT.sweep(), List.of(new ArmResult(cell, "relu", List.of(candidate))));
  }

  @Test
  void anArmThatTheComparisonLeavesOutIsNamed() {
    SweepCell cell = RESULT.sweep().cells().get(0);
    Candidate candidate = new Candidate(1, new Settings(Map.of()));
    List<ArmResult> arms = new ArrayList<>(RESULT.arms());
    arms.set(
        0,
        new ArmResult(cell, "relu", List.of(new CandidateResult(candidate, List.of(), 2, "no"))));
    assertThat(SweepReport.summary(new SweepResult(RESULT.sweep(), arms), dataset -> "accuracy"))
        .contains(
            "\nNo trial completed of relu, which the comparison of the best therefore leaves out");
    assertThat(SweepReport.summary(RESULT, dataset -> "accuracy")).doesNotContain("leaves out");
  }

  @Test
  void everyTrialIsARow() throws IOException {
    List<String> rows =
        Files.readAllLines(SweepReport.write(folder, RESULT, dataset -> "accuracy").csv());
    assertThat(rows).hasSize(1 + 2 * 2 * 8 * 2);
    assertThat(rows.get(0))
        .startsWith(
            "model,dataset,activation,candidate,best,training.learning-rate,training.batch-size,seed,");
    assertThat(rows).allSatisfy(row -> assertThat(row.split(",")).hasSizeBetween(19, 20));
    assertThat(rows).filteredOn(row -> row.contains("DIVERGED")).hasSize(2 * 2 * 2 * 2);
    assertThat(rows).filteredOn(row -> row.contains(",true,")).hasSize(2 * 2 * 2);
  }

  @Test
  void failuresAreCountedByReason() {
    assertThat(Loss.of(RESULT.arms(RESULT.sweep().cells().get(0))))
        .containsExactly(
            new Loss("relu", "diverged", "training loss is NaN", 4),
            new Loss("gelu", "diverged", "training loss is NaN", 4),
            new Loss("gelu", "failed", "TimeLimitException: longer than 30.0 minutes", 1));
  }

  @Test
  void theSummaryNamesTheBestSettings() {
    assertThat(SweepReport.summary(RESULT, dataset -> "accuracy"))
        .contains(
            "## resnet-8 on fashion-mnist-6000",
            "| relu | learning-rate 0.1, batch-size 64 | 84.14 ± 0.71 | 81.14 ± 0.71 | 8 | 4 |");
  }

  @Test
  void theLocaleChangesNothing() throws IOException {
    Map<String, String> files = texts(folder.resolve("a"));
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(texts(folder.resolve("b"))).isEqualTo(files);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static Map<String, String> texts(Path folder) throws IOException {
    SweepFiles files = SweepReport.write(folder, RESULT, dataset -> "accuracy");
    return Map.of(
        "html", Files.readString(files.html()),
        "csv", Files.readString(files.csv()),
        "json", Files.readString(files.json()),
        "best", Files.readString(files.best().get(0)),
        "summary", SweepReport.summary(RESULT, dataset -> "accuracy"));
  }
}
