package dev.actzoo.cli;

import dev.actzoo.data.Datasets;
import dev.actzoo.reports.sweep.SweepFiles;
import dev.actzoo.reports.sweep.SweepReport;
import dev.actzoo.sweeps.ArmResult;
import dev.actzoo.sweeps.SweepFile;
import dev.actzoo.sweeps.SweepPresets;
import dev.actzoo.sweeps.SweepResult;
import dev.actzoo.sweeps.SweepSpec;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code actzoo sweep}: searches hyperparameters and writes the report of what it found. */
@Command(
    name = "sweep",
    header = "Search the best hyperparameters of each activation.",
    description = {
      "Trains candidates of a search space, the same number for every activation, and chooses by",
      "validation accuracy. Trials that the output folder's ledger holds already are not run again,",
      "so a sweep that was cut short goes on where it ended. The best candidates are written as an",
      "experiment for 'actzoo compare --config'."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  actzoo sweep",
      "  actzoo sweep --preset learning-rate --set strategy=genetic --set budget.minutes=30",
      "  actzoo sweep --config mine.yaml --out results --parallel 4"
    })
final class SweepCommand implements Callable<Integer>, OutputFolder {
  private static final String DEFAULT = "smoke";

  /** Where the sweep comes from. */
  private static final class Source {
    @Option(
        names = "--preset",
        paramLabel = "NAME",
        description = "A built-in sweep, see 'actzoo presets'; 'smoke' if none is given.")
    private @Nullable String preset;

    @Option(
        names = {"-c", "--config"},
        paramLabel = "FILE",
        description = "A sweep as a YAML file.")
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
    SweepSpec sweep = new Resolver(datasets, actzoo.news()).resolve(sweep());
    Path output = options.folder(surroundings, sweep.name());
    folder = output;
    UnaryOperator<String> metrics = RunOptions.metrics(datasets);
    SweepResult result =
        new SweepExecution(
                datasets, surroundings.clock(), workers, options.retryDamaged(), actzoo.news())
            .run(sweep, output, RunOptions.progress(actzoo, verbose, metrics));
    SweepFiles files = SweepReport.write(output, result, metrics);
    actzoo.out().print(SweepReport.summary(result, metrics));
    files
        .best()
        .forEach(
            file ->
                actzoo.out().println("compare: actzoo compare --config " + file.toAbsolutePath()));
    actzoo.out().println("report: " + files.html().toAbsolutePath().normalize());
    if (result.arms().stream().map(ArmResult::best).noneMatch(Optional::isPresent)) {
      return Failures.failed(SweepReport.nothingCompleted(result), actzoo.err());
    }
    return ExitCode.OK;
  }

  private SweepSpec sweep() {
    if (source != null && source.config != null) {
      return SweepFile.read(source.config, options.settings());
    }
    String preset = source == null || source.preset == null ? DEFAULT : source.preset;
    return SweepPresets.read(preset, options.settings());
  }
}
