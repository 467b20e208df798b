package dev.actzoo.kernels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Function;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The elements of dense arrays where the processor can read and write them. On the CPU that is
 * where they are; on a GPU they are copied from there first, and back by the next operation that
 * uses the array.
 */
public final class HostMemory {
  /** Copies an array from the device; tests put a device of their own here. */
  static Function<INDArray, ByteBuffer> fromDevice =
      array -> {
        fetch(array, Nd4j.getAffinityManager());
        return elements(array);
      };

  private HostMemory() {}

  /** Whether arrays live there. */
  public static boolean holdsArrays() {
    return OneDnnKernels.arraysInHostMemory();
  }

  /**
   * An array's elements in C order, in the machine's byte order; to be used before any operation on
   * the array.
   */
  public static ByteBuffer of(INDArray array) {
    return holdsArrays() ? elements(array) : fromDevice.apply(array);
  }

  /** Where the first element of an array lies that lives there. */
  public static long address(INDArray array) {
    return Layouts.address(array);
  }

  private static ByteBuffer elements(INDArray array) {
    return new BytePointer(array.data().addressPointer())
        .capacity(array.dataType().width() * array.length())
        .asByteBuffer()
        .order(ByteOrder.nativeOrder());
  }

  /** Copies the elements from the device, and declares those on the device to be out of date. */
  static void fetch(INDArray array, AffinityManager manager) {
    array.data().pointer(); // has host memory allocated where there was none
    manager.ensureLocation(array, Location.HOST);
    manager.tagLocation(array, Location.HOST);
  }
}
