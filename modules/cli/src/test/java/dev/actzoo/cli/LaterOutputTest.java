package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long work whose result could not be written is not begun. */
class LaterOutputTest {
  @TempDir Path folder;

  @Test
  void theCatalogueIsNotAuditedForAPageThatCannotBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    rejects(file.resolve("index.html"), "catalog", "html", "--out", file.toString());
  }

  @Test
  void norForFiguresThatCannotBe() throws IOException {
    rejects(folder, "catalog", "audit", "gelu", "--json", folder.toString());
    Path below = Files.createFile(folder.resolve("file")).resolve("deep/audit.json");
    rejects(below, "catalog", "audit", "gelu", "--json", below.toString());
  }

  @Test
  void norAreBenchmarksRun() throws IOException {
    Path below = Files.createFile(folder.resolve("file")).resolve("data.json");
    rejects(below, "bench", "data", "--json", below.toString());
  }

  @Test
  void theTrialLeavesTheFolderEmpty() {
    Path file = folder.resolve("new/figures.json");
    LaterOutput.require(file);
    assertThat(file.getParent()).isEmptyDirectory();
  }

  private void rejects(Path file, String... arguments) {
    Invocation run = Invocation.of(folder, List.of(arguments));
    assertThat(run.err())
        .startsWith("actzoo: cannot write '%s' (a ".formatted(file))
        .contains("name a file in a folder that can be written to");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isEqualTo(2);
  }
}
