package dev.actzoo.cli.device;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.ptr.IntByReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The GPUs that this process may use, as NVIDIA's driver library lists them: unlike the driver's
 * own program it heeds {@code CUDA_VISIBLE_DEVICES} and shows whether CUDA can start at all.
 */
final class CudaDriver {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int NAME_LENGTH = 256;

  private CudaDriver() {}

  /** The part of the driver's API that is asked; every function returns 0 for success. */
  interface Api extends Library {
    int CAPABILITY_MAJOR = 75;
    int CAPABILITY_MINOR = 76;

    int cuInit(int flags);

    int cuDriverGetVersion(IntByReference version);

    int cuDeviceGetCount(IntByReference count);

    int cuDeviceGet(IntByReference device, int ordinal);

    int cuDeviceGetName(byte[] name, int length, int device);

    int cuDeviceGetAttribute(IntByReference value, int attribute, int device);
  }

  static Finding probe() {
    String name = Platform.isWindows() ? "nvcuda" : "libcuda.so.1";
    return probe(() -> Native.load(name, Api.class), PATIENCE);
  }

  /** Asks on a thread of its own, which a driver that hangs takes with it. */
  static Finding probe(Supplier<Api> library, Duration patience) {
    CompletableFuture<Finding> answer = new CompletableFuture<>();
    Thread asker =
        new Thread(
            () -> {
              try {
                answer.complete(ask(library.get()));
              } catch (UnsatisfiedLinkError e) {
                answer.complete(new Finding.NoDriver());
              } catch (RuntimeException | Error e) {
                answer.complete(new Finding.NoDevice(e.toString().replaceAll("\\s+", " ")));
              }
            },
            "cuda-probe");
    asker.setDaemon(true);
    asker.start();
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Finding.Silence(patience.toSeconds());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Finding.NoDevice("interrupted");
    }
  }

  private static Finding ask(Api driver) {
    int code = driver.cuInit(0);
    IntByReference number = new IntByReference();
    if (code == 0) {
      code = driver.cuDeviceGetCount(number);
    }
    int count = code == 0 ? number.getValue() : 0;
    if (count == 0) {
      return new Finding.NoDevice(code == 0 ? "none is visible" : "CUDA error " + code);
    }
    List<Gpu> gpus = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      require(driver.cuDeviceGet(number, i));
      gpus.add(gpu(driver, number.getValue()));
    }
    require(driver.cuDriverGetVersion(number));
    int cuda = number.getValue();
    String version = "for CUDA %d.%d".formatted(cuda / 1000, cuda % 1000 / 10);
    return new Finding.Gpus(version, cuda >= CudaSupport.CUDA, gpus);
  }

  private static Gpu gpu(Api driver, int device) {
    byte[] name = new byte[NAME_LENGTH];
    require(driver.cuDeviceGetName(name, name.length, device));
    IntByReference major = new IntByReference();
    IntByReference minor = new IntByReference();
    require(driver.cuDeviceGetAttribute(major, Api.CAPABILITY_MAJOR, device));
    require(driver.cuDeviceGetAttribute(minor, Api.CAPABILITY_MINOR, device));
    return new Gpu(
        new String(name, StandardCharsets.UTF_8).split("\0", 2)[0].strip(),
        new ComputeCapability(major.getValue(), minor.getValue()));
  }

  private static void require(int code) {
    if (code != 0) {
      throw new IllegalStateException("CUDA error " + code);
    }
  }
}
