package dev.actzoo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkDocumentTest {
  private static final Times OURS = new Times(2, 1, 3, "ms");
  private static final Times THEIRS = new Times(5, 4, 6, "ms");
  private static final MachineFacts MACHINE =
      new MachineFacts("cpu", "AVX2", 4, 2, "java", "os", "kernels", "1", "c0ffee", "today");

  @TempDir Path folder;

  @Test
  void ratiosSayWhichWayIsGood() {
    Row memory = Row.of("gelu forward", "8", Peer.MEMCPY, OURS, THEIRS, "");
    Row other = Row.of("gelu forward", "8", Peer.STOCK_ND4J, OURS, THEIRS, "");
    assertThat(memory.ratio()).isEqualTo(0.4);
    assertThat(memory.better()).isEqualTo(Row.Better.LOWER);
    assertThat(other.ratio()).isEqualTo(2.5);
    assertThat(other.better()).isEqualTo(Row.Better.HIGHER);
  }

  @Test
  void writesRowsAbsencesAndBreakdownsAsJson() throws IOException {
    Results results = new Results(row -> {});
    results.add(Row.of("relu forward", "8", Peer.MEMCPY, OURS, THEIRS, "copied"));
    results.add(Row.of("resnet-20", "batch 4", Peer.DJL_PYTORCH, OURS, THEIRS, "n").withRates(4));
    results.add(new Missing("resnet-20", Peer.PYTHON_PYTORCH, "no Python"));
    results.add(Breakdown.of("resnet-20", 1, 10, 2048, Map.of("optimiser", 4L)));
    results.add(new Footprint("resnet-20", "batch 4", 9, 512, 700.5, ""));
    Path file = folder.resolve("new/step.json");

    new BenchmarkDocument("step", MACHINE, results).write(file);

    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.at("/format").asInt()).isEqualTo(1);
    assertThat(json.at("/machine/commit").asText()).isEqualTo("c0ffee");
    assertThat(json.at("/rows/0/peer").asText()).isEqualTo("memcpy");
    assertThat(json.at("/rows/0/better").asText()).isEqualTo("lower");
    assertThat(json.at("/rows/0").has("ourRate")).isFalse();
    assertThat(json.at("/rows/1/ratio").asDouble()).isEqualTo(2.5);
    assertThat(json.at("/rows/1/ourRate/median").asDouble()).isEqualTo(2000);
    assertThat(json.at("/rows/1/theirs/unit").asText()).isEqualTo("ms");
    assertThat(json.at("/footprints/0/peakMebibytes").asDouble()).isEqualTo(700.5);
    assertThat(json.at("/missing/0/reason").asText()).isEqualTo("no Python");
    assertThat(json.at("/breakdowns/0/shares/1/kind").asText()).isEqualTo(Breakdown.REST);
  }

  @Test
  void saysInOneLineThatAFileCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(
            () ->
                new BenchmarkDocument("step", MACHINE, new Results(row -> {}))
                    .write(file.resolve("below.json")))
        .withMessageStartingWith("cannot write '");
  }

  @Test
  void aBreakdownAddsUpToTheStep() {
    Breakdown breakdown =
        Breakdown.of("x", 2, 8_000_000, 4096, Map.of("a", 2_000_000L, "b", 4_000_000L));
    assertThat(breakdown.milliseconds()).isEqualTo(4);
    assertThat(breakdown.allocatedKibibytes()).isEqualTo(2);
    assertThat(breakdown.shares())
        .containsExactly(
            new Breakdown.Share("b", 2, 0.5),
            new Breakdown.Share("a", 1, 0.25),
            new Breakdown.Share(Breakdown.REST, 1, 0.25));
  }
}
