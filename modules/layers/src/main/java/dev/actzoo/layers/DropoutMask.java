package dev.actzoo.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An inverted dropout mask (Srivastava et al. 2014): multiplies an element by 0 with probability
 * {@code rate}, else by 1 / (1 - rate). The mask is a function of the net's seed, the layer's name,
 * the iteration and the element's index alone, so all arms of a trial drop the same elements and
 * the backward pass has the forward pass's mask without keeping it.
 */
record DropoutMask(long key, double rate) {
  /** A draw is one of so many levels; the rate is rounded to a multiple of one of them. */
  private static final double LEVELS = 0x1p16;

  /** Elements are worked on in stretches of this length, a multiple of four. */
  private static final int STRETCH = 2048;

  static DropoutMask of(double rate, long seed, String layer, int iteration) {
    long family = SplitMix64.key(seed, "dropout", layer);
    return new DropoutMask(SplitMix64.key(family, iteration), rate);
  }

  /** out = in * mask, both dense; {@code out} may be {@code in}. */
  void apply(INDArray in, INDArray out) {
    HostValues from = HostValues.of(in);
    HostValues to = HostValues.of(out);
    float[] mask = new float[STRETCH];
    int length = Math.toIntExact(in.length());
    for (int start = 0; start < length; start += STRETCH) {
      fill(mask, start);
      from.multiply(start, Math.min(STRETCH, length - start), mask, to);
    }
  }

  /** Four elements share the 64 bits of a draw; without branches, which would be mispredicted. */
  private void fill(float[] mask, int start) {
    int threshold = (int) Math.round(rate * LEVELS);
    int scale = Float.floatToRawIntBits((float) (LEVELS / (LEVELS - threshold)));
    for (int i = 0; i < STRETCH; i += 4) {
      long bits = SplitMix64.bits(key, (start + i) >> 2);
      for (int j = 0; j < 4; j++) {
        int level = (int) (bits >>> (16 * j)) & 0xFFFF;
        mask[i + j] = Float.intBitsToFloat(scale & ((threshold - 1 - level) >> 31));
      }
    }
  }
}
