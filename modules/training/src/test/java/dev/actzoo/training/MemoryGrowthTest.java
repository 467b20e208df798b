package dev.actzoo.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a long training holds on to. It runs in a process of its own whose heap has its full size
 * from the start, so that whatever grows is native.
 */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class MemoryGrowthTest {
  private static final int WARM = 200;
  private static final long MOST_GROWTH_KIB = 8192;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"resnet-8, fashion-mnist-6000", "bert-tiny, gutenberg-authors"})
  void stopsAfterTheFirstSteps(String model, String dataset) throws Exception {
    List<long[]> samples = train(model, dataset);
    assertThat(samples).hasSize(LongTraining.STEPS / LongTraining.EVERY);
    List<long[]> warm = samples.stream().filter(sample -> sample[0] >= WARM).toList();
    assertThat(growth(warm, 1)).as("resident, KiB").isLessThan(MOST_GROWTH_KIB);
    assertThat(growth(warm, 2)).as("workspaces, KiB").isZero();
    assertThat(growth(warm, 3)).as("allocated through JavaCPP, KiB").isLessThan(MOST_GROWTH_KIB);
  }

  /** By how much the least of the last third is above the most of the first third. */
  private static long growth(List<long[]> samples, int quantity) {
    int third = samples.size() / 3;
    long before =
        samples.subList(0, third).stream().mapToLong(s -> s[quantity]).max().orElseThrow();
    long after =
        samples.subList(samples.size() - third, samples.size()).stream()
            .mapToLong(s -> s[quantity])
            .min()
            .orElseThrow();
    return after - before;
  }

  private List<long[]> train(String model, String dataset) throws Exception {
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx256m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                LongTraining.class.getName(),
                model,
                dataset,
                folder.resolve("cache").toString())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor()).isZero();
    return Files.readAllLines(out).stream()
        .filter(line -> line.matches("\\d+( \\d+){3}"))
        .map(line -> Stream.of(line.split(" ")).mapToLong(Long::parseLong).toArray())
        .toList();
  }
}
