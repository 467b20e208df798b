package dev.actzoo.cli;

import dev.actzoo.kernels.Kernels;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The array library that this build computes with.
 *
 * @param description the ND4J backend, its version and the data type of arrays
 * @param kernels the kernels for that type, their version and code path
 */
record Backend(String description, String kernels) {

  /** Loads the native libraries, if that has not happened yet. */
  static Backend load(Build build) {
    DataType type = Nd4j.dataType();
    String name = Nd4j.getBackend().getClass().getSimpleName();
    return new Backend(
        "ND4J %s %s, %s".formatted(name, build.dl4j(), type), Kernels.of(type).description());
  }
}
