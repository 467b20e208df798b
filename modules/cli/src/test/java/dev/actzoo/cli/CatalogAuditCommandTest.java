package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogAuditCommandTest {
  @TempDir Path folder;

  @Test
  void printsWhatItFoundAndWritesIt() throws IOException {
    Path json = folder.resolve("audit.json");
    Invocation audit =
        Invocation.of(
            folder, "catalog", "audit", "softplus", "relu", "softmax", "--json", json.toString());
    assertThat(audit.code()).as(audit.err()).isZero();
    assertThat(audit.out())
        .contains("function", "oneDNN", "compiled formula", "our ND4J", "DL4J Activation.SOFTPLUS")
        .contains("gradient not finite from 88.72")
        .contains(
            "row loop", "DL4J Activation.SOFTMAX", "value other in a batch of rows than alone");
    assertThat(audit.err()).contains("audited softplus, ", " of 3");
    assertThat(Files.readString(json))
        .contains("\"entry\" : \"softplus\"", "\"notFiniteFrom\" : 88.7", "\"digits\" : 50");
  }

  @Test
  void anUnknownNameIsOneLine() {
    Invocation audit = Invocation.of(folder, "catalog", "audit", "gelo");
    assertThat(audit.code()).isEqualTo(2);
    assertThat(audit.err()).contains("gelo", "gelu").doesNotContain("\tat ");
  }
}
