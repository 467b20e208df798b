package dev.actzoo.kernels;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where the rows of an array [rows, columns] lie while a {@link RowLoop} goes through them: in host
 * memory, or in a copy of what is on a device.
 */
final class RowArray {
  private static final double[] NOT_COPIED = {};

  private long address;
  private int columns;
  private boolean floats;
  private boolean single;
  private double[] copy = NOT_COPIED;
  private @Nullable INDArray onDevice;

  /** Has it be that array; null for one without columns. */
  void set(@Nullable INDArray array, boolean read) {
    columns = array == null ? 0 : Math.toIntExact(array.size(1));
    if (array == null) {
      return;
    }
    floats = array.dataType() == DataType.FLOAT;
    single = array.size(0) == 1;
    if (OneDnnKernels.arraysInHostMemory()) {
      address = Layouts.address(array);
    } else {
      onDevice = array;
      copy = read ? array.dup('c').data().asDouble() : new double[Math.toIntExact(array.length())];
    }
  }

  int columns() {
    return columns;
  }

  /** Whether it has one row, which serves all. */
  boolean isSingle() {
    return single;
  }

  boolean isOfFloats() {
    return floats && onDevice == null;
  }

  /** Where a row begins in host memory. */
  long address(int row) {
    return address + (long) row * columns * (floats ? Float.BYTES : Double.BYTES);
  }

  /** The elements that have been copied; none if they are in host memory. */
  double[] copied() {
    return copy;
  }

  boolean isCopied() {
    return onDevice != null;
  }

  /** After the last row: a copy that was written goes to the device. */
  void finish() {
    INDArray array = onDevice;
    if (array != null) {
      array.assign(Nd4j.create(copy, array.shape(), DataType.DOUBLE));
    }
    release();
  }

  /** Lets go of a copy. */
  void release() {
    onDevice = null;
    copy = NOT_COPIED;
  }
}
