package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The libraries that each build runs with, as it wrote them down. */
class ClassPathTest {
  @Test
  @Tag("cpu-only")
  void theOrdinaryBuildHasNothingOfCuda() throws IOException {
    assertThat(libraries(Path.of("target/launch")))
        .contains("nd4j-native-1.0.0-M2.1.jar")
        .noneMatch(name -> name.contains("cuda") || name.contains("redist"));
  }

  @Test
  @Tag("cuda")
  void theCudaBuildHasBothBackendsAndTheCudaLibrariesOnce() throws IOException {
    List<String> libraries = libraries(Path.of("target/launch/cuda"));
    assertThat(libraries).contains("nd4j-native-1.0.0-M2.1.jar", "nd4j-cuda-11.6-1.0.0-M2.1.jar");
    assertThat(libraries)
        .filteredOn(name -> name.matches("nd4j-cuda-11\\.6-1.*-x86_64.*"))
        .hasSize(1);
    assertThat(libraries).filteredOn(name -> name.endsWith("-cudnn.jar")).hasSize(1);
    assertThat(libraries)
        .filteredOn(name -> name.matches("cuda-11\\.6-.*-redist\\.jar"))
        .hasSize(1);
    assertThat(libraries).contains("cuda-11.6-8.3-1.5.7.jar");
  }

  private static List<String> libraries(Path folder) throws IOException {
    String entries = Files.readString(folder.resolve("libraries.txt")).strip();
    return Stream.of(entries.split(":"))
        .map(entry -> entry.substring(entry.lastIndexOf('/') + 1))
        .toList();
  }
}
