package dev.actzoo.cli.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import com.sun.jna.ptr.IntByReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The driver library's answers, by a driver made of Java. */
class CudaDriverTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Gpu T4 = new Gpu("Tesla T4", new ComputeCapability(7, 5));
  private static final Gpu H100 = new Gpu("NVIDIA H100", new ComputeCapability(9, 0));

  @Test
  void gpusComeWithNameAndCapability() {
    assertThat(CudaDriver.probe(() -> new FakeDriver(0, 12_020, List.of(T4, H100)), PATIENCE))
        .isEqualTo(new Finding.Gpus("for CUDA 12.2", true, List.of(T4, H100)));
  }

  @Test
  void aDriverBeforeCuda11IsOld() {
    assertThat(CudaDriver.probe(() -> new FakeDriver(0, 10_020, List.of(T4)), PATIENCE))
        .isEqualTo(new Finding.Gpus("for CUDA 10.2", false, List.of(T4)));
  }

  @Test
  void aDriverThatCannotStartShowsNoGpu() {
    assertThat(CudaDriver.probe(() -> new FakeDriver(100, 12_020, List.of(T4)), PATIENCE))
        .isEqualTo(new Finding.NoDevice("CUDA error 100"));
    assertThat(CudaDriver.probe(() -> new FakeDriver(0, 12_020, List.of()), PATIENCE))
        .isEqualTo(new Finding.NoDevice("none is visible"));
  }

  @Test
  void aLibraryThatIsNotThereIsNoDriver() {
    assertThat(
            CudaDriver.probe(() -> Native.load("no-such-driver", CudaDriver.Api.class), PATIENCE))
        .isEqualTo(new Finding.NoDriver());
  }

  @Test
  void aDriverThatHangsIsGivenUp() {
    CountDownLatch never = new CountDownLatch(1);
    Finding finding =
        CudaDriver.probe(
            () -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return new FakeDriver(0, 0, List.of());
            },
            Duration.ofMillis(50));
    never.countDown();
    assertThat(finding).isEqualTo(new Finding.Silence(0));
  }

  private record FakeDriver(int start, int version, List<Gpu> gpus) implements CudaDriver.Api {
    @Override
    public int cuInit(int flags) {
      return start;
    }

    @Override
    public int cuDriverGetVersion(IntByReference to) {
      to.setValue(version);
      return 0;
    }

    @Override
    public int cuDeviceGetCount(IntByReference count) {
      count.setValue(gpus.size());
      return 0;
    }

    @Override
    public int cuDeviceGet(IntByReference device, int ordinal) {
      device.setValue(ordinal);
      return 0;
    }

    @Override
    public int cuDeviceGetName(byte[] name, int length, int device) {
      byte[] bytes = gpus.get(device).name().getBytes(StandardCharsets.UTF_8);
      System.arraycopy(bytes, 0, name, 0, bytes.length);
      return 0;
    }

    @Override
    public int cuDeviceGetAttribute(IntByReference value, int attribute, int device) {
      ComputeCapability capability = gpus.get(device).capability();
      switch (attribute) {
        case 75 -> value.setValue(capability.major());
        case 76 -> value.setValue(capability.minor());
        default -> {
          return 1;
        }
      }
      return 0;
    }
  }
}
