package dev.actzoo.cli;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.experiments.Ledger;
import dev.actzoo.input.BadInputException;
import dev.actzoo.input.NameTable;
import dev.actzoo.reports.DatasetCredit;
import dev.actzoo.reports.Report;
import dev.actzoo.reports.ReportFiles;
import dev.actzoo.reports.statistics.Comparison;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code actzoo report}: writes a report again from a ledger alone. */
@Command(
    name = "report",
    header = "Write the report of a ledger again.",
    description = {
      "Needs nothing but the ledger; a run may go on meanwhile. Where several experiments share the",
      "ledger, the one that was run last is reported."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  actzoo report reports/quick/ledger.sqlite",
      "  actzoo report reports/quick/ledger.sqlite --baseline gelu --out /tmp/against-gelu"
    })
final class ReportCommand implements Callable<Integer>, OutputFolder {
  @ParentCommand private ActZoo actzoo;

  @Parameters(
      paramLabel = "LEDGER",
      description = "A ledger, or a folder with one named " + Execution.LEDGER + ".")
  private Path ledger;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where the report goes; beside the ledger if not given.")
  private @Nullable Path out;

  @Option(
      names = "--baseline",
      paramLabel = "NAME",
      description = "The activation the others are compared with, if not the experiment's own.")
  private @Nullable String baseline;

  @Option(
      names = "--experiment",
      paramLabel = "NAME",
      description = "The experiment to report, if not the one that was run last.")
  private @Nullable String name;

  @Override
  public @Nullable Path folder() {
    return out;
  }

  @Override
  public Integer call() {
    Path file = Files.isDirectory(ledger) ? ledger.resolve(Execution.LEDGER) : ledger;
    Path output = out == null ? file.toAbsolutePath().getParent() : out;
    Comparison comparison;
    try (Ledger opened = Ledger.openForReading(file)) {
      ExperimentSpec experiment = experiment(opened.experiments(), file);
      comparison = Comparison.of(experiment, opened.results());
    }
    List<DatasetCredit> credits = actzoo.surroundings().credits(comparison);
    ReportFiles files =
        Report.write(output, comparison, actzoo.surroundings().benchmarks(comparison), credits);
    actzoo.out().println(Report.summary(comparison, credits));
    actzoo.out().println("report: " + files.html().toAbsolutePath().normalize());
    return 0;
  }

  private ExperimentSpec experiment(List<ExperimentSpec> kept, Path file) {
    if (kept.isEmpty()) {
      throw new BadInputException("ledger %s holds no experiment yet".formatted(file));
    }
    NameTable<ExperimentSpec> table = new NameTable<>("experiment");
    kept.forEach(experiment -> table.add(experiment.name(), experiment));
    ExperimentSpec chosen = name == null ? kept.get(0) : table.get(name);
    return baseline == null ? chosen : chosen.withBaseline(arm(chosen, baseline));
  }

  /** The arm of that name, or else the one whose function is meant. */
  private static String arm(ExperimentSpec experiment, String asked) {
    return experiment.activations().contains(asked)
        ? asked
        : experiment.arm(Catalogue.function(asked));
  }
}
