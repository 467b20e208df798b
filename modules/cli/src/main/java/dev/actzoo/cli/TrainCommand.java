package dev.actzoo.cli;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.data.Datasets;
import dev.actzoo.data.Task;
import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.DatasetSpec;
import dev.actzoo.experiments.ExperimentFile;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.experiments.ModelSpec;
import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.input.BadInputException;
import dev.actzoo.models.ModelCatalogue;
import dev.actzoo.reports.CellNames;
import dev.actzoo.reports.Numbers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code actzoo train}: one trial. */
@Command(
    name = "train",
    header = "Train one model with one activation.",
    description = "Prints every epoch and the result, and records them in a ledger.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  actzoo train --model resnet-8 --dataset fashion-mnist-6000 --activation gelu",
      "  actzoo train --model bert-tiny --dataset gutenberg-authors --activation silu"
          + " --set training.epochs=8",
      "  actzoo train --model resnet-8 --dataset fashion-mnist-6000 --activation relu"
          + " --set cells.0.options.width=32"
    })
final class TrainCommand implements Callable<Integer>, OutputFolder {
  private static final String FOLDER = "train";

  /** What the name of an experiment may have. */
  private static final int LONGEST_NAME = 64;

  @ParentCommand private ActZoo actzoo;
  @Mixin private RunOptions options;

  @Option(names = "--model", required = true, paramLabel = "MODEL")
  private String model;

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "DATASET",
      description =
          "A dataset's name, or the path of your own: a folder with a folder of pictures for each"
              + " class, or a CSV, TSV or JSON-lines file with columns of text and label.")
  private String dataset;

  @Option(
      names = "--on-bad-row",
      paramLabel = "fail|skip",
      description = "What becomes of rows or pictures of your own that cannot be read.")
  private @Nullable String onBadRow;

  @Option(names = "--activation", required = true, paramLabel = "ACTIVATION")
  private String activation;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "Fixes initial weights, data order, augmentation and dropout; 1 if not given.")
  private long seed;

  private @Nullable Path folder;

  @Override
  public @Nullable Path folder() {
    return folder;
  }

  @Override
  public Integer call() throws InterruptedException {
    Surroundings surroundings = actzoo.surroundings();
    options.check();
    Datasets datasets = options.datasets(surroundings);
    ExperimentSpec experiment = new Resolver(datasets, actzoo.news()).resolve(experiment(datasets));
    Path output = options.folder(surroundings, FOLDER);
    folder = output;
    String metric = RunOptions.metrics(datasets).apply(experiment.cells().get(0).dataset());
    ProgressDisplay progress =
        actzoo.quiet() ? new NoProgress() : new EpochLines(actzoo.out(), metric);
    List<TrialResult> results =
        new Execution(datasets, surroundings.clock(), 1, options.retryDamaged(), actzoo.news())
            .run(experiment, output, progress);
    for (TrialResult trained : results) {
      TrialResult result = trained.withActivation(experiment.arm(trained.spec().activation()));
      actzoo.out().println(TrialWords.of(result.spec()) + ": " + TrialWords.of(result, metric));
      if (result.outcome() == Outcome.DIVERGED) {
        actzoo
            .out()
            .println(
                "a learning rate below %s may help: --set training.learning-rate=RATE"
                    .formatted(CellNames.plain(result.spec().training().learningRate())));
      }
      Double loss = result.testLoss();
      Task task = datasets.descriptor(result.spec().dataset()).task();
      if (task == Task.MASKED_LANGUAGE_MODEL && loss != null) {
        actzoo
            .out()
            .println("test perplexity of hidden tokens: " + Numbers.fixed(Math.exp(loss), 2));
      }
    }
    actzoo
        .out()
        .println("ledger: " + output.resolve(Execution.LEDGER).toAbsolutePath().normalize());
    return Failures.exitCode(results, actzoo.err());
  }

  /** The parts as the name of an experiment, such as "resnet-8 mnist maxout 4" for maxout(4). */
  static String name(String... parts) {
    String plain = String.join(" ", parts).replaceAll("[^\\p{L}\\p{N}._-]+", " ");
    return plain.substring(0, Math.min(LONGEST_NAME, plain.length())).strip();
  }

  /** An experiment of this one trial, its settings applied. */
  private ExperimentSpec experiment(Datasets datasets) {
    String arm = Catalogue.named(activation).name();
    String modelName = ModelCatalogue.named(model).name();
    List<DatasetSpec> own =
        OwnDatasets.isPath(dataset, datasets)
            ? List.of(OwnDatasets.of(dataset, datasets))
            : List.of();
    String datasetName = own.isEmpty() ? datasets.descriptor(dataset).name() : own.get(0).name();
    CellSpec cell = new CellSpec(new ModelSpec(modelName), datasetName, TrainingSpec.DEFAULTS);
    String label = Catalogue.isFormula(Catalogue.named(arm)) ? "formula" : arm;
    String name = name(modelName, datasetName, label);
    ExperimentSpec one =
        new ExperimentSpec(name, "", List.of(cell), List.of(arm), arm, List.of(seed), own);
    List<String> settings = new ArrayList<>(options.settings());
    if (onBadRow != null) {
      if (own.isEmpty()) {
        throw new BadInputException(
            "--on-bad-row is for data of your own; %s is a known dataset, which has no bad rows"
                .formatted(datasetName));
      }
      own.forEach(mine -> settings.add("datasets." + mine.name() + ".on-bad-row=" + onBadRow));
    }
    return ExperimentFile.parse(ExperimentFile.write(one), FOLDER, settings);
  }
}
