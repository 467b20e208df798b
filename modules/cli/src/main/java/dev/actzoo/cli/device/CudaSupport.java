package dev.actzoo.cli.device;

import org.jspecify.annotations.Nullable;

/**
 * What ND4J 1.0.0-M2.1 computes on with CUDA. Its library holds machine code for 3.7, 5.0, 5.2,
 * 6.0, 6.1, 7.0, 7.5, 8.0 and 8.6 and nothing a driver could translate for other GPUs. Machine code
 * runs on later minor versions of its major one: hence up to 8.9, and not on 9.0 or above.
 */
final class CudaSupport {
  static final ComputeCapability LEAST = new ComputeCapability(3, 7);
  static final ComputeCapability MOST = new ComputeCapability(8, 9);

  /** The first driver for CUDA 11, any of which runs the libraries of CUDA 11.6 (Linux). */
  private static final int[] DRIVER = {450, 80};

  /** The CUDA a driver must know, as {@code cuDriverGetVersion} counts. */
  static final int CUDA = 11_000;

  static final String SUPPORTED =
      "CUDA needs an NVIDIA GPU of compute capability %s to %s and driver 450.80 or later"
          .formatted(LEAST, MOST);

  private CudaSupport() {}

  /** Why the first GPU found cannot be used; null if it can. */
  static @Nullable String problem(Finding finding) {
    if (!(finding instanceof Finding.Gpus found)) {
      return finding.text();
    }
    if (!found.recent()) {
      return "the NVIDIA driver is too old (" + found.driver() + ")";
    }
    Gpu gpu = found.gpus().get(0);
    return supports(gpu.capability()) ? null : "found " + gpu;
  }

  static boolean supports(ComputeCapability capability) {
    return capability.compareTo(LEAST) >= 0 && capability.compareTo(MOST) <= 0;
  }

  /** Whether a driver of that version, such as 535.129.03, is recent enough. */
  static boolean isRecent(String driver) {
    String[] parts = driver.strip().split("\\.", -1);
    for (int i = 0; i < DRIVER.length; i++) {
      int part = i < parts.length && parts[i].matches("\\d{1,6}") ? Integer.parseInt(parts[i]) : 0;
      if (part != DRIVER[i]) {
        return part > DRIVER[i];
      }
    }
    return true;
  }
}
