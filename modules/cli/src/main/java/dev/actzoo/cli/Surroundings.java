package dev.actzoo.cli;

import dev.actzoo.data.Datasets;
import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.DatasetCounts;
import dev.actzoo.reports.DatasetCredit;
import dev.actzoo.reports.Hardware;
import dev.actzoo.reports.statistics.Comparison;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a command finds around it.
 *
 * @param clock dates the trials
 * @param reports where results go unless {@code --out} says otherwise
 * @param cache for what can be worked out again
 * @param data the folder of datasets unless {@code --data-dir} says otherwise
 * @param columns the width of the terminal that shows progress; 0 if it goes elsewhere
 */
record Surroundings(Clock clock, Path reports, Path cache, Path data, int columns) {
  private static final String REPORTS = "actzoo.reports";
  private static final String DATA = "ACTZOO_DATA";
  private static final String COLUMNS = "actzoo.columns";
  private static final String NOT_STATED = "not stated";

  /** As the launcher says, or else as a program finds them that was started in this folder. */
  static Surroundings ofThisProcess() {
    return new Surroundings(
        Clock.systemUTC(),
        Path.of(System.getProperty(REPORTS, "reports")),
        Datasets.userCacheFolder(),
        data(System.getenv(DATA)),
        Integer.getInteger(COLUMNS, 0));
  }

  private static Path data(@Nullable String environment) {
    return environment == null || environment.isBlank()
        ? Datasets.userCacheFolder().resolve("datasets")
        : Path.of(environment);
  }

  /** The folder of datasets if it is there; null if not, as before the first fetch. */
  @Nullable Path existingData() {
    return Files.exists(data) ? data : null;
  }

  /** What a report owes to the datasets of a comparison, and has to say of a person's own. */
  List<DatasetCredit> credits(Comparison comparison) {
    Datasets datasets = new Datasets(null, cache);
    Stream<DatasetCredit> known =
        comparison.experiment().cells().stream()
            .map(CellSpec::dataset)
            .distinct()
            .filter(datasets.names()::contains)
            .map(datasets::descriptor)
            .map(
                dataset ->
                    new DatasetCredit(
                        dataset.name(),
                        dataset.description(),
                        dataset.licence(),
                        dataset.source(),
                        dataset.citation(),
                        dataset.task().metric()));
    Stream<DatasetCredit> own =
        comparison.experiment().datasets().stream()
            .filter(dataset -> !dataset.found().equals(DatasetCounts.NONE))
            .map(
                dataset ->
                    new DatasetCredit(
                        dataset.name(),
                        "your own; " + dataset.found().text(),
                        NOT_STATED,
                        dataset.path(),
                        NOT_STATED,
                        DatasetCredit.ACCURACY));
    return Stream.concat(known, own).toList();
  }

  /** The benchmarks among the reports that ran on a processor that trials ran on. */
  List<Hardware> benchmarks(Comparison comparison) {
    Set<String> processors =
        comparison.trials().stream()
            .map(trial -> trial.provenance().cpu())
            .collect(Collectors.toSet());
    return Hardware.in(reports.resolve(BenchCommand.FOLDER), processors);
  }
}
