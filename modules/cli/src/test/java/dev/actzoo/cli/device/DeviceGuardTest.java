package dev.actzoo.cli.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.actzoo.input.BadInputException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every decision, over findings that no machine here can show. */
class DeviceGuardTest {
  private static final String NEEDS =
      "CUDA needs an NVIDIA GPU of compute capability 3.7 to 8.9 and driver 450.80 or later";
  private static final String CPU_BUILD =
      "this build computes on the CPU only; ACTZOO_BACKEND=cuda ./actzoo builds the one for CUDA";
  private static final Finding NONE = new Finding.NoDriver();
  private static final Finding T4 = gpus(gpu("Tesla T4", 7, 5));
  private static final Finding H100 = gpus(gpu("NVIDIA H100", 9, 0));

  static Stream<Arguments> unusable() {
    return Stream.of(
        arguments(true, NONE, "no NVIDIA driver was found; " + NEEDS),
        arguments(
            true,
            new Finding.Silence(30),
            "the NVIDIA driver did not answer within 30 s; " + NEEDS),
        arguments(
            true,
            new Finding.NoDevice("CUDA error 100"),
            "the NVIDIA driver shows no GPU (CUDA error 100); " + NEEDS),
        arguments(true, H100, "found NVIDIA H100 (compute capability 9.0); " + NEEDS),
        arguments(
            true,
            gpus(gpu("NVIDIA GeForce RTX 5090", 12, 0)),
            "found NVIDIA GeForce RTX 5090 (compute capability 12.0); " + NEEDS),
        arguments(
            true,
            gpus(gpu("Tesla K20", 3, 5)),
            "found Tesla K20 (compute capability 3.5); " + NEEDS),
        arguments(
            true,
            new Finding.Gpus("for CUDA 10.2", false, List.of(gpu("Tesla T4", 7, 5))),
            "the NVIDIA driver is too old (for CUDA 10.2); " + NEEDS),
        arguments(
            true,
            gpus(gpu("Tesla T4", 7, 5), gpu("Tesla T4", 7, 5)),
            "2 GPUs are visible to this process and a run uses one; start with the launcher, or set"
                + " CUDA_VISIBLE_DEVICES to one of them"),
        arguments(false, NONE, CPU_BUILD + ", but no NVIDIA driver was found; " + NEEDS),
        arguments(
            false,
            T4,
            CPU_BUILD + ", and uses Tesla T4 (compute capability 7.5), driver 535.129.03"),
        arguments(
            false, H100, CPU_BUILD + ", but found NVIDIA H100 (compute capability 9.0); " + NEEDS));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void cudaThatCannotBeIsOneLineWithWhatWasFoundAndWhatIsSupported(
      boolean hasCuda, Finding finding, String problem) {
    DeviceGuard guard = new DeviceGuard(hasCuda, () -> finding, Map.of());
    assertThatThrownBy(() -> guard.choose(DeviceRequest.of("cuda")))
        .isInstanceOf(BadInputException.class)
        .hasMessage("--device cuda: " + problem);
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void autoThenTakesTheCpuAndTellsOfAGpuThatStaysUnused(
      boolean hasCuda, Finding finding, String problem) {
    DeviceChoice choice = choose(hasCuda, finding, "auto", Map.of());
    String notice = finding.equals(NONE) ? null : "on the CPU: " + problem;
    assertThat(choice).isEqualTo(new DeviceChoice(false, notice));
  }

  @ParameterizedTest
  @CsvSource({"3, 7", "5, 2", "6, 1", "7, 5", "8, 0", "8, 6", "8, 9"})
  void aSupportedGpuIsUsedByCudaAndByAuto(int major, int minor) {
    Finding finding = gpus(gpu("X", major, minor));
    for (String device : List.of("cuda", "cuda:0", "auto")) {
      assertThat(choose(true, finding, device, Map.of())).isEqualTo(new DeviceChoice(true, null));
    }
  }

  @Test
  void theCpuNeedsNoProbe() {
    DeviceGuard guard =
        new DeviceGuard(
            true,
            () -> {
              throw new AssertionError("probed");
            },
            Map.of());
    assertThat(guard.choose(DeviceRequest.of("cpu"))).isEqualTo(new DeviceChoice(false, null));
  }

  @Test
  void aGpuByNumberIsTheOneThatIsVisible() {
    Map<String, String> second = Map.of("CUDA_VISIBLE_DEVICES", "1");
    assertThat(choose(true, T4, "cuda:1", second).cuda()).isTrue();
    assertThatThrownBy(() -> choose(true, T4, "cuda:1", Map.of()))
        .hasMessage(
            "--device cuda:1: there is no such GPU; found Tesla T4 (compute capability 7.5),"
                + " driver 535.129.03");
    Finding none = new Finding.NoDevice("CUDA error 100");
    assertThatThrownBy(() -> choose(true, none, "cuda:1", second))
        .hasMessageContaining("shows no GPU (CUDA error 100) with CUDA_VISIBLE_DEVICES=1; ");
  }

  @Test
  void theReportSaysWhatIsThereAndWhatARunUses() {
    Finding both = gpus(gpu("Tesla T4", 7, 5), gpu("NVIDIA H100", 9, 0));
    assertThat(new DeviceGuard(true, () -> both, Map.of()).report())
        .isEqualTo(
            new GpuReport(
                List.of(
                    "Tesla T4 (compute capability 7.5), driver 535.129.03, supported",
                    "NVIDIA H100 (compute capability 9.0), driver 535.129.03, not supported: "
                        + NEEDS),
                "cuda: the first of them",
                new DeviceChoice(true, null)));
    assertThat(new DeviceGuard(true, () -> H100, Map.of()).report().use())
        .isEqualTo("cpu: found NVIDIA H100 (compute capability 9.0)");
    assertThat(new DeviceGuard(false, () -> NONE, Map.of()).report())
        .isEqualTo(
            new GpuReport(
                List.of("no NVIDIA driver was found; " + NEEDS),
                "cpu: " + CPU_BUILD,
                new DeviceChoice(false, null)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gpu", "cuda:", "cuda:-1", "cuda:0001", "CUDA", "cpu:0"})
  void whatIsNoDeviceIsRefused(String text) {
    assertThatThrownBy(() -> DeviceRequest.of(text))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "--device is '%s'; valid: auto, cpu, cuda, cuda:N with N the number of a GPU from 0",
            text);
  }

  @ParameterizedTest
  @CsvSource({
    "450.80.02, true",
    "450.80, true",
    "535.129.03, true",
    "450.79, false",
    "440.100, false",
    "'', false",
    "unknown, false"
  })
  void driversAreRecentFrom450(String driver, boolean recent) {
    assertThat(CudaSupport.isRecent(driver)).isEqualTo(recent);
  }

  private static DeviceChoice choose(
      boolean hasCuda, Finding finding, String device, Map<String, String> environment) {
    return new DeviceGuard(hasCuda, () -> finding, environment).choose(DeviceRequest.of(device));
  }

  private static Gpu gpu(String name, int major, int minor) {
    return new Gpu(name, new ComputeCapability(major, minor));
  }

  private static Finding gpus(Gpu... gpus) {
    return new Finding.Gpus("535.129.03", true, List.of(gpus));
  }
}
