package dev.actzoo.cli;

import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.experiments.Presets;
import dev.actzoo.sweeps.SweepPresets;
import dev.actzoo.sweeps.SweepSpec;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code actzoo presets}: the built-in experiments. */
@Command(
    name = "presets",
    header = "List the built-in experiments and sweeps.",
    footerHeading = "%nExamples:%n",
    footer = "  actzoo presets")
final class PresetsCommand implements Runnable {
  @ParentCommand private ActZoo actzoo;

  @Override
  public void run() {
    Table table = new Table("preset", "trials", "cells", "activations", "description");
    for (String name : Presets.names()) {
      ExperimentSpec experiment = Presets.read(name, List.of());
      int arms = experiment.activations().size();
      table.row(
          name,
          experiment.cells().size() * arms * experiment.seeds().size(),
          experiment.cells().stream().map(PresetsCommand::cell).collect(Collectors.joining(", ")),
          String.join(", ", experiment.activations()),
          experiment.description());
    }
    table.print(actzoo.out());
    actzoo.out().println();
    sweeps().print(actzoo.out());
  }

  private static Table sweeps() {
    Table table = new Table("sweep", "trials", "cells", "strategy", "description");
    for (String name : SweepPresets.names()) {
      SweepSpec sweep = SweepPresets.read(name, List.of());
      table.row(
          name,
          sweep.candidates() * sweep.trialsOfRound(),
          sweep.cells().stream().map(cell -> cell(cell.cell())).collect(Collectors.joining(", ")),
          sweep.strategy().label(),
          sweep.description());
    }
    return table;
  }

  private static String cell(CellSpec cell) {
    return cell.model().name() + " on " + cell.dataset();
  }
}
