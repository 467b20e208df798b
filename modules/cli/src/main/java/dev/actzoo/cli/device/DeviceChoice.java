package dev.actzoo.cli.device;

import org.jspecify.annotations.Nullable;
import org.nd4j.common.config.ND4JClassLoading;

/**
 * What a run computes on.
 *
 * @param cuda whether on a GPU
 * @param notice what the person should know of the choice, in one line; null if nothing
 */
public record DeviceChoice(boolean cuda, @Nullable String notice) {

  /**
   * Shows ND4J the chosen backend alone: it would take CUDA wherever its library loads, and the CPU
   * after an error. Only heard if ND4J has not been touched yet.
   */
  public void apply() {
    if (ShownBackend.CUDA.isOnClassPath()) {
      ShownBackend shown = cuda ? ShownBackend.CUDA : ShownBackend.CPU;
      ND4JClassLoading.setNd4jClassloader(shown.loader(DeviceChoice.class.getClassLoader()));
    }
  }
}
