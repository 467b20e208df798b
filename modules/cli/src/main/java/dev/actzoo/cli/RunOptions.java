package dev.actzoo.cli;

import dev.actzoo.cli.device.DeviceChoice;
import dev.actzoo.cli.device.DeviceGuard;
import dev.actzoo.cli.device.DeviceRequest;
import dev.actzoo.data.Datasets;
import dev.actzoo.input.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that runs trials. */
final class RunOptions {
  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Replace a value of the experiment, such as training.epochs=2; may be repeated, the last"
              + " one wins.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where the ledger and the results go.")
  private @Nullable Path out;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Where dataset files are looked for before the embedded ones are taken; otherwise the"
              + " folder that `actzoo datasets` puts them in.")
  private @Nullable Path data;

  @Option(
      names = "--precision",
      paramLabel = "FORMAT",
      description =
          "What the training step computes in: float32 or bf16; short for"
              + " --set training.precision=FORMAT.")
  private @Nullable String precision;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Native threads of each trial; 1 if neither this nor OMP_NUM_THREADS is given. The"
              + " launcher sets them.")
  private @Nullable Integer threads;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description =
          "What to compute on: cpu, cuda or cuda:N (a GPU, by its number), or auto, which is a GPU"
              + " if this build and the machine have one that can be used; auto if not given.")
  private String device;

  @Option(
      names = "--retry-damaged",
      description =
          "Remove what is damaged in the ledger, and run the trials that were; without it a"
              + " damaged ledger is refused.")
  private boolean retryDamaged;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /**
   * Refuses what the machine or this process cannot do, and tells of a GPU that stays unused.
   *
   * @throws BadInputException if the native threads asked for are not those there will be, or the
   *     device is not one that can be computed on
   */
  void check() {
    NativeThreads.require(threads);
    DeviceChoice choice = DeviceGuard.ofThisProcess().choose(DeviceRequest.of(device));
    choice.apply();
    if (choice.notice() != null) {
      ((ActZoo) command.root().userObject()).news().println(choice.notice());
    }
  }

  /** What replaces values of the experiment, in the order in which it does. */
  List<String> settings() {
    return precision == null
        ? settings
        : Stream.concat(settings.stream(), Stream.of("training.precision=" + precision)).toList();
  }

  /** The folder that was asked for, or else the one of that name among the reports. */
  Path folder(Surroundings surroundings, String name) {
    return out == null ? surroundings.reports().resolve(name) : out;
  }

  boolean retryDamaged() {
    return retryDamaged;
  }

  Datasets datasets(Surroundings surroundings) {
    return new Datasets(data == null ? surroundings.existingData() : data, surroundings.cache());
  }

  /** What is measured on a dataset, which may be one of a person's own once it is resolved. */
  static UnaryOperator<String> metrics(Datasets datasets) {
    return dataset -> datasets.descriptor(dataset).task().metric();
  }

  /**
   * What fits where the error stream goes.
   *
   * @param metrics what is measured on a dataset
   */
  static ProgressDisplay progress(ActZoo actzoo, boolean verbose, UnaryOperator<String> metrics) {
    if (actzoo.quiet()) {
      return new NoProgress();
    }
    int columns = actzoo.surroundings().columns();
    if (columns > 0 && !verbose) {
      return new ProgressOnTerminal(actzoo.err(), columns);
    }
    return new PlainProgress(actzoo.err(), verbose, metrics);
  }
}
