package dev.actzoo.cli;

import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.experiments.Presets;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code actzoo presets}: the built-in experiments. */
@Command(
    name = "presets",
    header = "List the built-in experiments.",
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
  }

  private static String cell(CellSpec cell) {
    return cell.model().name() + " on " + cell.dataset();
  }
}
