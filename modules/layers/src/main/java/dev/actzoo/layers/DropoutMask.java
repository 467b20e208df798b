package dev.actzoo.layers;

import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An inverted dropout mask (Srivastava et al. 2014): multiplies an element by 0 with probability
 * {@code rate}, else by 1 / (1 - rate). The mask is a function of the net's seed, the layer's name,
 * the iteration and the element's index alone, so all arms of a trial drop the same elements and
 * the backward pass has the forward pass's mask without keeping it.
 */
record DropoutMask(long key, double rate) {
  /** A draw is one of so many levels; the rate is rounded to a multiple of one of them. */
  private static final double LEVELS = 0x1p24;

  /** Elements are worked on in stretches of this length. */
  private static final int STRETCH = 2048;

  /** 0, 1, 2, ...: read from memory, since a loop over its own counter is not made into vectors. */
  private static final int[] OFFSETS = IntStream.range(0, STRETCH).toArray();

  static DropoutMask of(double rate, long seed, String layer, int iteration) {
    long family = SplitMix64.key(seed, "dropout", layer);
    return new DropoutMask(SplitMix64.key(family, iteration), rate);
  }

  /** out = in * mask, both dense; {@code out} may be {@code in}. */
  void apply(INDArray in, INDArray out) {
    HostValues from = HostValues.of(in);
    HostValues to = HostValues.of(out);
    int threshold = (int) Math.round(rate * LEVELS);
    float scale = (float) (LEVELS / (LEVELS - threshold));
    int[] kept = new int[STRETCH];
    int length = Math.toIntExact(in.length());
    for (int start = 0; start < length; start += STRETCH) {
      fill(kept, start, threshold);
      from.keep(start, Math.min(STRETCH, length - start), kept, scale, to);
    }
  }

  /**
   * All bits set for an element that is kept, else none. The index is hashed with the two halves of
   * the key by a 32-bit mixer (Wellons 2018, "lowbias32"), in a loop a compiler turns into vector
   * instructions.
   */
  private void fill(int[] kept, int start, int threshold) {
    int first = (int) key;
    int second = (int) (key >>> 32);
    for (int i = 0; i < STRETCH; i++) {
      int h = (start + OFFSETS[i]) ^ first;
      h = (h ^ (h >>> 16)) * 0x7FEB352D;
      h = (h ^ (h >>> 15)) * 0x846CA68B + second;
      h = (h ^ (h >>> 16)) * 0x7FEB352D;
      h ^= h >>> 15;
      kept[i] = (threshold - 1 - (h >>> 8)) >> 31;
    }
  }
}
