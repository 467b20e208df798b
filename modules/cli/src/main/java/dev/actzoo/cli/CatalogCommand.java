package dev.actzoo.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code actzoo catalog}: what is known of the activation functions. */
@Command(
    name = "catalog",
    header = "Audit the kernels of the activation functions.",
    synopsisSubcommandLabel = "(audit)",
    subcommands = {CatalogAuditCommand.class, CatalogHtmlCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {"  actzoo catalog audit gelu mish"})
final class CatalogCommand {
  @ParentCommand private ActZoo actzoo;

  ActZoo actzoo() {
    return actzoo;
  }
}
