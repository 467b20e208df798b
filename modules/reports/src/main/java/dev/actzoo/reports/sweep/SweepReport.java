package dev.actzoo.reports.sweep;

import dev.actzoo.experiments.ExperimentFile;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.reports.CellNames;
import dev.actzoo.reports.Json;
import dev.actzoo.reports.Report;
import dev.actzoo.reports.html.SweepHtml;
import dev.actzoo.sweeps.ArmResult;
import dev.actzoo.sweeps.CandidateResult;
import dev.actzoo.sweeps.SweepCell;
import dev.actzoo.sweeps.SweepResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What a sweep found, made readable. */
public final class SweepReport {
  private SweepReport() {}

  /**
   * Writes all files of a report, and an experiment file for each arrangement of best candidates.
   * Each appears whole or not at all, and replaces an older one.
   *
   * @param folder made if it does not exist
   * @param metrics what is measured on a dataset, such as "accuracy"
   * @throws dev.actzoo.input.BadInputException if the folder cannot be written to
   */
  public static SweepFiles write(Path folder, SweepResult result, UnaryOperator<String> metrics) {
    List<Path> best = new ArrayList<>();
    Map<Path, String> texts = new LinkedHashMap<>();
    SweepFiles files =
        new SweepFiles(
            folder.resolve("report.html"),
            folder.resolve("results.csv"),
            folder.resolve("results.json"),
            List.of());
    texts.put(files.csv(), SweepCsv.of(result, metrics));
    texts.put(files.json(), Json.pretty(SweepJson.of(result, metrics)));
    List<ExperimentSpec> experiments = BestExperiments.of(result);
    for (ExperimentSpec experiment : experiments) {
      String number = experiments.size() == 1 ? "" : "-" + (best.size() + 1);
      Path file = folder.resolve("best" + number + ".yaml");
      texts.put(file, ExperimentFile.write(experiment));
      best.add(file);
    }
    texts.put(
        files.html(), SweepHtml.of(result, best.stream().map(Path::getFileName).toList(), metrics));
    Report.write(folder, texts);
    return new SweepFiles(files.html(), files.csv(), files.json(), best);
  }

  /**
   * The best candidate of every arm as Markdown, to print at the end of a sweep.
   *
   * @param metrics what is measured on a dataset
   */
  public static String summary(SweepResult result, UnaryOperator<String> metrics) {
    StringBuilder text = new StringBuilder("# " + result.sweep().name() + "\n");
    List<SweepCell> cells = result.sweep().cells();
    List<String> names = CellNames.of(cells.stream().map(SweepCell::cell).toList());
    for (int i = 0; i < cells.size(); i++) {
      text.append("\n## ").append(names.get(i)).append("\n\n");
      String metric = metrics.apply(cells.get(i).cell().dataset());
      text.append(
          "| activation | best settings | validation %s, %% | test %s, %% | candidates | lost |\n"
              .formatted(metric, metric));
      text.append("|---|---|---|---|---|---|\n");
      List<ArmResult> arms = result.arms(cells.get(i));
      arms.forEach(arm -> text.append(row(arm)));
    }
    if (result.cutShort()) {
      text.append(
          "\nThe time was up before all candidates had run; a larger budget.minutes goes on.\n");
    }
    return text.append('\n').toString();
  }

  private static String row(ArmResult arm) {
    int lost = Loss.of(List.of(arm)).stream().mapToInt(Loss::count).sum();
    return arm.best()
            .map(
                best ->
                    "| %s | %s | %s | %s |"
                        .formatted(
                            arm.activation(),
                            settings(best),
                            Spread.ofValidation(best).text(),
                            Spread.ofTest(best).text()))
            .orElse("| %s | none completed | – | – |".formatted(arm.activation()))
        + " %s | %s |\n".formatted(arm.ended().size(), lost);
  }

  private static String settings(CandidateResult candidate) {
    return candidate.candidate().settings().values().entrySet().stream()
        .map(
            setting ->
                setting.getKey().substring(setting.getKey().lastIndexOf('.') + 1)
                    + " "
                    + setting.getValue())
        .collect(Collectors.joining(", "));
  }
}
