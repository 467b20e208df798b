package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.experiments.Ledger;
import dev.actzoo.reports.Numbers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a process of its own. */
class MainTest {
  /** 128 and the number of SIGTERM. */
  private static final int TERMINATED = 143;

  private static final int PLANNED = 12;

  @TempDir Path folder;

  @Test
  void librariesKeepQuiet() throws Exception {
    Process process = start(List.of(), List.of("doctor"));
    String out = text(process);
    assertThat(process.waitFor()).isZero();
    assertThat(out).startsWith("actzoo ").contains("backend ").doesNotContain("cannot be loaded");
    assertThat(errors()).isEmpty();
  }

  @Test
  void noNativeLibraryIsLoadedForHelpAndLists() throws Exception {
    for (List<String> arguments :
        List.of(List.of("--help"), List.of("presets"), List.of("list", "models"))) {
      Process process = start(List.of("-verbose:class"), arguments);
      String out = text(process);
      assertThat(process.waitFor()).isZero();
      assertThat(out).contains("dev.actzoo.cli.Main").doesNotContain("org.nd4j.linalg.factory.");
    }
  }

  @Test
  void numbersAreTheSameWhateverTheLocale() throws Exception {
    Process process =
        program(
                List.of("-Duser.language=ar", "-Duser.country=EG"),
                List.of("compare", "--set", "training.epochs=0"))
            .redirectError(err().toFile())
            .start();
    assertThat(text(process)).isEmpty();
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(errors())
        .singleElement()
        .asString()
        .containsPattern("line [0-9]+, column 1: training.epochs is 0;");
  }

  @Test
  void textIsUtf8WhateverTheLocale() throws Exception {
    ProcessBuilder builder =
        program(
            List.of("-Duser.language=de"),
            List.of("report", TinyExperiment.ledger(folder).toString()));
    builder.environment().put("LC_ALL", "C");
    Process process = builder.redirectError(err().toFile()).start();
    assertThat(text(process)).contains(Numbers.NONE).doesNotContain("\ufffd");
    assertThat(process.waitFor()).isZero();
    assertThat(errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"list activations", "--help", "catalog show gelu", "presets"})
  @EnabledOnOs(OS.LINUX)
  void aFullDeviceUnderTheOutputIsAFailure(String arguments) throws Exception {
    Process process =
        program(List.of(), List.of(arguments.split(" ")))
            .redirectOutput(Path.of("/dev/full").toFile())
            .redirectError(err().toFile())
            .start();
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(errors())
        .containsExactly(
            "actzoo: standard output is not complete: it could not be written"
                + " (No space left on device)");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 80})
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aRunThatIsToldToStopLeavesItsLedgerInOrder(int columns) throws Exception {
    Path output = folder.resolve("reports/quick");
    Path out = folder.resolve("out");
    Process process =
        program(
                List.of("-Dactzoo.columns=" + columns, "-verbose:class"),
                List.of(
                    "compare",
                    columns == 0 ? "--verbose" : "--parallel=1",
                    "--set=training.epochs=100",
                    "--set=training.batch-size=1024",
                    "--set=cells=[{model: resnet-8, dataset: fashion-mnist-6000,"
                        + " options: {width: 1}}]"))
            .redirectOutput(out.toFile())
            .start();
    await(process, columns == 0 ? "epoch 1 of 100" : "/12 (");
    process.toHandle().destroy();
    String rest = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s", rest).isEqualTo(TERMINATED);
    assertThat(Files.readString(out))
        .as("JLine's terminals would take Ctrl-C from the Java runtime")
        .contains("dev.actzoo.cli.StopSignal")
        .doesNotContain("org.jline.terminal");
    assertThat(rest)
        .contains("actzoo: stopping; run the same command again to continue where this run ended");
    assertThat(output).isDirectoryNotContaining("glob:**-wal");
    try (Ledger ledger = Ledger.open(output.resolve(Execution.LEDGER))) {
      assertThat(ledger.results()).hasSizeLessThan(PLANNED);
      assertThat(ledger.experiments()).hasSize(1);
    }
  }

  private Process start(List<String> options, List<String> arguments) throws IOException {
    return program(options, arguments).redirectError(err().toFile()).start();
  }

  private ProcessBuilder program(List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dactzoo.reports=" + folder.resolve("reports"));
    command.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  /** Reads what the process writes to its error stream until the text has come. */
  private static void await(Process process, String text) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(text) < 0) {
      int next = process.getErrorStream().read();
      assertThat(next).as("ended after: %s", read).isNotNegative();
      read.append((char) next);
    }
  }

  private Path err() {
    return folder.resolve("err");
  }

  private List<String> errors() throws IOException {
    return Files.readAllLines(err(), StandardCharsets.UTF_8);
  }

  private static String text(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
