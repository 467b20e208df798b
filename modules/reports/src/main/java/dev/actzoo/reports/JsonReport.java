package dev.actzoo.reports;

import dev.actzoo.experiments.EpochRecord;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.experiments.ModelSpec;
import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.Provenance;
import dev.actzoo.experiments.Timing;
import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.reports.statistics.ArmComparison;
import dev.actzoo.reports.statistics.CellComparison;
import dev.actzoo.reports.statistics.Comparison;
import dev.actzoo.reports.statistics.Cost;
import dev.actzoo.reports.statistics.Judgement.Ground;
import dev.actzoo.reports.statistics.PairedDifference;
import dev.actzoo.reports.statistics.Sample;
import dev.actzoo.reports.statistics.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a report rests on, as JSON: the experiment, the findings, the statistics of every cell
 * and every trial with its curves. Accuracies and differences are fractions.
 *
 * @param format raised whenever a field changes its name or meaning
 */
record JsonReport(
    int format,
    ExperimentSpec experiment,
    double regionOfPracticalEquivalence,
    Findings findings,
    List<Cell> cells) {

  private static final int FORMAT = 2;

  static String of(Comparison comparison, Findings findings, List<DatasetCredit> credits) {
    return Json.pretty(
        new JsonReport(
            FORMAT,
            comparison.experiment(),
            comparison.regionRadius(),
            findings,
            comparison.cells().stream()
                .map(cell -> Cell.of(cell, DatasetCredit.metric(credits, cell.cell().dataset())))
                .toList()));
  }

  record Cell(
      ModelSpec model,
      String dataset,
      String metric,
      TrainingSpec training,
      double levelOfFirstTest,
      @Nullable Double pooledDeviation,
      List<Arm> arms) {
    static Cell of(CellComparison cell, String metric) {
      return new Cell(
          cell.cell().model(),
          cell.cell().dataset(),
          metric,
          cell.cell().training(),
          cell.level(),
          cell.pooledDeviation(),
          cell.arms().stream().map(Arm::of).toList());
    }
  }

  record Arm(
      String activation,
      Verdict verdict,
      Ground ground,
      int planned,
      int completed,
      int diverged,
      int failed,
      @Nullable Long parameters,
      @Nullable Sample testAccuracy,
      @Nullable PairedDifference difference,
      @Nullable Cost cost,
      List<Trial> trials) {
    static Arm of(ArmComparison arm) {
      return new Arm(
          arm.activation(),
          arm.verdict(),
          arm.judgement().ground(),
          arm.planned(),
          arm.count(Outcome.COMPLETED),
          arm.count(Outcome.DIVERGED),
          arm.count(Outcome.FAILED),
          arm.parameters(),
          arm.accuracy(),
          arm.difference(),
          arm.cost(),
          arm.trials().stream().map(Trial::of).toList());
    }
  }

  record Trial(
      String id,
      String datasetHash,
      long seed,
      Outcome outcome,
      @Nullable String reason,
      @Nullable Double testAccuracy,
      @Nullable Double testLoss,
      @Nullable Integer testExamples,
      int selectedEpoch,
      List<EpochRecord> epochs,
      Timing timing,
      Provenance provenance) {
    static Trial of(TrialResult result) {
      return new Trial(
          result.spec().id(),
          result.spec().datasetHash(),
          result.spec().seed(),
          result.outcome(),
          result.reason(),
          result.testAccuracy(),
          result.testLoss(),
          result.testAnswers() == null ? null : (Integer) result.testAnswers().count(),
          result.selectedEpoch(),
          result.epochs(),
          result.timing(),
          result.provenance());
    }
  }
}
