package dev.actzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The libraries of this build. */
class ClassPathTest {
  @Test
  void theOrdinaryBuildHasNothingOfCuda() {
    List<String> libraries =
        List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
            .map(entry -> Path.of(entry).getFileName().toString())
            .toList();
    assertThat(libraries)
        .anyMatch(name -> name.startsWith("nd4j-native-1."))
        .noneMatch(name -> name.contains("cuda"));
  }
}
