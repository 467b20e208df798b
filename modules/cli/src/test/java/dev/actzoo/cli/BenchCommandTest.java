package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
  @TempDir Path folder;

  @Test
  void printsRatiosAndWritesThem() throws IOException {
    Invocation run = Invocation.of(folder, "bench", "kernels", "--only", "softmax forward");

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("softmax forward", "stock-nd4j", "higher");
    assertThat(Files.readString(folder.resolve("reports/bench/kernels.json")))
        .contains("\"date\" : \"" + Invocation.NOW + "\"", "\"peer\" : \"stock-nd4j\"");
    assertThat(folder.resolve("reports/bench/kernels.html")).isRegularFile();
  }

  @Test
  void printsTheSpeedOfTokenizersAndWritesIt() throws IOException {
    Invocation run = Invocation.of(folder, "bench", "data", "--only", "encode");

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("gutenberg-authors, wordpiece", "gutenberg-authors, byte-bpe");
    assertThat(Files.readString(folder.resolve("reports/bench/data.json")))
        .contains("\"unit\" : \"tokens/s\"", "\"date\" : \"" + Invocation.NOW + "\"");
  }

  @Test
  void badInputIsOneLine() {
    assertRejected("--only 'nonsense' matches no row", "kernels", "--only", "nonsense");
    assertRejected("--rounds is 1; it must be at least 7", "step", "--rounds", "1");
    assertRejected("nonsense", "nonsense");
  }

  private void assertRejected(String message, String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "bench";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Invocation run = Invocation.of(folder, all);
    assertThat(run.err()).startsWith("actzoo: ").contains(message);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.code()).isEqualTo(2);
  }
}
