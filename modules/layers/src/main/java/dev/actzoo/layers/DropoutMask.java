package dev.actzoo.layers;

import dev.actzoo.kernels.Kernels;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An inverted dropout mask (Srivastava et al. 2014): an element is 0 with probability {@code rate},
 * else 1 / (1 - rate). The mask is a function of the net's seed, the layer's name, the iteration
 * and the element's index alone, so all arms of a trial drop the same elements.
 */
record DropoutMask(long key, double rate) {
  /** A draw is one of so many levels; the rate is rounded to a multiple of one of them. */
  private static final int LEVELS = 1 << 16;

  /** Elements are drawn in stretches of this length, two from each hash. */
  private static final int STRETCH = 4096;

  private static final int HASHES = STRETCH / 2;

  /** 0, 1, 2, ...: read from memory, since a loop over its own counter is not made into vectors. */
  private static final int[] OFFSETS = IntStream.range(0, HASHES).toArray();

  private static final ThreadLocal<int[]> KEPT = ThreadLocal.withInitial(() -> new int[STRETCH]);

  static DropoutMask of(double rate, long seed, String layer, int iteration) {
    long family = SplitMix64.key(seed, "dropout", layer);
    return new DropoutMask(SplitMix64.key(family, iteration), rate);
  }

  /** Writes the mask to a dense array. */
  void fill(INDArray mask) {
    HostValues to = HostValues.of(mask);
    int threshold = (int) Math.round(rate * LEVELS);
    float scale = (float) LEVELS / (LEVELS - threshold);
    int length = Math.toIntExact(mask.length());
    IntStream stretches = IntStream.range(0, (length + STRETCH - 1) / STRETCH);
    if (Kernels.threads() > 1) {
      stretches = stretches.parallel();
    }
    stretches.forEach(
        stretch -> {
          int[] kept = KEPT.get();
          draw(kept, stretch * HASHES, threshold);
          int start = stretch * STRETCH;
          to.select(start, Math.min(STRETCH, length - start), kept, scale);
        });
  }

  /**
   * All bits set for an element that is kept, else none. A number is hashed with the two halves of
   * the key by a 32-bit mixer (Wellons 2018, "lowbias32"), in a loop a compiler turns into vector
   * instructions; its halves decide on two elements.
   */
  private void draw(int[] kept, int start, int threshold) {
    int first = (int) key;
    int second = (int) (key >>> 32);
    for (int i = 0; i < HASHES; i++) {
      int h = (start + OFFSETS[i]) ^ first;
      h = (h ^ (h >>> 16)) * 0x7FEB352D;
      h = (h ^ (h >>> 15)) * 0x846CA68B + second;
      h = (h ^ (h >>> 16)) * 0x7FEB352D;
      h ^= h >>> 15;
      kept[i] = (threshold - 1 - (h >>> 16)) >> 31;
      kept[HASHES + i] = (threshold - 1 - (h & 0xFFFF)) >> 31;
    }
  }
}
