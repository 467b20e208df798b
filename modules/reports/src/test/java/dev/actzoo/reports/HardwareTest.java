package dev.actzoo.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.actzoo.input.BadInputException;
import dev.actzoo.reports.statistics.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardwareTest {
  /** A benchmark's file, with a field that a later version may add. */
  static final String FILE =
      """
      {"format": 1, "benchmark": "step", "later": 3,
       "machine": {"cpu": "Fast CPU", "features": "AVX2", "cores": 8, "threads": 4,
        "java": "17", "os": "Linux", "kernels": "oneDNN", "version": "1", "commit": "c0ffee",
        "date": "2026-01-02"},
       "rows": [
        {"name": "resnet-20", "size": "batch 128", "peer": "djl-pytorch", "ratio": 1.25,
         "better": "higher", "ours": {"median": 200, "low": 190, "high": 220, "unit": "ms"},
         "theirs": {"median": 250, "low": 240, "high": 260, "unit": "ms"},
         "ourRate": {"median": 640, "low": 600, "high": 650, "unit": "examples/s"},
         "theirRate": {"median": 512, "low": 500, "high": 530, "unit": "examples/s"},
         "note": "channels last </script>"},
        {"name": "gelu forward", "size": "2 Mi floats", "peer": "memcpy", "ratio": 1.5,
         "better": "lower", "ours": {"median": 3, "low": 2, "high": 4, "unit": "ms"},
         "theirs": {"median": 2, "low": 1, "high": 3, "unit": "ms"}, "note": ""}],
       "missing": [{"name": "resnet-20", "peer": "python-pytorch", "reason": "no Python"}],
       "breakdowns": [{"name": "resnet-20", "milliseconds": 200,
        "shares": [{"kind": "optimiser", "milliseconds": 50, "share": 0.25}]}]}
      """;

  @TempDir Path folder;

  @Test
  void takesTheBenchmarksOfTheProcessorAndLeavesOtherFilesAlone() throws IOException {
    Files.writeString(folder.resolve("b.json"), FILE);
    Files.writeString(folder.resolve("a.json"), "{\"other\": 1}");
    Files.writeString(folder.resolve("c.json"), "no JSON");
    Files.writeString(folder.resolve("d.txt"), FILE);

    assertThat(Hardware.in(folder, Set.of("Fast CPU", "x")))
        .containsExactly(Hardware.read(folder.resolve("b.json")));
    assertThat(Hardware.in(folder, Set.of("Slow CPU"))).isEmpty();
    assertThat(Hardware.in(folder.resolve("absent"), Set.of("Fast CPU"))).isEmpty();
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> Hardware.read(folder.resolve("a.json")))
        .withMessageContaining("a.json' holds no figures of a benchmark");
  }

  @Test
  void theReportShowsThemOnlyWhereThereAreAny() throws IOException {
    Path file = Files.writeString(folder.resolve("step.json"), FILE);
    Comparison comparison = Comparison.of(FakeExperiment.SPEC, FakeExperiment.results());

    Path without = Report.write(folder.resolve("without"), comparison).html();
    Path with =
        Report.write(folder.resolve("with"), comparison, List.of(Hardware.read(file)), List.of())
            .html();

    assertThat(Files.readString(without)).doesNotContain("id=\"hardware\"", "#hardware");
    assertThat(Files.readString(with))
        .contains(
            "href=\"#hardware\"", "Fast CPU", "1.25", "640 examples/s<small>600 to 650</small>")
        .contains("3.00 ms<small>2.00 to 4.00</small>", "python-pytorch: no Python", "25.0");
    assertThat(Files.readString(with).split("</script", -1)).hasSize(3);
    for (String same : List.of("results.csv", "results.json", "summary.md")) {
      assertThat(folder.resolve("with").resolve(same))
          .hasSameTextualContentAs(folder.resolve("without").resolve(same));
    }
  }
}
