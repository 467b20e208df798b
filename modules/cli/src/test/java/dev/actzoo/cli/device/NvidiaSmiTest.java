package dev.actzoo.cli.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NvidiaSmiTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void gpusComeInOrderWithTheDriversVersion() {
    String output = "535.129.03, 7.5, Tesla T4\n535.129.03, 9.0, NVIDIA H100 80GB HBM3\n";
    assertThat(NvidiaSmi.finding(0, output))
        .isEqualTo(
            new Finding.Gpus(
                "535.129.03",
                true,
                List.of(
                    new Gpu("Tesla T4", new ComputeCapability(7, 5)),
                    new Gpu("NVIDIA H100 80GB HBM3", new ComputeCapability(9, 0)))));
  }

  @Test
  void anOldDriverIsSeen() {
    assertThat(NvidiaSmi.finding(0, "440.33.01, 7.0, Tesla V100"))
        .isInstanceOfSatisfying(Finding.Gpus.class, gpus -> assertThat(gpus.recent()).isFalse());
  }

  @Test
  void whatIsNotAListOfGpusIsTheReasonForNone() {
    assertThat(NvidiaSmi.finding(9, "No devices were found\n"))
        .isEqualTo(new Finding.NoDevice("No devices were found"));
    assertThat(NvidiaSmi.finding(0, "Field \"compute_cap\" is not a valid field to query."))
        .isInstanceOf(Finding.NoDevice.class);
    assertThat(NvidiaSmi.finding(6, "")).isEqualTo(new Finding.NoDevice("exit code 6"));
    assertThat(NvidiaSmi.finding(0, "")).isEqualTo(new Finding.NoDevice("exit code 0"));
  }

  @Test
  void withoutTheProgramThereIsNoDriver() {
    assertThat(NvidiaSmi.probe(List.of("no-such-driver-program"), PATIENCE))
        .isEqualTo(new Finding.NoDriver());
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void theProgramsOutputIsRead() {
    assertThat(NvidiaSmi.probe(List.of("echo", "535.54.03, 8.6, NVIDIA A10"), PATIENCE).text())
        .isEqualTo("NVIDIA A10 (compute capability 8.6), driver 535.54.03");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aProgramThatHangsIsGivenUp() {
    assertThat(NvidiaSmi.probe(List.of("sleep", "600"), Duration.ofMillis(50)))
        .isEqualTo(new Finding.Silence(0));
  }
}
