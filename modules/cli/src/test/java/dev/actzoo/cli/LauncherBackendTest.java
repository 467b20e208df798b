package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which build the launcher starts and which GPU it shows it, by a program that plays Java. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherBackendTest {
  private static final Path LAUNCHER = Path.of("../../actzoo").toAbsolutePath().normalize();
  private static final String JAVA =
      """
      #!/bin/sh
      if [ "$1" = -version ]; then
        echo 'openjdk version "17.0.15" 2025-04-15' >&2
      else
        for argument in "$@"; do
          case $argument in @*) echo "${argument##*/launch/}" ;; esac
        done
        echo "${CUDA_VISIBLE_DEVICES-unset} ${CUDA_DEVICE_ORDER-unset}"
      fi
      """;

  @TempDir Path folder;

  /** A launcher whose programs are built already. */
  @BeforeEach
  void make() throws IOException {
    Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    Files.writeString(java, JAVA);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.copy(LAUNCHER, folder.resolve("actzoo"));
    Files.createDirectories(folder.resolve("datasets"));
    Files.createDirectories(folder.resolve("modules/cli/src/main"));
    Files.createFile(folder.resolve("modules/cli/pom.xml"));
    Path library = Files.createFile(folder.resolve("pom.xml"));
    for (String build : List.of("", "cuda", "bench")) {
      Path launch = folder.resolve("modules/cli/target/launch").resolve(build);
      Files.createDirectories(launch);
      Files.writeString(launch.resolve("java.args"), "-cp \"" + library + "\"\n");
      Path stamp = Files.createFile(launch.resolve("stamp"));
      Files.setLastModifiedTime(stamp, FileTime.from(Instant.now().plus(1, ChronoUnit.HOURS)));
    }
  }

  @Test
  void theBuildForTheCpuLeavesCudaAlone() throws Exception {
    for (Map<String, String> told :
        List.of(Map.<String, String>of(), Map.of("ACTZOO_BACKEND", "cpu"))) {
      assertThat(launch(told, "compare", "--device", "cuda:1"))
          .containsExactly("java.args", "unset unset");
    }
  }

  @Test
  void theBuildForCudaSeesOneGpu() throws Exception {
    assertThat(cuda(Map.of(), "compare")).containsExactly("cuda/java.args", "0 PCI_BUS_ID");
    assertThat(cuda(Map.of(), "compare", "--device", "cuda")).contains("0 PCI_BUS_ID");
    assertThat(cuda(Map.of(), "compare", "--device", "cuda:3")).contains("3 PCI_BUS_ID");
    assertThat(cuda(Map.of(), "compare", "--device=cuda:12")).contains("12 PCI_BUS_ID");
    assertThat(cuda(Map.of(), "compare", "--device=cuda:x")).contains("0 PCI_BUS_ID");
    assertThat(cuda(Map.of("CUDA_DEVICE_ORDER", "FASTEST_FIRST"), "compare"))
        .contains("0 FASTEST_FIRST");
  }

  @Test
  void gpusAreCountedAmongThoseThatAreVisibleAlready() throws Exception {
    Map<String, String> two = Map.of("CUDA_VISIBLE_DEVICES", "5,GPU-8932f937");
    assertThat(cuda(two, "compare")).contains("5 PCI_BUS_ID");
    assertThat(cuda(two, "compare", "--device", "cuda:1")).contains("GPU-8932f937 PCI_BUS_ID");
    assertThat(cuda(two, "compare", "--device", "cuda:2")).contains(" PCI_BUS_ID");
  }

  @Test
  void theDoctorSeesAllGpusAndBenchmarksStayOnTheCpu() throws Exception {
    assertThat(cuda(Map.of(), "doctor")).containsExactly("cuda/java.args", "unset unset");
    assertThat(cuda(Map.of(), "bench", "step"))
        .containsExactly(
            "benchmarks measure the CPU alone; ACTZOO_BACKEND=cuda makes no difference to them",
            "bench/java.args",
            "unset unset");
    assertThat(launch(Map.of(), "bench", "step")).containsExactly("bench/java.args", "unset unset");
  }

  @Test
  void aFolderWithoutSourcesRunsWhatItHas() throws Exception {
    Files.move(folder.resolve("pom.xml"), folder.resolve("library"));
    Path launch = folder.resolve("modules/cli/target/launch");
    Files.writeString(launch.resolve("java.args"), "-cp \"" + folder.resolve("library") + "\"\n");
    Files.delete(launch.resolve("stamp"));
    assertThat(launch(Map.of(), "compare")).containsExactly("java.args", "unset unset");
  }

  @Test
  void anotherBackendIsRefused() throws Exception {
    assertThat(launch(2, Map.of("ACTZOO_BACKEND", "rocm"), "compare"))
        .containsExactly("actzoo: ACTZOO_BACKEND is rocm; it must be cpu or cuda");
  }

  private List<String> cuda(Map<String, String> environment, String... arguments) throws Exception {
    Map<String, String> all = new HashMap<>(environment);
    all.put("ACTZOO_BACKEND", "cuda");
    return launch(all, arguments);
  }

  private List<String> launch(Map<String, String> environment, String... arguments)
      throws Exception {
    return launch(0, environment, arguments);
  }

  private List<String> launch(int code, Map<String, String> environment, String... arguments)
      throws Exception {
    Path out = folder.resolve("out");
    List<String> command = new ArrayList<>(List.of("/bin/sh", folder.resolve("actzoo").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().putAll(environment);
    assertThat(builder.start().waitFor()).isEqualTo(code);
    return Files.readAllLines(out);
  }
}
