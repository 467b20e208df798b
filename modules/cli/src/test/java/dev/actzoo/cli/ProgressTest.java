package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.experiments.Outcome;
import dev.actzoo.experiments.ProgressListener.Progress;
import dev.actzoo.experiments.TrialSpec;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final TrialSpec TRIAL = TinyExperiment.plan().get(0);

  @Test
  void plainLinesAreOnePerTrial() {
    assertThat(plain(false))
        .containsExactly(
            "trial 4 of 8: resnet-8 (width 2) on fashion-mnist-6000, relu, seed 1: test accuracy"
                + " 87.50 %, 12.3 s",
            "trial 5 of 8: resnet-8 (width 2) on fashion-mnist-6000, relu, seed 1: diverged: loss is"
                + " NaN, 12.3 s",
            "trial 6 of 8: resnet-8 (width 2) on fashion-mnist-6000, relu, seed 1: failed: no, 12.3"
                + " s");
  }

  @Test
  void epochsAreLinesTooIfAskedFor() {
    assertThat(plain(true))
        .hasSize(4)
        .first()
        .isEqualTo(
            "resnet-8 (width 2) on fashion-mnist-6000, relu, seed 1, epoch 3 of 10: training loss"
                + " 0.5000, validation loss 0.6250, validation accuracy 75.00 %, 1234 examples/s, 2.2"
                + " s");
  }

  @Test
  void aTerminalShowsTrialsDoneAndTheNewestMetric() {
    StringWriter text = new StringWriter();
    try (ProgressOnTerminal progress = new ProgressOnTerminal(new PrintWriter(text), 100)) {
      progress.trialStarted(TRIAL, new Progress(2, 8, 2));
      progress.epochEnded(TRIAL, TinyExperiment.epoch(3), new Progress(2, 8, 2));
      progress.trialEnded(
          TinyExperiment.result(TRIAL, Outcome.COMPLETED, null), new Progress(3, 8, 2));
    }
    List<String> drawn = text.toString().lines().filter(line -> !line.isEmpty()).toList();
    assertThat(drawn).allMatch(line -> line.length() == 99);
    assertThat(drawn).last().asString().contains("3/8").contains("resnet-8 relu 87.50 % test");
    assertThat(text.toString()).endsWith(System.lineSeparator());
  }

  @Test
  void aNarrowTerminalCutsTheLine() {
    StringWriter text = new StringWriter();
    try (ProgressOnTerminal progress = new ProgressOnTerminal(new PrintWriter(text), 20)) {
      progress.trialStarted(TRIAL, new Progress(2, 8, 2));
    }
    assertThat(text.toString().lines()).allMatch(line -> line.length() <= 19);
  }

  private static List<String> plain(boolean epochs) {
    StringWriter text = new StringWriter();
    try (PlainProgress progress =
        new PlainProgress(new PrintWriter(text), epochs, dataset -> "accuracy")) {
      progress.trialStarted(TRIAL, new Progress(3, 8, 3));
      progress.epochEnded(TRIAL, TinyExperiment.epoch(3), new Progress(3, 8, 3));
      progress.trialEnded(
          TinyExperiment.result(TRIAL, Outcome.COMPLETED, null), new Progress(4, 8, 3));
      progress.trialEnded(
          TinyExperiment.result(TRIAL, Outcome.DIVERGED, "loss is NaN"), new Progress(5, 8, 3));
      progress.trialEnded(
          TinyExperiment.result(TRIAL, Outcome.FAILED, "no"), new Progress(6, 8, 3));
    }
    return text.toString().lines().toList();
  }
}
