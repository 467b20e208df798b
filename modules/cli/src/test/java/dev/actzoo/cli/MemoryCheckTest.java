package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.data.Datasets;
import dev.actzoo.experiments.ModelSpec;
import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.input.BadInputException;
import dev.actzoo.models.ModelCatalogue;
import dev.actzoo.training.Trainer;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryCheckTest {
  private static final long GIGABYTE = 1_000_000_000;

  @TempDir Path cache;

  @Test
  void refusesWhatIsTooMuchAtOnceAndNamesWhatReducesIt() {
    TrialSpec trial = trial("resnet-8", "fashion-mnist-6000", Map.of("width", 32.0));
    assertThatCode(() -> check(2, 1).check(List.of(trial))).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(2, 16).check(List.of(trial)))
        .isInstanceOf(BadInputException.class)
        .hasMessageMatching(
            "resnet-8 \\(width 32\\) on fashion-mnist-6000, relu needs about \\d\\.\\d GB of memory"
                + " \\(.*activations \\d\\.\\d GB.*\\), 16 such trials run at once, and there are"
                + " 2\\.0 GB; less of these reduces it: --parallel, training\\.batch-size \\(64\\),"
                + " options\\.width \\(32\\)");
  }

  @Test
  void aTrialThatIsTooLargeDoesNotRun() {
    TrialSpec trial = trial("bert-tiny", "gutenberg-authors", Map.of("max-length", 4096.0));
    assertThatThrownBy(() -> check(8, 1).run(trial, (spec, epoch) -> {}))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("attention 60")
        .hasMessageEndingWith("options.vocabulary (4096), options.max-length (4096)");
  }

  private MemoryCheck check(int gigabytes, int concurrent) {
    Trainer trainer =
        new Trainer(
            new Datasets(null, cache),
            () -> {
              throw new IllegalStateException("a trial has begun");
            },
            ResidentMemory.ofThisProcess());
    PrintWriter news = new PrintWriter(Writer.nullWriter());
    return new MemoryCheck(trainer, gigabytes * GIGABYTE, concurrent, news);
  }

  private static TrialSpec trial(String model, String dataset, Map<String, Double> options) {
    Map<String, Double> all = ModelCatalogue.named(model).resolve(options);
    ModelSpec spec = new ModelSpec(model, all);
    return new TrialSpec(spec, dataset, "hash", "relu", 1, TrainingSpec.DEFAULTS);
  }
}
