package dev.actzoo.cli;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Catalogue;
import dev.actzoo.data.DatasetDescriptor;
import dev.actzoo.data.Datasets;
import dev.actzoo.models.Model;
import dev.actzoo.models.ModelCatalogue;
import dev.actzoo.reports.CellNames;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code actzoo list}: what an experiment may name. */
@Command(
    name = "list",
    header = "List activations, models or datasets.",
    synopsisSubcommandLabel = "(activations | models | datasets)",
    footerHeading = "%nExamples:%n",
    footer = {"  actzoo list activations", "  actzoo list models", "  actzoo list datasets"})
final class ListCommand {
  @ParentCommand private ActZoo actzoo;

  @Command(header = "List the activation functions.")
  void activations() {
    Table table = new Table("activation", "aliases", "family", "formula", "paper");
    for (Activation activation : Catalogue.all()) {
      table.row(
          activation.name(),
          String.join(", ", activation.aliases()),
          activation.family().label(),
          activation.formula().text(),
          activation.paper());
    }
    table.print(actzoo.out());
  }

  @Command(header = "List the models and their options.")
  void models() {
    Table table = new Table("model", "reads", "at least", "options", "description");
    for (Model model : ModelCatalogue.all()) {
      String options =
          model.options().stream()
              .map(option -> option.name() + "=" + CellNames.plain(option.standard()))
              .collect(Collectors.joining(" "));
      table.row(
          model.name(),
          model.reads().name().toLowerCase(Locale.ROOT),
          model.reads() == Model.Reads.TEXT ? "" : "%1$dx%1$d".formatted(model.leastSide()),
          options,
          model.description());
    }
    table.print(actzoo.out());
  }

  @Command(header = "List the datasets.")
  void datasets() {
    Table table = new Table("dataset", "task", "classes", "train", "test", "licence");
    for (DatasetDescriptor dataset :
        new Datasets(null, actzoo.surroundings().cache()).descriptors()) {
      table.row(
          dataset.name(),
          dataset.task().label(),
          dataset.classes(),
          dataset.splits().train(),
          dataset.splits().test(),
          dataset.licence());
    }
    table.print(actzoo.out());
  }
}
