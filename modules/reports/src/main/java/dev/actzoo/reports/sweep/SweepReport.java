package dev.actzoo.reports.sweep;

import dev.actzoo.experiments.ExperimentFile;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.input.BadInputException;
import dev.actzoo.reports.CellNames;
import dev.actzoo.reports.Json;
import dev.actzoo.reports.Report;
import dev.actzoo.reports.html.SweepHtml;
import dev.actzoo.sweeps.ArmResult;
import dev.actzoo.sweeps.CandidateResult;
import dev.actzoo.sweeps.SweepCell;
import dev.actzoo.sweeps.SweepResult;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a sweep found, made readable. */
public final class SweepReport {
  private static final Pattern BEST = Pattern.compile("best(-\\d+)?\\.yaml");

  private SweepReport() {}

  /**
   * Writes all files of a report, and an experiment file for each arrangement of best candidates.
   * Each appears whole or not at all, and replaces an older one; experiments of an earlier sweep do
   * not stay.
   *
   * @param folder made if it does not exist
   * @param metrics what is measured on a dataset, such as "accuracy"
   * @throws BadInputException if the folder cannot be written to
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
    removeBest(folder, best);
    return new SweepFiles(files.html(), files.csv(), files.json(), best);
  }

  /**
   * Removes the experiments of best candidates that an earlier sweep left in a folder.
   *
   * @throws BadInputException if one cannot be removed
   */
  public static void removeBest(Path folder) {
    removeBest(folder, List.of());
  }

  private static void removeBest(Path folder, List<Path> kept) {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            folder, file -> BEST.matcher(file.getFileName().toString()).matches())) {
      for (Path file : files) {
        if (!kept.contains(file)) {
          Files.delete(file);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new BadInputException(
          "the best.yaml of an earlier sweep in '%s' cannot be removed; name another folder"
              .formatted(folder),
          e);
    }
  }

  /**
   * Why no candidate of a sweep completed, in one line.
   *
   * @param result in which none did
   */
  public static String nothingCompleted(SweepResult result) {
    List<Loss> losses = Loss.of(result.arms());
    if (losses.isEmpty()) {
      return "no candidate was finished before the time was up; give a larger budget.minutes";
    }
    Map<String, Integer> counts = new TreeMap<>();
    losses.forEach(loss -> counts.merge(loss.kind(), loss.count(), Integer::sum));
    String kinds =
        counts.entrySet().stream()
            .map(kind -> kind.getValue() + " " + kind.getKey())
            .collect(Collectors.joining(", "));
    Loss first = losses.stream().max(Comparator.comparingInt(Loss::count)).orElseThrow();
    return "no candidate completed (%s), so there is no best one; most often: %s%s"
        .formatted(
            kinds,
            first.reason(),
            first.kind().equals("diverged") ? "; try lower learning rates" : "");
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
    leftOut(result).ifPresent(text::append);
    if (result.cutShort()) {
      text.append(
          "\nThe time was up before all candidates had run; a larger budget.minutes goes on.\n");
    }
    return text.append('\n').toString();
  }

  /** The arms that are in no experiment of best candidates though others are. */
  private static Optional<String> leftOut(SweepResult result) {
    Map<Boolean, Set<String>> arms =
        result.arms().stream()
            .collect(
                Collectors.partitioningBy(
                    arm -> arm.best().isPresent(),
                    Collectors.mapping(
                        ArmResult::activation, Collectors.toCollection(LinkedHashSet::new))));
    Set<String> lost = arms.get(false);
    return lost.isEmpty() || arms.get(true).isEmpty()
        ? Optional.empty()
        : Optional.of(
            "\nNo trial completed of %s, which the comparison of the best therefore leaves out there.\n"
                .formatted(String.join(", ", lost)));
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
