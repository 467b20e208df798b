package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actzoo.experiments.Ledger;
import java.io.BufferedReader;
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

/** The program as a process of its own. */
class MainTest {
  @TempDir Path folder;

  @Test
  void librariesKeepQuiet() throws Exception {
    Process process = start("doctor");
    String out = text(process);
    assertThat(process.waitFor()).isZero();
    assertThat(out).startsWith("actzoo ").contains("backend ").doesNotContain("cannot be loaded");
    assertThat(errors()).isEmpty();
  }

  @Test
  void noNativeLibraryIsLoadedForHelpAndLists() throws Exception {
    for (List<String> arguments :
        List.of(List.of("--help"), List.of("presets"), List.of("list", "models"))) {
      Process process = start("-verbose:class", arguments);
      String out = text(process);
      assertThat(process.waitFor()).isZero();
      assertThat(out).contains("dev.actzoo.cli.Main").doesNotContain("org.nd4j.linalg.factory.");
    }
  }

  @Test
  void textIsUtf8WhateverTheLocale() throws Exception {
    Process process = start("compare", "--config", "é−.yaml");
    assertThat(text(process)).isEmpty();
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(errors()).hasSize(1).allMatch(line -> line.startsWith("actzoo: "));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aRunThatIsToldToStopLeavesItsLedgerInOrder() throws Exception {
    Path output = folder.resolve("reports/quick");
    Process process =
        start(
            "compare",
            "--verbose",
            "--set=training.epochs=1000",
            "--set=training.batch-size=1024",
            "--set=cells=[{model: resnet-8, dataset: fashion-mnist-6000, options: {width: 1}}]");
    awaitLine("epoch 1 of 1000");
    process.toHandle().destroy();
    assertThat(text(process)).isEmpty();
    assertThat(process.waitFor()).isNotZero();
    assertThat(errors())
        .last()
        .isEqualTo("actzoo: stopping; run the same command again to continue where this run ended");
    assertThat(output).isDirectoryNotContaining("glob:**-wal");
    try (Ledger ledger = Ledger.open(output.resolve(Execution.LEDGER))) {
      assertThat(ledger.results()).isEmpty();
      assertThat(ledger.experiments()).hasSize(1);
    }
  }

  private Process start(String... arguments) throws IOException {
    return start("-Dactzoo.terminal=false", List.of(arguments));
  }

  private Process start(String option, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dactzoo.reports=" + folder.resolve("reports"));
    command.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
    command.add(option);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(err().toFile()).start();
  }

  /** Reads what the process writes to its error file until the text is there. */
  private void awaitLine(String text) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(err(), StandardCharsets.UTF_8)) {
      StringBuilder read = new StringBuilder();
      while (read.indexOf(text) < 0) {
        int next = reader.read();
        if (next >= 0) {
          read.append((char) next);
        } else {
          Thread.onSpinWait();
        }
      }
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
