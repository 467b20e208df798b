package dev.actzoo.kernels;

import dev.actzoo.activations.formula.LearnedParameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A formula's learned parameters as Java arrays, and the sums that become their gradients; of one
 * thread, which uses the arrays again.
 */
final class LearnedValues {
  private static final ThreadLocal<LearnedValues> OF_THREAD =
      ThreadLocal.withInitial(LearnedValues::new);

  private final HostNumbers memory = new HostNumbers();
  private final KeptArrays<float[][]> values = new KeptArrays<>(float[][]::new, a -> a.length);
  private final KeptArrays<double[][]> parts = new KeptArrays<>(double[][]::new, a -> a.length);
  private final List<One> each = new ArrayList<>();

  private LearnedValues() {}

  /** What is kept for one parameter. */
  private static final class One {
    private final KeptArrays<float[]> values = KeptArrays.ofFloats();
    private final KeptArrays<double[]> parts = KeptArrays.ofDoubles();
    private final KeptArrays<double[]> totals = KeptArrays.ofDoubles();
  }

  static LearnedValues ofThread() {
    return OF_THREAD.get();
  }

  /**
   * The parameters' values, good until the next call.
   *
   * @param learned empty for the initial ones
   */
  float[][] read(List<LearnedParameter> declared, List<INDArray> learned) {
    int count = declared.size();
    while (each.size() < count) {
      each.add(new One());
    }
    float[][] all = values.of(count);
    for (int i = 0; i < count; i++) {
      all[i] = each.get(i).values.of(learned.isEmpty() ? 1 : learned.get(i).length());
      if (learned.isEmpty()) {
        all[i][0] = declared.get(i).initial().floatValue();
      } else {
        memory.read(learned.get(i), all[i]);
      }
    }
    return all;
  }

  /**
   * Adds up what code has summed in each of its stretches, one after the other, and writes it.
   *
   * @param gradients one for each parameter read; none if they are not asked for
   */
  void sum(X64Function code, int stretches, int ring, List<INDArray> gradients) {
    if (gradients.isEmpty()) {
      return;
    }
    double[][] sums = parts.of(gradients.size());
    for (int i = 0; i < sums.length; i++) {
      sums[i] = each.get(i).parts.of(gradients.get(i).length());
    }
    begin(gradients);
    for (int stretch = 0; stretch < stretches; stretch++) {
      for (double[] part : sums) {
        Arrays.fill(part, 0);
      }
      code.addSums(stretch, sums, ring);
      add(sums);
    }
    write(gradients);
  }

  /** Begins with totals of zero for gradients of those shapes. */
  void begin(List<INDArray> gradients) {
    for (int i = 0; i < gradients.size(); i++) {
      Arrays.fill(each.get(i).totals.of(gradients.get(i).length()), 0);
    }
  }

  /** Adds the sums of a stretch to the totals. */
  void add(double[][] sums) {
    for (int i = 0; i < sums.length; i++) {
      double[] totals = each.get(i).totals.of(sums[i].length);
      for (int c = 0; c < totals.length; c++) {
        totals[c] += sums[i][c];
      }
    }
  }

  /** Writes the totals. */
  void write(List<INDArray> gradients) {
    for (int i = 0; i < gradients.size(); i++) {
      float[] written = each.get(i).values.of(gradients.get(i).length());
      double[] totals = each.get(i).totals.of(written.length);
      for (int c = 0; c < written.length; c++) {
        written[c] = (float) totals[c];
      }
      memory.write(gradients.get(i), written);
    }
  }
}
