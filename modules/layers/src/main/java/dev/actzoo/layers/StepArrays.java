package dev.actzoo.layers;

import dev.actzoo.kernels.HostMemory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.BaseDataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The arrays that a layer makes in DL4J's workspaces. A workspace gives out the same memory at each
 * step; an array that was made of that memory in that shape is then given out again, for ND4J makes
 * some forty objects for each new one. Arrays on a device are made anew: their buffers remember
 * which side has written last.
 */
final class StepArrays {
  /** An inner layer's arrays in training and in evaluation, with a last, smaller batch for both. */
  private static final int MOST = 64;

  /** Of an array's buffer: the generation of its workspace that it belongs to. */
  private static final @Nullable VarHandle GENERATION = generation();

  /** Makes a view of a matrix as its transpose. */
  static final UnaryOperator<INDArray> TRANSPOSED = INDArray::transpose;

  private static final UnaryOperator<INDArray> ROWS = Dense::rows;

  private final List<Known> arrays = new ArrayList<>();
  private final List<View> views = new ArrayList<>();

  /** An array, and where in its workspace it lies. */
  private record Known(INDArray array, MemoryWorkspace workspace, long offset) {
    boolean fits(MemoryWorkspace current, long currentOffset, DataType type, long[] shape) {
      return offset == currentOffset
          && workspace == current
          && array.dataType() == type
          && Arrays.equals(array.shape(), shape);
    }

    /** Allocates memory for it; whether that is where it lies. */
    boolean isAllocated(boolean zeros) {
      BaseDataBuffer data = (BaseDataBuffer) array.data();
      long bytes = array.length() * data.getElementSize();
      if (workspace.alloc(bytes, array.dataType(), zeros).address() != HostMemory.address(array)) {
        return false;
      }
      GENERATION.set(data, workspace.getGenerationId());
      return true;
    }
  }

  private record View(INDArray of, UnaryOperator<INDArray> making, INDArray made) {}

  private static @Nullable VarHandle generation() {
    try {
      return MethodHandles.privateLookupIn(BaseDataBuffer.class, MethodHandles.lookup())
          .findVarHandle(BaseDataBuffer.class, "workspaceGenerationId", long.class);
    } catch (ReflectiveOperationException absent) {
      return null;
    }
  }

  /** A new array of that shape, dense in C order, its values undefined. */
  INDArray create(LayerWorkspaceMgr workspaces, ArrayType type, DataType dataType, long... shape) {
    return create(false, workspaces, type, dataType, shape);
  }

  /** A new array of another's type and shape, its values undefined. */
  INDArray like(LayerWorkspaceMgr workspaces, ArrayType type, INDArray other) {
    return create(false, workspaces, type, other.dataType(), other.shape());
  }

  /** A new array of zeros. */
  INDArray zeros(LayerWorkspaceMgr workspaces, ArrayType type, DataType dataType, long... shape) {
    return create(true, workspaces, type, dataType, shape);
  }

  private INDArray create(
      boolean zeros,
      LayerWorkspaceMgr workspaces,
      ArrayType type,
      DataType dataType,
      long[] shape) {
    if (GENERATION == null || !HostMemory.holdsArrays() || workspaces.isScopedOut(type)) {
      return zeros
          ? workspaces.create(type, dataType, shape, 'c')
          : workspaces.createUninitialized(type, dataType, shape, 'c');
    }
    try (MemoryWorkspace workspace = workspaces.notifyScopeBorrowed(type)) {
      long offset = workspace.getCurrentOffset();
      for (int i = 0; i < arrays.size(); i++) {
        Known known = arrays.get(i);
        if (known.fits(workspace, offset, dataType, shape)) {
          if (known.isAllocated(zeros)) {
            return known.array();
          }
          arrays.remove(i); // the workspace's memory has been moved
          break;
        }
      }
      return make(zeros, workspace, dataType, shape);
    }
  }

  private INDArray make(boolean zeros, MemoryWorkspace workspace, DataType dataType, long[] shape) {
    long offset = workspace.getCurrentOffset();
    INDArray array =
        zeros ? Nd4j.create(dataType, shape, 'c') : Nd4j.createUninitialized(dataType, shape, 'c');
    boolean spilled = workspace.getCurrentOffset() == offset;
    if (!spilled) {
      add(arrays, new Known(array, workspace, offset));
    }
    return array;
  }

  /** The array [..., features] as rows [rows, features]. */
  INDArray rows(INDArray dense) {
    return dense.rank() == 2 ? dense : view(dense, ROWS);
  }

  /**
   * A view of an array.
   *
   * @param making makes it, from the array and nothing else that may change; the same object
   *     whenever it makes the same
   */
  INDArray view(INDArray array, UnaryOperator<INDArray> making) {
    if (!array.isAttached()) {
      return making.apply(array);
    }
    for (int i = 0; i < views.size(); i++) {
      View view = views.get(i);
      if (view.of() == array && view.making() == making) {
        return view.made();
      }
    }
    INDArray made = making.apply(array);
    add(views, new View(array, making, made));
    return made;
  }

  private static <T> void add(List<T> all, T one) {
    if (all.size() == MOST) {
      all.remove(0);
    }
    all.add(one);
  }
}
