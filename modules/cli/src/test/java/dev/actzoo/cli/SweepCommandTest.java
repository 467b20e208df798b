package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.experiments.DatasetSpec;
import dev.actzoo.experiments.ExperimentFile;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.experiments.Ledger;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.sweeps.SweepFile;
import dev.actzoo.sweeps.SweepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep from its configuration to its report and on to a comparison, with nets trained. */
class SweepCommandTest {
  private static final String YAML =
      """
      name: tiny-sweep
      strategy: grid
      budget: {trials: 4}
      training: {epochs: 1, batch-size: 256}
      space:
        activation: [relu, {name: my-silu, formula: 'x / (1 + exp(-x))'}]
        training: {learning-rate: [0.001, 0.01]}
      cells:
        - {model: ResNet_8, dataset: fashion-mnist-6000, options: {width: 2}}
      """;

  @TempDir Path folder;

  @Test
  void searchesOnceAndItsBestCanBeCompared() throws IOException {
    Path config = Files.writeString(folder.resolve("tiny.yaml"), YAML);
    Path output = folder.resolve("reports/tiny-sweep");
    Invocation first = Invocation.of(folder, "sweep", "-c", config.toString());
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out())
        .contains("# tiny-sweep", "| relu | learning-rate ", "| my-silu | learning-rate ")
        .endsWith("report: %s%n".formatted(output.resolve("report.html")));
    List<TrialResult> results = results(output);
    assertThat(results)
        .extracting(result -> result.spec().activation())
        .containsOnly("relu", "silu")
        .hasSize(4);
    assertThat(SweepFile.read(output.resolve(SweepExecution.SWEEP), List.of()).name())
        .isEqualTo("tiny-sweep");

    Invocation second = Invocation.of(folder, "sweep", "-c", config.toString());
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(results(output)).as("nothing was run again").isEqualTo(results);

    Path best = output.resolve("best.yaml");
    ExperimentSpec experiment = ExperimentFile.read(best, List.of());
    assertThat(experiment.activations()).containsExactly("relu", "my-silu");
    assertThat(experiment.function("my-silu")).isEqualTo("silu");
    Invocation compare =
        Invocation.of(
            folder,
            "compare",
            "-c",
            best.toString(),
            "-o",
            output.toString(),
            "--set",
            "seeds=[1]");
    assertThat(compare.code()).as(compare.err()).isZero();
    assertThat(compare.err()).contains("all 2 trials are done already");
  }

  @Test
  void aSweepInWhichNothingCompletedFailsInALineAndLeavesNoBest() throws IOException {
    String yaml =
        """
        name: lost
        strategy: grid
        budget: {trials: 2}
        training: {epochs: 1, batch-size: 50}
        space: {activation: [relu], training: {learning-rate: [0.001, 0.01]}}
        cells:
          - {model: mlp, dataset: absolute-value-1d, options: {depth: 3, width: 8}}
        """;
    Path config = Files.writeString(folder.resolve("lost.yaml"), yaml);
    Path best = folder.resolve("reports/lost/best.yaml");
    assertThat(Invocation.of(folder, "sweep", "-c", config.toString()).code()).isZero();
    assertThat(best).exists();

    Invocation lost =
        Invocation.of(
            folder,
            "sweep",
            "-c",
            config.toString(),
            "--set=space.training.learning-rate=[1e15, 1e16]");
    assertThat(lost.code()).isEqualTo(Failures.FAILURE);
    assertThat(lost.err().lines().filter(line -> line.startsWith("actzoo: ")))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .startsWith("actzoo: no candidate completed (2 diverged), so there is no best")
                    .endsWith("try lower learning rates"));
    assertThat(best).doesNotExist();
  }

  @Test
  void theBestOfAnotherSweepDoesNotStayWhileOneRuns() throws IOException {
    SweepSpec sweep = SweepFile.parse(YAML, "test", List.of());
    Path best = Files.writeString(folder.resolve("best.yaml"), "of the first");
    SweepExecution.keep(sweep, folder);
    assertThat(best).as("nobody says that it is of another").exists();
    SweepExecution.keep(sweep, folder);
    assertThat(best).exists();
    SweepExecution.keep(SweepFile.parse(YAML, "test", List.of("seeds=[2]")), folder);
    assertThat(best).doesNotExist();
    assertThat(SweepFile.read(folder.resolve(SweepExecution.SWEEP), List.of()).seeds())
        .containsExactly(2L);
  }

  @Test
  void whatASweepCannotBeIsToldInOneLine() throws IOException {
    Path config = Files.writeString(folder.resolve("tiny.yaml"), YAML);
    for (List<String> wrong :
        List.of(
            List.of("space.activation=[rellu]", "unknown activation 'rellu'; did you mean relu"),
            List.of("space.options.widht=[2]", "widht"),
            List.of("space.training.epochs=[0]", "space.training.epochs holds 0: "),
            List.of("budget.trials=3", "give at least 4 trials"))) {
      Invocation invocation =
          Invocation.of(folder, "sweep", "-c", config.toString(), "--set", wrong.get(0));
      assertThat(invocation.code()).isEqualTo(Failures.BAD_INPUT);
      assertThat(invocation.err()).contains(wrong.get(1));
      assertThat(invocation.err().strip().lines()).hasSize(1);
      assertThat(folder.resolve("reports")).doesNotExist();
    }
  }

  @Test
  void searchesOnDatasetsOfOnesOwnAndItsBestCanBeComparedFromAnywhere() throws IOException {
    Path rows = rows("My rows.csv", "label,text");
    Path declared = rows("stars.tsv", "n\tLabel\tTitle\tBody");
    Path config =
        Files.writeString(
            folder.resolve("own.yaml"),
            """
            name: own
            strategy: grid
            budget: {trials: 4}
            training: {epochs: 1}
            space:
              training: {learning-rate: [0.001, 0.01]}
              options: {vocabulary: [60]}
            datasets:
              stars: {path: '%s', text: [title, body], on-bad-row: skip}
            cells:
              - {model: bert-tiny, dataset: '%s'}
              - {model: bert-tiny, dataset: stars}
            """
                .formatted(declared, rows));
    Invocation first = Invocation.of(folder, "sweep", "-c", config.toString());
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.err().lines())
        .contains(
            "dataset my-rows: 48 examples to train on, 12 to test on, 2 classes",
            "dataset stars: 48 examples to train on, 12 to test on, 2 classes");
    Path output = folder.resolve("reports/own");
    Path saved = output.resolve(SweepExecution.SWEEP);
    assertThat(SweepFile.read(saved, List.of()).datasets())
        .extracting(DatasetSpec::path)
        .containsExactly(declared.toString(), rows.toString());
    Invocation again = Invocation.of(folder, "sweep", "-c", saved.toString());
    assertThat(again.out()).isEqualTo(first.out());
    assertThat(results(output)).hasSize(4);

    ExperimentSpec best = ExperimentFile.read(output.resolve("best.yaml"), List.of());
    assertThat(best.datasets()).hasSize(2);
    assertThat(best.datasets().get(0).text()).containsExactly("Title", "Body");
    Invocation compare =
        Invocation.of(
            folder,
            "compare",
            "-c",
            output.resolve("best.yaml").toString(),
            "-o",
            output.toString(),
            "--set",
            "seeds=[1]");
    assertThat(compare.code()).as(compare.err()).isZero();
    assertThat(compare.err()).contains("all 2 trials are done already");
  }

  @Test
  void aDatasetOfOnesOwnThatCannotBeReadIsToldInOneLine() throws IOException {
    Path config = Files.writeString(folder.resolve("tiny.yaml"), YAML);
    Path rows = Files.writeString(folder.resolve("a.csv"), "stars;text\n1;a\n");
    for (List<String> wrong :
        List.of(
            List.of("cells.0.dataset=" + folder.resolve("no.csv"), "no.csv does not exist"),
            List.of(
                "datasets=[a, b]", "it must be a mapping such as {reviews: {path: reviews.csv}}"),
            List.of("datasets.fashion-mnist={path: " + folder + "}", "is there already"),
            List.of("cells.0.dataset=" + rows, "name it: --set datasets.a.text=COLUMN; columns"))) {
      Invocation invocation =
          Invocation.of(folder, "sweep", "-c", config.toString(), "--set", wrong.get(0));
      assertThat(invocation.code()).as(invocation.err()).isEqualTo(Failures.BAD_INPUT);
      assertThat(invocation.err()).contains(wrong.get(1));
      assertThat(invocation.err().strip().lines()).hasSize(1);
    }
  }

  /** A file with a heading of text and label and sixty rows. */
  private Path rows(String name, String heading) throws IOException {
    StringBuilder rows = new StringBuilder(heading + "\n");
    boolean tabs = name.endsWith("tsv");
    for (int i = 0; i < 60; i++) {
      String label = i % 3 == 0 ? "rare" : "common";
      rows.append(
          tabs
              ? "%d\t%s\ta\tword %d\n".formatted(i, label, i % 3)
              : label + ",word " + i % 3 + "\n");
    }
    return Files.writeString(folder.resolve(name), rows);
  }

  private static List<TrialResult> results(Path output) {
    try (Ledger ledger = Ledger.openForReading(output.resolve(Execution.LEDGER))) {
      return ledger.results();
    }
  }
}
