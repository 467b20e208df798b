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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher tells the native libraries, by a program that takes itself for Java. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherThreadsTest {
  private static final Path LAUNCHER = Path.of("../../actzoo").toAbsolutePath().normalize();
  private static final String JAVA =
      """
      #!/bin/sh
      if [ "$1" = -version ]; then
        echo 'openjdk version "17.0.15" 2025-04-15' >&2
      else
        echo "$OMP_NUM_THREADS $OPENBLAS_NUM_THREADS $MKL_NUM_THREADS $OMP_WAIT_POLICY"
        for argument in "$@"; do last=$argument; done
        echo "$last"
      fi
      """;

  @TempDir Path folder;

  /** A launcher whose program is built already. */
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
    Path launch = Files.createDirectories(folder.resolve("modules/cli/target/launch"));
    Files.writeString(launch.resolve("java.args"), "-cp \"" + library + "\"\n");
    Path stamp = Files.createFile(launch.resolve("stamp"));
    Files.setLastModifiedTime(stamp, FileTime.from(Instant.now().plus(1, ChronoUnit.HOURS)));
  }

  @Test
  void areOneUnlessSomebodySaysOtherwise() throws Exception {
    assertThat(launch(Map.of(), "compare")).containsExactly("1 1 1 passive", "compare");
    assertThat(launch(Map.of("OMP_NUM_THREADS", "3"), "compare"))
        .containsExactly("3 3 3 passive", "compare");
    assertThat(launch(Map.of("OMP_NUM_THREADS", "3", "OPENBLAS_NUM_THREADS", "2"), "compare"))
        .containsExactly("3 2 3 passive", "compare");
  }

  @Test
  void areThoseOfTheOptionInEitherForm() throws Exception {
    Map<String, String> told = Map.of("OMP_NUM_THREADS", "3", "OPENBLAS_NUM_THREADS", "2");
    assertThat(launch(told, "compare", "--threads", "4")).containsExactly("4 4 4 passive", "4");
    assertThat(launch(told, "compare", "--threads=5", "--quiet"))
        .containsExactly("5 5 5 passive", "--quiet");
  }

  @Test
  void argumentsReachTheProgramAsTheyAre() throws Exception {
    assertThat(launch(Map.of(), "compare", "--threads", "2", "--set", "a=b c  *"))
        .containsExactly("2 2 2 passive", "a=b c  *");
  }

  private List<String> launch(Map<String, String> environment, String... arguments)
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
    assertThat(builder.start().waitFor()).isZero();
    return Files.readAllLines(out);
  }
}
