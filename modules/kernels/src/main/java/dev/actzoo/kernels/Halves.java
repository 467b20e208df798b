package dev.actzoo.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Dense copies of the halves of the rows of what a gated unit is fed. */
record Halves(INDArray gate, INDArray value) {
  /** Those in room for both. */
  static Halves of(INDArray room, long[] shape) {
    INDArray both = room.reshape('c', 2 * shape[0], shape[1]);
    return new Halves(rows(both, 0, shape[0]), rows(both, shape[0], 2 * shape[0]));
  }

  private static INDArray rows(INDArray array, long from, long to) {
    return array.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
  }

  /** The first or second half of each row, where it lies. */
  static INDArray of(INDArray rows, int which) {
    long size = rows.size(1) / 2;
    return rows.get(NDArrayIndex.all(), NDArrayIndex.interval(which * size, (which + 1) * size));
  }
}
