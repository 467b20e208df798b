package dev.actzoo.layers;

import dev.actzoo.kernels.Kernels;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The slopes of a randomised leaky ReLU (Xu et al. 2015): 1 for a positive element, else drawn from
 * the uniform distribution on [1/8, 1/3]. A draw is a function of the net's seed, the layer's name,
 * the iteration and the element's index alone.
 */
record RandomSlopes(long key) {
  static final double LEAST = 1 / 8.0;
  static final double GREATEST = 1 / 3.0;

  /** Elements that one thread draws at a time. */
  private static final int STRETCH = 4096;

  static RandomSlopes of(long seed, String layer, int iteration) {
    return new RandomSlopes(
        SplitMix64.key(SplitMix64.key(seed, "randomised slope", layer), iteration));
  }

  /** Writes the slope at each element of one dense array to another. */
  void fill(INDArray in, INDArray slopes) {
    HostValues x = HostValues.of(in);
    HostValues to = HostValues.of(slopes);
    int length = Math.toIntExact(in.length());
    IntStream stretches = IntStream.range(0, (length + STRETCH - 1) / STRETCH);
    if (Kernels.threads() > 1) {
      stretches = stretches.parallel();
    }
    stretches.forEach(
        stretch -> {
          int end = Math.min(length, (stretch + 1) * STRETCH);
          for (int i = stretch * STRETCH; i < end; i++) {
            to.set(i, x.at(i) > 0 ? 1 : drawn(i));
          }
        });
  }

  private double drawn(int index) {
    double uniform = (SplitMix64.bits(key, index) >>> 11) * 0x1p-53;
    return LEAST + (GREATEST - LEAST) * uniform;
  }
}
