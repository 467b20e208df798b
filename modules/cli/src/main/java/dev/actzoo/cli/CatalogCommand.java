package dev.actzoo.cli;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Catalogue;
import dev.actzoo.activations.properties.Properties;
import dev.actzoo.activations.properties.Verification;
import dev.actzoo.input.BadInputException;
import dev.actzoo.input.Quoted;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code actzoo catalog}: what is known of each activation function. */
@Command(
    name = "catalog",
    header = "Show, verify and audit the activation functions.",
    synopsisSubcommandLabel = "(show | verify | audit | html)",
    subcommands = {CatalogAuditCommand.class, CatalogHtmlCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  actzoo catalog show gelu",
      "  actzoo catalog show 'x * sigmoid(1.5 * x)'",
      "  actzoo catalog verify",
      "  actzoo catalog verify gelu silu",
      "  actzoo catalog audit gelu mish"
    })
final class CatalogCommand {
  private static final int WIDTH = 100;

  @ParentCommand private ActZoo actzoo;
  @Spec private CommandSpec spec;

  ActZoo actzoo() {
    return actzoo;
  }

  /** A formula may begin with a minus, so what is no option is one. */
  static CommandLine withFormulas(CommandLine root) {
    root.getSubcommands()
        .get("catalog")
        .getSubcommands()
        .get("show")
        .setUnmatchedOptionsArePositionalParams(true);
    return root;
  }

  @Command(
      header = "Show an activation function: formula, paper, properties, plot.",
      description =
          "Of a formula that no entry of the catalogue has, the properties are computed; those of"
              + " entries are declared, and verified by actzoo catalog verify.",
      footerHeading = "%nExamples:%n",
      footer = {"  actzoo catalog show gelu", "  actzoo catalog show 'x * sigmoid(1.5 * x)'"})
  void show(
      @Parameters(paramLabel = "NAME|FORMULA", description = "The activation function.")
          String name) {
    if (name.matches("--?[a-z][a-z-]+(=.*)?")) {
      throw new UnmatchedArgumentException(spec.subcommands().get("show"), List.of(name));
    }
    int columns = actzoo.surroundings().columns();
    new ActivationPage(actzoo.out(), columns > 0 ? columns : WIDTH, Ansi.AUTO.enabled())
        .print(Catalogue.named(name));
  }

  @Command(
      header = "Recompute the declared properties from the formulas and compare.",
      description = "Ends with 1 if a declared property is not the computed one.",
      footerHeading = "%nExamples:%n",
      footer = {"  actzoo catalog verify", "  actzoo catalog verify gelu silu"})
  int verify(
      @Parameters(
              arity = "0..*",
              paramLabel = "NAME",
              description = "Activation functions of the catalogue; all if none is named.")
          @Nullable List<String> names) {
    List<Activation> activations =
        names == null
            ? Catalogue.all().stream().filter(Properties::areDeclared).toList()
            : names.stream().map(CatalogCommand::entry).toList();
    int properties =
        activations.stream().mapToInt(activation -> Properties.of(activation).size()).sum();
    return new VerificationReport(
            activations.size(),
            properties,
            activations.parallelStream().map(Verification::of).flatMap(List::stream).toList())
        .print(actzoo.out());
  }

  private static Activation entry(String name) {
    Activation activation = Catalogue.named(name);
    if (!Properties.areDeclared(activation)) {
      throw new BadInputException(
          "nothing is declared of '%s'; actzoo catalog show computes its properties"
              .formatted(Quoted.of(name)));
    }
    return activation;
  }
}
