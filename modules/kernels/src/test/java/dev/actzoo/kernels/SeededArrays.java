package dev.actzoo.kernels;

import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Arrays of reproducible values that float32 holds exactly, so every type sees the same numbers.
 */
final class SeededArrays {
  private SeededArrays() {}

  /** Inputs of seeded values in [-2, 2), then outputs of zeros. */
  static INDArray[] of(DataType type, List<long[]> inputs, List<long[]> outputs) {
    INDArray[] arrays = new INDArray[inputs.size() + outputs.size()];
    for (int i = 0; i < arrays.length; i++) {
      boolean input = i < inputs.size();
      arrays[i] = Nd4j.create(type, input ? inputs.get(i) : outputs.get(i - inputs.size()));
      if (input) {
        SplittableRandom random = new SplittableRandom(17 + i);
        for (long k = 0; k < arrays[i].length(); k++) {
          arrays[i].data().put(k, (float) (4 * random.nextDouble() - 2));
        }
      }
    }
    return arrays;
  }
}
