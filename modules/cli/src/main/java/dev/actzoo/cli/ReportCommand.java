package dev.actzoo.cli;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.experiments.KeptExperiment;
import dev.actzoo.experiments.Ledger;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.input.BadInputException;
import dev.actzoo.input.NameTable;
import dev.actzoo.reports.DatasetCredit;
import dev.actzoo.reports.Numbers;
import dev.actzoo.reports.Report;
import dev.actzoo.reports.ReportFiles;
import dev.actzoo.reports.statistics.Comparison;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  @Option(
      names = "--skip-damaged",
      description =
          "Leave out trials and experiments that are damaged, and count them; without it a damaged"
              + " ledger is refused.")
  private boolean skipDamaged;

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
      if (!skipDamaged) {
        opened.requireIntact();
      }
      comparison = comparison(opened, file);
    }
    List<DatasetCredit> credits = actzoo.surroundings().credits(comparison);
    ReportFiles files =
        Report.write(output, comparison, actzoo.surroundings().benchmarks(comparison), credits);
    actzoo.out().println(Report.summary(comparison, credits));
    actzoo.out().println("report: " + files.html().toAbsolutePath().normalize());
    return 0;
  }

  private Comparison comparison(Ledger opened, Path file) {
    KeptExperiment kept = experiment(opened.intactExperiments(), file);
    List<TrialResult> results = opened.intactResults();
    List<TrialResult> used = kept.ofItsVersions(results);
    List<String> notes = new ArrayList<>();
    int others = kept.count(results) - kept.count(used);
    if (others > 0) {
      notes.add(
          "Left out: %s of the ledger, run on another version of a dataset."
              .formatted(Numbers.of(others, "trial")));
    }
    List<String> damage = opened.damage();
    if (!damage.isEmpty()) {
      notes.add("Left out: %s of the ledger, damaged.".formatted(Numbers.of(damage.size(), "row")));
    }
    ExperimentSpec experiment = kept.spec();
    return Comparison.of(
            baseline == null ? experiment : experiment.withBaseline(arm(experiment, baseline)),
            used)
        .withNotes(notes);
  }

  private KeptExperiment experiment(List<KeptExperiment> kept, Path file) {
    if (kept.isEmpty()) {
      throw new BadInputException("ledger %s holds no experiment yet".formatted(file));
    }
    NameTable<KeptExperiment> table = new NameTable<>("experiment");
    kept.forEach(experiment -> table.add(experiment.spec().name(), experiment));
    return name == null ? kept.get(0) : table.get(name);
  }

  /** The arm of that name, or else the one whose function is meant. */
  private static String arm(ExperimentSpec experiment, String asked) {
    return experiment.activations().contains(asked)
        ? asked
        : experiment.arm(Catalogue.function(asked));
  }
}
