package dev.actzoo.layers;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/** Arrays in DL4J's workspaces, in the dense C order the kernels work on. */
final class Dense {
  private Dense() {}

  /** A new array, its values undefined. */
  static INDArray create(
      LayerWorkspaceMgr workspaces, ArrayType type, INDArray like, long... shape) {
    return workspaces.createUninitialized(type, like.dataType(), shape, 'c');
  }

  /** The array itself if it is dense in C order, else a copy that is. */
  static INDArray of(LayerWorkspaceMgr workspaces, ArrayType type, INDArray array) {
    return array.ordering() == 'c' && Shape.hasDefaultStridesForShape(array)
        ? array
        : workspaces.dup(type, array, 'c');
  }

  /** A view of a dense array [..., features] as [rows, features]. */
  static INDArray rows(INDArray dense) {
    long features = dense.size(-1);
    return dense.rank() == 2 ? dense : dense.reshape('c', dense.length() / features, features);
  }
}
