package dev.actzoo.layers;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays in DL4J's workspaces, in the dense C order the kernels work on. */
final class Dense {
  private Dense() {}

  /** The array itself if it is dense in C order, else a copy that is. */
  static INDArray of(LayerWorkspaceMgr workspaces, ArrayType type, INDArray array) {
    return is(array) ? array : workspaces.dup(type, array, 'c');
  }

  /** The array itself if it is of that type and dense in C order, else a copy that is. */
  static INDArray of(LayerWorkspaceMgr workspaces, ArrayType place, DataType type, INDArray array) {
    return of(workspaces, place, workspaces.castTo(place, type, array, false));
  }

  /** Whether an array's elements lie one after the other in C order. */
  static boolean is(INDArray array) {
    long stride = 1;
    for (int axis = array.rank() - 1; axis >= 0; axis--) {
      if (array.stride(axis) != stride) {
        return false;
      }
      stride *= array.size(axis);
    }
    return array.ordering() == 'c';
  }

  /** A view of a dense array [..., features] as [rows, features]. */
  static INDArray rows(INDArray dense) {
    long features = dense.size(-1);
    return dense.rank() == 2 ? dense : dense.reshape('c', dense.length() / features, features);
  }
}
