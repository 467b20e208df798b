package dev.actzoo.reports.html;

import dev.actzoo.experiments.Outcome;
import dev.actzoo.reports.DatasetCredit;
import dev.actzoo.reports.Findings;
import dev.actzoo.reports.Hardware;
import dev.actzoo.reports.Numbers;
import dev.actzoo.reports.statistics.Bootstrap;
import dev.actzoo.reports.statistics.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Everything the page's template prints, in the order of the page. */
record ReportPage(
    Comparison comparison,
    Findings findings,
    List<ArmStyle> arms,
    List<CellView> cells,
    List<FunctionView> functions,
    List<Setup> setups,
    List<HardwareView> hardware,
    List<DatasetCredit> credits) {

  static ReportPage of(
      Comparison comparison,
      Findings findings,
      List<Hardware> hardware,
      List<DatasetCredit> credits) {
    List<ArmStyle> arms =
        ArmStyle.of(comparison.experiment().activations(), comparison.experiment().baseline());
    List<CellView> cells = new ArrayList<>();
    for (int i = 0; i < comparison.cells().size(); i++) {
      cells.add(
          CellView.of(
              i,
              findings.cells().get(i),
              DatasetCredit.metric(credits, comparison.cells().get(i).cell().dataset()),
              comparison.cells().get(i),
              comparison.experiment().seeds(),
              arms));
    }
    return new ReportPage(
        comparison,
        findings,
        arms,
        cells,
        FunctionView.of(arms, comparison.experiment()::function),
        Setup.of(comparison.trials()),
        HardwareView.of(hardware),
        credits);
  }

  /** What was measured in the cells; in several ways if they are of several kinds. */
  String metric() {
    return cells.stream().map(CellView::metric).distinct().collect(Collectors.joining(" or "));
  }

  String title() {
    return comparison.experiment().name();
  }

  String baseline() {
    return comparison.experiment().baseline();
  }

  /** Whether the baseline arm is among the functions that can be drawn. */
  boolean knowsBaseline() {
    return functions.stream().anyMatch(function -> function.style().name().equals(baseline()));
  }

  String regionRadius() {
    return Numbers.radius(comparison.regionRadius());
  }

  String resamples() {
    return Numbers.count((long) Bootstrap.RESAMPLES);
  }

  /** The experiment's size in a line. */
  List<String> facts() {
    long completed = count(Outcome.COMPLETED);
    long diverged = count(Outcome.DIVERGED);
    String lost = diverged == 0 ? "" : ", %s diverged".formatted(diverged);
    return List.of(
        Numbers.of(cells.size(), "cell"),
        Numbers.of(arms.size(), "activation"),
        Numbers.of(comparison.experiment().seeds().size(), "seed"),
        "%s of %s completed%s"
            .formatted(completed, Numbers.of(comparison.planned(), "trial"), lost),
        "baseline " + baseline());
  }

  private long count(Outcome outcome) {
    return comparison.trials().stream().filter(t -> t.outcome() == outcome).count();
  }

  /** The versions of ActZoo that made the trials. */
  String versions() {
    return Setup.versions(setups);
  }
}
