package dev.actzoo.kernels;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Channels that batch norm makes NaN, which oneDNN's ReLU in the same pass turns to zeros: they are
 * made NaN again. A channel with a number that is NaN or infinite has a variance of NaN.
 */
final class NotANumberChannels {
  private static final ThreadLocal<NotANumberChannels> OF_THREAD =
      ThreadLocal.withInitial(NotANumberChannels::new);

  private final HostNumbers memory = new HostNumbers();
  private final KeptArrays<float[]> ofSums = KeptArrays.ofFloats();
  private final KeptArrays<float[]> ofValues = KeptArrays.ofFloats();

  private NotANumberChannels() {}

  /** Writes NaN to the channels of {@code out} [..., channels] for which one of the others is. */
  static void mend(INDArray variance, INDArray gain, INDArray shift, INDArray out) {
    OF_THREAD.get().mendAll(variance, gain, shift, out);
  }

  private void mendAll(INDArray variance, INDArray gain, INDArray shift, INDArray out) {
    float[] sums = ofSums.of(variance.length());
    float[] values = ofValues.of(variance.length());
    memory.read(variance, sums);
    memory.read(gain, values);
    add(values, sums);
    memory.read(shift, values);
    add(values, sums);
    for (int channel = 0; channel < sums.length; channel++) {
      if (Float.isNaN(sums[channel])) {
        fill(HostMemory.of(out).asFloatBuffer(), channel, sums.length);
      }
    }
  }

  private static void add(float[] values, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i];
    }
  }

  private static void fill(FloatBuffer out, int channel, int channels) {
    for (int i = channel; i < out.capacity(); i += channels) {
      out.put(i, Float.NaN);
    }
  }
}
