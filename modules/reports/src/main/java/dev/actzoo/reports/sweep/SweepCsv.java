package dev.actzoo.reports.sweep;

import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.reports.CsvReport;
import dev.actzoo.sweeps.ArmResult;
import dev.actzoo.sweeps.CandidateResult;
import dev.actzoo.sweeps.Dimension;
import dev.actzoo.sweeps.SweepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A sweep as comma-separated values (RFC 4180): one row for each trial, and one without a seed for
 * a candidate that has none because it could not run or the time did not suffice.
 */
final class SweepCsv {
  private static final String LINE_END = "\r\n";
  private static final List<String> HEAD =
      List.of("model", "dataset", "activation", "candidate", "best");
  private static final List<String> TAIL =
      List.of(
          "seed",
          "outcome",
          "reason",
          "metric",
          "validation_accuracy",
          "test_accuracy",
          "test_loss",
          "test_examples",
          "selected_epoch",
          "parameters",
          "seconds",
          "trial");

  private SweepCsv() {}

  static String of(SweepResult result, UnaryOperator<String> metrics) {
    List<String> paths =
        result.sweep().cells().stream()
            .flatMap(cell -> cell.dimensions().stream())
            .map(Dimension::path)
            .distinct()
            .toList();
    StringBuilder csv = new StringBuilder();
    List<Object> header = new ArrayList<>(HEAD);
    header.addAll(paths);
    header.addAll(TAIL);
    append(csv, header);
    for (ArmResult arm : result.arms()) {
      CandidateResult best = arm.best().orElse(null);
      for (CandidateResult candidate : arm.candidates()) {
        List<@Nullable Object> head = head(arm, candidate, paths, candidate.equals(best));
        if (candidate.trials().isEmpty()) {
          List<@Nullable Object> row = new ArrayList<>(head);
          row.add(null);
          row.add(candidate.invalid() == null ? "NOT_RUN" : "INVALID");
          row.add(candidate.invalid());
          while (row.size() < header.size()) {
            row.add(null);
          }
          append(csv, row);
        }
        for (TrialResult trial : candidate.trials()) {
          List<@Nullable Object> row = new ArrayList<>(head);
          row.addAll(tail(trial, metrics));
          append(csv, row);
        }
      }
    }
    return csv.toString();
  }

  private static List<@Nullable Object> head(
      ArmResult arm, CandidateResult candidate, List<String> paths, boolean best) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(arm.cell().cell().model().name());
    row.add(arm.cell().cell().dataset());
    row.add(arm.activation());
    row.add(candidate.candidate().number());
    row.add(best);
    paths.forEach(path -> row.add(candidate.candidate().settings().values().get(path)));
    return row;
  }

  private static List<@Nullable Object> tail(TrialResult trial, UnaryOperator<String> metrics) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(trial.spec().seed());
    row.add(trial.outcome());
    row.add(trial.reason());
    row.add(metrics.apply(trial.spec().dataset()));
    row.add(
        trial.outcome() == Outcome.COMPLETED ? CandidateResult.validationAccuracy(trial) : null);
    row.add(trial.testAccuracy());
    row.add(trial.testLoss());
    row.add(trial.testAnswers() == null ? null : trial.testAnswers().count());
    row.add(trial.selectedEpoch());
    row.add(trial.parameters());
    row.add(trial.timing().seconds());
    row.add(trial.spec().id());
    return row;
  }

  private static void append(StringBuilder csv, List<? extends @Nullable Object> row) {
    csv.append(row.stream().map(CsvReport::field).collect(Collectors.joining(",")))
        .append(LINE_END);
  }
}
