package dev.actzoo.cli;

import dev.actzoo.kernels.Kernels;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The array library that this build computes with.
 *
 * @param description the ND4J backend, its version, the data type of arrays, and the GPU if it
 *     computes on one
 * @param kernels the kernels for that type, their version and code path
 */
record Backend(String description, String kernels) {

  /** Loads the native libraries, if that has not happened yet. */
  static Backend load(Build build) {
    DataType type = Nd4j.dataType();
    String name = Nd4j.getBackend().getClass().getSimpleName();
    return new Backend(
        "ND4J %s %s, %s%s".formatted(name, build.dl4j(), type, gpu()),
        Kernels.of(type).description());
  }

  /** Whether arrays lie in a GPU's memory. */
  static boolean onGpu() {
    return Nd4j.getExecutioner().type() == ExecutionerType.CUDA;
  }

  /** Which GPU, on a backend that has one. */
  private static String gpu() {
    if (!onGpu()) {
      return "";
    }
    NativeOps driver = NativeOpsHolder.getInstance().getDeviceNativeOps();
    int device = Nd4j.getAffinityManager().getDeviceForCurrentThread();
    return ", on %s (compute capability %d.%d)"
        .formatted(
            driver.getDeviceName(device).strip(),
            driver.getDeviceMajor(device),
            driver.getDeviceMinor(device));
  }
}
