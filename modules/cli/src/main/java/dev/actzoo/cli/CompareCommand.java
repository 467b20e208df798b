package dev.actzoo.cli;

import dev.actzoo.data.Datasets;
import dev.actzoo.experiments.ExperimentFile;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.experiments.Presets;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.reports.DatasetCredit;
import dev.actzoo.reports.Report;
import dev.actzoo.reports.ReportFiles;
import dev.actzoo.reports.statistics.Comparison;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code actzoo compare}: runs an experiment and writes its report. */
@Command(
    name = "compare",
    header = "Run an experiment and write its report.",
    description = {
      "Trains every activation in every cell with every seed, and compares them. Trials that the",
      "output folder's ledger holds already are not run again, so a run that was cut short goes on",
      "where it ended."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  actzoo compare",
      "  actzoo compare --preset smoke --set training.epochs=2",
      "  actzoo compare --config mine.yaml --out results --parallel 4"
    })
final class CompareCommand implements Callable<Integer>, OutputFolder {
  private static final String DEFAULT = "quick";

  /** Where the experiment comes from. */
  private static final class Source {
    @Option(
        names = "--preset",
        paramLabel = "NAME",
        description = "A built-in experiment, see 'actzoo presets'; 'quick' if none is given.")
    private @Nullable String preset;

    @Option(
        names = {"-c", "--config"},
        paramLabel = "FILE",
        description = "An experiment as a YAML file.")
    private @Nullable Path config;
  }

  @ParentCommand private ActZoo actzoo;
  @ArgGroup private @Nullable Source source;
  @Mixin private RunOptions options;
  @Mixin private ParallelOption parallel;

  @Option(names = "--verbose", description = "Show every epoch as a line.")
  private boolean verbose;

  private @Nullable Path folder;

  @Override
  public @Nullable Path folder() {
    return folder;
  }

  @Override
  public Integer call() throws InterruptedException {
    Surroundings surroundings = actzoo.surroundings();
    options.check();
    int workers = parallel.workers();
    Datasets datasets = options.datasets(surroundings);
    ExperimentSpec experiment = new Resolver(datasets, actzoo.news()).resolve(experiment());
    Path output = options.folder(surroundings, experiment.name());
    folder = output;
    List<TrialResult> results =
        new Execution(
                datasets, surroundings.clock(), workers, options.retryDamaged(), actzoo.news())
            .run(
                experiment,
                output,
                RunOptions.progress(actzoo, verbose, RunOptions.metrics(datasets)));
    Comparison comparison = Comparison.of(experiment, results);
    List<DatasetCredit> credits = actzoo.surroundings().credits(comparison);
    ReportFiles files =
        Report.write(output, comparison, actzoo.surroundings().benchmarks(comparison), credits);
    actzoo.out().println(Report.summary(comparison, credits));
    actzoo.out().println("report: " + files.html().toAbsolutePath().normalize());
    return Failures.exitCode(results, actzoo.err());
  }

  private ExperimentSpec experiment() {
    if (source != null && source.config != null) {
      return ExperimentFile.read(source.config, options.settings());
    }
    String preset = source == null || source.preset == null ? DEFAULT : source.preset;
    return Presets.read(preset, options.settings());
  }
}
