package dev.actzoo.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@link Kernels#moveAverage} of float32 arrays in host memory; what it needs is a thread's own.
 */
final class MovingAverage {
  private static final ThreadLocal<MovingAverage> OF_THREAD =
      ThreadLocal.withInitial(MovingAverage::new);

  private final HostNumbers memory = new HostNumbers();
  private final KeptArrays<float[]> ofAverages = KeptArrays.ofFloats();
  private final KeptArrays<float[]> ofValues = KeptArrays.ofFloats();

  private MovingAverage() {}

  static void move(INDArray running, INDArray batch, double correction, double share) {
    OF_THREAD.get().moveTo(running, batch, correction, share);
  }

  private void moveTo(INDArray running, INDArray batch, double correction, double share) {
    float[] averages = ofAverages.of(running.length());
    float[] values = ofValues.of(running.length());
    memory.read(running, averages);
    memory.read(batch, values);
    for (int i = 0; i < averages.length; i++) {
      double step = values[i] * correction - averages[i];
      averages[i] = (float) (averages[i] + share * step);
    }
    memory.write(running, averages);
  }
}
