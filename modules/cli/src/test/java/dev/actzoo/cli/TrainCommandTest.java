package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
    assertThat(lines.get(3)).matches(".*, seed 7: test accuracy \\d+\\.\\d\\d %, \\d+\\.\\d s");

    Invocation again = Invocation.of(folder, TRAIN);
    assertThat(again.code()).isZero();
    assertThat(again.out().lines()).containsExactlyElementsOf(lines.subList(3, 5));
    assertThat(again.err()).contains("all 1 trials are done already");
  }
}
