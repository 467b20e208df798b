package dev.actzoo.data;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/** Frees a batch's off-heap memory at once instead of when the garbage collector gets to it. */
public record BatchArrays(MultiDataSet batch) implements AutoCloseable {
  @Override
  public void close() {
    close(batch.getFeatures());
    close(batch.getFeaturesMaskArrays());
    close(batch.getLabels());
    close(batch.getLabelsMaskArrays());
  }

  private static void close(INDArray @Nullable [] arrays) {
    if (arrays != null) {
      for (INDArray array : arrays) {
        if (array != null && array.closeable()) {
          array.close();
        }
      }
    }
  }
}
