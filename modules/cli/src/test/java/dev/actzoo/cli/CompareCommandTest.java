package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.experiments.ExperimentFile;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.experiments.Ledger;
import dev.actzoo.experiments.Provenance;
import dev.actzoo.experiments.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A comparison from its configuration to its report, with nets that are trained. */
class CompareCommandTest {
  private static final String YAML =
      """
      name: tiny
      activations: [relu, swish]
      seeds: [1]
      training: {epochs: 3, batch-size: 256}
      cells:
        - model: ResNet_8
          dataset: fashion-mnist-6000
          options: {width: 2}
      """;

  private static final String DIVERGING =
      """
      name: lost
      activations: [relu, gelu]
      seeds: [1, 2, 3]
      training: {epochs: 1, batch-size: 50, learning-rate: 1e15}
      cells:
        - {model: mlp, dataset: absolute-value-1d, options: {depth: 3, width: 8}}
      """;

  @TempDir Path folder;

  @Test
  void runsOnceThenSkipsAndReportsFromTheLedgerAlone() throws IOException {
    Path config = Files.writeString(folder.resolve("tiny.yaml"), YAML);
    List<String> compare =
        List.of("compare", "-c", config.toString(), "--set", "training.epochs=1", "--verbose");
    Path output = folder.resolve("reports/tiny");

    Invocation first = Invocation.of(folder, compare);
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.err().lines())
        .hasSize(4)
        .anyMatch(line -> line.startsWith("trial 2 of 2: resnet-8 (width 2) on fashion-mnist-6000"))
        .filteredOn(line -> line.contains("epoch 1 of 1: training loss "))
        .hasSize(2);
    assertThat(first.out()).contains("# tiny", "| relu ", "| silu ");
    assertThat(first.out()).endsWith("report: %s%n".formatted(output.resolve("report.html")));
    assertThat(output)
        .isDirectoryContaining("glob:**/report.html")
        .isDirectoryContaining("glob:**/results.csv")
        .isDirectoryContaining("glob:**/results.json")
        .isDirectoryContaining("glob:**/summary.md")
        .isDirectoryNotContaining("glob:**/" + Failures.LOG);

    List<TrialResult> results;
    ExperimentSpec kept;
    try (Ledger ledger = Ledger.openForReading(output.resolve(Execution.LEDGER))) {
      results = ledger.results();
      kept = ledger.experiments().get(0);
    }
    assertThat(results).extracting(r -> r.spec().activation()).containsExactly("relu", "silu");
    assertThat(results).allMatch(r -> r.spec().training().epochs() == 1);
    assertProvenance(results.get(0).provenance());
    assertThat(results.get(0).timing().stallShare()).isBetween(0.0, 1.0);
    assertThat(results.get(0).timing().peakMemoryMb()).isGreaterThan(10);
    assertThat(kept.cells().get(0).model().name()).isEqualTo("resnet-8");
    assertThat(kept.cells().get(0).model().options()).isEqualTo(Map.of("width", 2.0));
    assertThat(ExperimentFile.read(output.resolve(Execution.EXPERIMENT), List.of()))
        .isEqualTo(kept);

    Invocation second = Invocation.of(folder, compare);
    assertThat(second.code()).isZero();
    assertThat(second.err().strip())
        .isEqualTo("all 2 trials are done already; nothing is left to run");
    assertThat(second.out()).isEqualTo(first.out());

    Path elsewhere = folder.resolve("elsewhere");
    Invocation report =
        Invocation.of(folder, "report", output.toString(), "--out", elsewhere.toString());
    assertThat(report.code()).as(report.err()).isZero();
    assertThat(report.err()).isEmpty();
    assertThat(elsewhere.resolve("report.html"))
        .hasSameTextualContentAs(output.resolve("report.html"));
  }

  @Test
  void aRunInWhichEveryTrialDivergedSaysSo() throws IOException {
    Path config = Files.writeString(folder.resolve("lost.yaml"), DIVERGING);
    Invocation run = Invocation.of(folder, "compare", "-c", config.toString());

    assertThat(run.code()).as("a result, not a failure: " + run.err()).isZero();
    assertThat(run.out())
        .contains(
            "**All 6 trials diverged, so there is nothing to compare: try a learning rate below"
                + " 1000000000000000.**");
    assertThat(folder.resolve("reports/lost/report.html"))
        .content()
        .contains("All 6 trials diverged", "0 of 6 trials completed, 6 diverged");
  }

  @Test
  void aBaselineThatDivergedCountsAgainstItself() throws IOException {
    String yaml =
        DIVERGING
            .replace("1e15}", "0.01}")
            .replace("8}}", "8}, tuned: {relu: {training: {learning-rate: 1e15}}}}");
    Path config = Files.writeString(folder.resolve("lost.yaml"), yaml);
    Invocation run = Invocation.of(folder, "compare", "-c", config.toString());

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("**Shown better than relu, which always diverged: gelu.**")
        .contains("Choose gelu: relu diverged on every seed that it completed.");
  }

  private static void assertProvenance(Provenance provenance) {
    assertThat(provenance.startedAt()).isEqualTo(Invocation.NOW.toString());
    assertThat(provenance.version()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(provenance.backend()).startsWith("ND4J CpuBackend 1.").endsWith(", FLOAT");
    assertThat(provenance.kernels()).isNotBlank();
    assertThat(provenance.threads()).isEqualTo(1);
    assertThat(provenance.concurrentTrials()).isBetween(1, 2);
    assertThat(provenance.cores()).isPositive();
  }
}
