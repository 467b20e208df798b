package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the program, as a process of its own, unpacks libraries, and what it says if it cannot. */
class UnpackingTest {
  @TempDir Path folder;
  private Path temporary;
  private Path cache;

  @BeforeEach
  void makeFolders() throws IOException {
    temporary = Files.createDirectory(folder.resolve("tmp"));
    cache = folder.resolve("cache");
  }

  @Test
  void aKilledRunLeavesNothingInTheTemporaryFolder() throws Exception {
    ProcessBuilder builder =
        program(
            "compare",
            "--verbose",
            "--set=training.epochs=100",
            "--set=cells=[{model: resnet-8, dataset: fashion-mnist-6000, options: {width: 1}}]");
    Path own = Files.createDirectory(folder.resolve("own"));
    builder.environment().put("ACTZOO_ACTIVATIONS", OwnActivationsTest.writeWave(own).toString());
    Process process = builder.redirectOutput(folder.resolve("out").toFile()).start();
    StringBuilder read = new StringBuilder();
    while (read.indexOf("epoch 1 of 100") < 0) {
      int next = process.getErrorStream().read();
      assertThat(next).as("ended after: %s", read).isNotNegative();
      read.append((char) next);
    }
    process.destroyForcibly().waitFor();
    assertThat(temporary).isEmptyDirectory();
    assertThat(kept()).hasSize(1);
  }

  @Test
  void startsAtOnceUnpackOneLibraryAndLaterOnesUseIt() throws Exception {
    String ledger = TinyExperiment.ledger(folder).toString();
    List<Process> starts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String out = folder.resolve("report" + i).toString();
      starts.add(
          program("report", ledger, "--out", out)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("out" + i).toFile())
              .start());
    }
    for (Process start : starts) {
      assertThat(start.waitFor()).isZero();
    }
    assertThat(kept()).hasSize(1);
    assertThat(temporary).isEmptyDirectory();
    Files.delete(temporary);
    String later = folder.resolve("later").toString();
    assertThat(run("report", ledger, "--out", later).err()).isEmpty();
    assertThat(Files.exists(temporary)).as("a folder that is missing is not missed").isFalse();
  }

  @Test
  void aCacheThatTakesNothingLeavesTheTemporaryFolder() throws Exception {
    Files.createFile(cache);
    Invocation run = run("report", TinyExperiment.ledger(folder).toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }

  @Test
  void whereNeitherFolderWillDoOneLineSaysWhy() throws Exception {
    Files.createFile(cache);
    temporary = Files.createFile(folder.resolve("file")).resolve("tmp");
    String reasons =
        "native libraries can be unpacked neither into %s (%s is not a folder) nor into %s (%s is not a folder)"
            .formatted(cache.resolve("actzoo/natives"), cache, temporary, folder.resolve("file"));
    Invocation report = run("report", TinyExperiment.ledger(folder).toString());
    assertThat(report.err())
        .isEqualTo(
            "actzoo: "
                + reasons
                + "; XDG_CACHE_HOME names another cache folder"
                + System.lineSeparator());
    assertThat(report.code()).isEqualTo(2);
    Invocation doctor = run("doctor");
    assertThat(doctor.code()).isEqualTo(1);
    assertThat(doctor.out())
        .containsPattern("ledgers +cannot be loaded: native libraries can be unpacked neither into")
        .containsPattern("natives .*, takes no libraries: .* is not a folder")
        .containsPattern("temporary .*, takes no libraries: .* is not a folder");
    assertThat(doctor.err()).doesNotContain("\tat ");
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.walk(cache.resolve("actzoo/natives"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private Invocation run(String... arguments) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    int code =
        program(arguments)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Invocation(
        code,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private ProcessBuilder program(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-Dactzoo.reports=" + folder.resolve("reports"));
    command.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("XDG_CACHE_HOME", cache.toString());
    return builder;
  }
}
