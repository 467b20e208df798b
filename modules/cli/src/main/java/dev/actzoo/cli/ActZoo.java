package dev.actzoo.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The root of the command line: what all commands share. */
@Command(
    name = "actzoo",
    header = "Which activation function should I use for this architecture and this data?",
    synopsisSubcommandLabel = "COMMAND",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  actzoo compare                                  the built-in comparison 'quick'",
      "  actzoo compare --preset smoke --out /tmp/smoke  a tiny one, into a folder of your choice",
      "  actzoo compare --config mine.yaml --set seeds=[1,2,3,4,5]",
      "  actzoo sweep --preset learning-rate             the best learning rate of each activation",
      "  actzoo train --model resnet-20 --dataset fashion-mnist-6000 --activation mish",
      "  actzoo report reports/quick/ledger.sqlite --baseline gelu",
      "  actzoo list activations",
      "  actzoo catalog show gelu                        properties and plot of a function",
      "  actzoo bench step                               speed beside stock DL4J and PyTorch",
      "",
      "Exit codes: 0 done, 2 bad input, 1 failure."
    },
    versionProvider = Build.Text.class,
    subcommands = {
      CompareCommand.class,
      SweepCommand.class,
      TrainCommand.class,
      ReportCommand.class,
      MergeCommand.class,
      ListCommand.class,
      DatasetsCommand.class,
      PresetsCommand.class,
      BenchCommand.class,
      CatalogCommand.class,
      DoctorCommand.class
    })
final class ActZoo implements Runnable {
  private static final int WIDTH = 100;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show the version and the commit it was built from.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean version;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Show results and errors, no progress.")
  private boolean quiet;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "On a failure show where in the program it happened.")
  private boolean stackTrace;

  @Spec private CommandSpec spec;

  private final Surroundings surroundings;

  private ActZoo(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** The command line, ready to execute. */
  static CommandLine commandLine(Surroundings surroundings) {
    ActZoo root = new ActZoo(surroundings);
    return CatalogCommand.withFormulas(new CommandLine(root))
        .registerConverter(Path.class, ActZoo::path)
        .setExpandAtFiles(false)
        .setUsageHelpWidth(WIDTH)
        .setExecutionStrategy(Failures::catchErrors)
        .setParameterExceptionHandler(Failures::badParameter)
        .setExecutionExceptionHandler(new Failures(root));
  }

  /** The path of an option or a parameter; an empty one would mean the current folder. */
  private static Path path(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("'%s' is empty; name a file or folder".formatted(text));
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "'%s' is no path (%s)".formatted(e.getInput(), e.getReason()));
    }
  }

  /** Without a command: the help. */
  @Override
  public void run() {
    spec.commandLine().usage(out());
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /** Where results go. */
  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Where progress and errors go. */
  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** Where progress goes: nowhere if it is not wanted. */
  PrintWriter news() {
    return quiet ? new PrintWriter(Writer.nullWriter()) : err();
  }

  boolean quiet() {
    return quiet;
  }

  boolean stackTrace() {
    return stackTrace;
  }
}
