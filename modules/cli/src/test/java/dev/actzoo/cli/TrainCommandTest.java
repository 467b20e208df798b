package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  private static final List<String> TRAIN =
      List.of(
          "train",
          "--model=resnet-8",
          "--dataset=fashion-mnist-6000",
          "--activation=swish",
          "--seed=7",
          "--set=training.epochs=2",
          "--set=training.batch-size=512",
          "--set=cells.0.options.width=1");

  @TempDir Path folder;

  @Test
  void printsEpochsAndTheResultAndKnowsItAgain() {
    Path ledger = folder.resolve("reports/train/ledger.sqlite");
    Invocation run = Invocation.of(folder, TRAIN);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    String trial = "resnet-8 (width 1) on fashion-mnist-6000, silu, seed 7";
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(5).startsWith(trial).endsWith("ledger: " + ledger);
    assertThat(lines.get(1)).startsWith("epoch 1 of 2: training loss ");
    assertThat(lines.get(2)).startsWith("epoch 2 of 2: training loss ");
    assertThat(lines.get(3))
        .matches(".*, seed 7: test accuracy \\d+\\.\\d\\d % \\(\\d+ of 2000\\), \\d+\\.\\d s");

    Invocation again = Invocation.of(folder, TRAIN);
    assertThat(again.code()).isZero();
    assertThat(again.out().lines()).containsExactlyElementsOf(lines.subList(3, 5));
    assertThat(again.err()).contains("all 1 trials are done already");
  }

  @Test
  void saysWhatMayHelpANetThatDiverged() {
    Invocation run =
        Invocation.of(
            folder,
            "train",
            "--model=mlp",
            "--dataset=absolute-value-1d",
            "--activation=square",
            "--set=cells.0.options.depth=2",
            "--set=training.epochs=1",
            "--set=training.learning-rate=1e15");
    assertThat(run.code()).as("a result, not a failure: " + run.err()).isZero();
    assertThat(run.out())
        .contains(", square, seed 1: diverged: ")
        .contains("a learning rate below 1000000000000000 may help");
  }

  @Test
  void theNameOfATrialIsAlwaysOneThatAnExperimentMayHave() {
    assertThat(TrainCommand.name("resnet-8", "mnist", "maxout(4)"))
        .isEqualTo("resnet-8 mnist maxout 4");
    assertThat(TrainCommand.name("bert-tiny", "d".repeat(60), "my-own-" + "a".repeat(57)))
        .hasSize(64);
    assertThat(TrainCommand.name("mlp", "a/b\\c:d", "x -> 'y'")).isEqualTo("mlp a b c d x - y");
  }

  @Test
  void trainsOnAFileOfOnesOwn() throws IOException {
    StringBuilder rows = new StringBuilder("label,text\n");
    for (int i = 0; i < 60; i++) {
      rows.append(i % 3 == 0 ? "rare" : "common").append(",word ").append(i % 3).append('\n');
    }
    Path file = Files.writeString(folder.resolve("My rows.csv"), rows + "common\n");
    List<String> train =
        List.of(
            "train",
            "--model=bert-tiny",
            "--dataset=" + file,
            "--activation=relu",
            "--set=training.epochs=1",
            "--set=cells.0.options.vocabulary=60");
    Invocation refused = Invocation.of(folder, train);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("rows.csv:62: 1 columns; a row has 2: label, text");

    List<String> skipping = new ArrayList<>(train);
    skipping.add("--on-bad-row=skip");
    Invocation run = Invocation.of(folder, skipping);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err().lines())
        .contains(
            "dataset my-rows: 48 examples to train on, 12 to test on, 2 classes",
            "  classes differ in size, the largest has 2.0 times the examples of the smallest:"
                + " common 32, rare 16",
            "  1 could not be read and are left out, such as:");
    assertThat(run.out()).contains("on my-rows, relu, seed 1: test accuracy ");
    assertThat(folder.resolve("reports/train/experiment.yaml"))
        .content()
        .contains("  my-rows:\n", "path: " + file, "label: label\n", "left-out: 1\n");
  }

  @Test
  void refusesAPolicyForBadRowsWhereThereAreNone() {
    List<String> train = new ArrayList<>(TRAIN);
    train.add("--on-bad-row=skip");
    Invocation refused = Invocation.of(folder, train);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains("--on-bad-row is for data of your own; fashion-mnist-6000 is a known dataset");
  }

  @Test
  void aLongTextAmongShortOnesMakesNotAllOfThemLong() throws IOException {
    StringBuilder rows = new StringBuilder("Label,TEXT");
    for (int i = 0; i < 60; i++) {
      rows.append('\n').append(i % 3 == 0 ? "pos " : "neg").append(',');
      rows.append("word ".repeat(i % 20 == 5 ? 1500 : 2)).append(i % 3);
    }
    Path file = Files.writeString(folder.resolve("long.csv"), rows);
    List<String> train =
        List.of(
            "train",
            "--model=bert-tiny",
            "--dataset=" + file,
            "--activation=relu",
            "--set=training.epochs=1");
    Invocation run = Invocation.of(folder, train);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("dataset long: texts are cut at 128 tokens, which ")
        .contains(" of those to train on have more than (the longest 1503); option max-length sets")
        .doesNotContain("almost alike");

    List<String> huge = new ArrayList<>(train);
    huge.add("--set=cells.0.options.max-length=8192");
    huge.add("--set=training.batch-size=4096");
    huge.add("--set=cells.0.options.dropout=0.2");
    Invocation refused = Invocation.of(folder, huge);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err().lines().filter(line -> line.startsWith("actzoo: ")))
        .singleElement()
        .asString()
        .contains("max-length 8192", "GB of memory (", "attention ", "training.batch-size (4096)");
  }

  @Test
  void aNetTooLargeForTheMachineIsRefusedBeforeItIsMade() {
    List<String> huge = new ArrayList<>(TRAIN);
    huge.set(1, "--model=mlp");
    huge.set(7, "--set=cells.0.options={width: 8192, depth: 64}");
    Invocation refused = Invocation.of(folder, huge);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err().lines()).hasSize(1);
    assertThat(refused.err())
        .contains("parameters and optimiser 1", "options.width (8192), options.depth (64)");
  }
}
