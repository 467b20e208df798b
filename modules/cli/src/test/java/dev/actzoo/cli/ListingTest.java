package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.activations.Catalogue;
import dev.actzoo.models.ModelCatalogue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {
  @TempDir Path folder;

  @Test
  void everyActivationIsListed() {
    List<String> lines = lines("list", "activations");
    assertThat(lines).hasSize(1 + Catalogue.all().size());
    assertThat(lines).anyMatch(line -> line.matches("silu +swish +ridge +x \\* sigmoid\\(x\\) .*"));
  }

  @Test
  void everyModelIsListedWithItsOptions() {
    List<String> lines = lines("list", "models");
    assertThat(lines).hasSize(1 + ModelCatalogue.all().size());
    assertThat(lines).anyMatch(line -> line.matches("resnet-20 +images +3x3 +width=16 .*"));
  }

  @Test
  void everyDatasetIsListed() {
    assertThat(lines("list", "datasets"))
        .anyMatch(line -> line.matches("gutenberg-authors +text-classification +10 +6000 +1500 .*"))
        .anyMatch(line -> line.startsWith("fashion-mnist-6000 "));
  }

  @Test
  void presetsAreListedWithTheirSize() {
    assertThat(lines("presets"))
        .anyMatch(line -> line.matches("quick +24 +resnet-8 on fashion-mnist-6000, bert-tiny .*"))
        .anyMatch(line -> line.matches("smoke +4 .*"))
        .anyMatch(line -> line.matches("smoke +12 .* random .*"))
        .anyMatch(line -> line.matches("learning-rate +48 .* random .*"));
  }

  @Test
  void theDoctorSeesWhatThisProcessRunsOn() {
    assertThat(lines("doctor"))
        .anyMatch(line -> line.matches("java +.*" + System.getProperty("java.vm.name") + ".*"))
        .anyMatch(line -> line.matches("backend +ND4J CpuBackend 1\\..*"))
        .anyMatch(line -> line.matches("kernels +\\S.*"))
        .anyMatch(line -> line.matches("threads +1 native for each trial .*"))
        .anyMatch(line -> line.matches("GPU +\\S.*"))
        .anyMatch(line -> line.matches("device +cpu: this build computes on the CPU only; .*"))
        .anyMatch(line -> line.matches("reports +.*reports, writable"))
        .noneMatch(line -> line.contains("cannot be loaded"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compare",
        "sweep",
        "train",
        "report",
        "list",
        "catalog",
        "datasets",
        "presets",
        "doctor"
      })
  void everyCommandHasHelpWithAnExample(String command) {
    assertThat(String.join("\n", lines(command, "--help")))
        .contains("Usage: actzoo " + command, "Examples:\n  actzoo " + command);
  }

  @Test
  void withoutACommandTheHelpIsShown() {
    assertThat(lines()).isEqualTo(lines("--help")).contains("Examples:");
  }

  @Test
  void theVersionSaysWhatItWasBuiltFrom() {
    assertThat(lines("--version"))
        .hasSize(3)
        .anyMatch(line -> line.matches("actzoo \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?"))
        .anyMatch(line -> line.matches("commit ([0-9a-f]{40}( with changes)?|unknown)"))
        .anyMatch(line -> line.matches("deeplearning4j 1\\..*"));
  }

  private List<String> lines(String... arguments) {
    Invocation run = Invocation.of(folder, arguments);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(folder).isEmptyDirectory();
    return run.out().lines().toList();
  }
}
