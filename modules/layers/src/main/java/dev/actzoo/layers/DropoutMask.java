package dev.actzoo.layers;

import dev.actzoo.kernels.Kernels;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An inverted dropout mask (Srivastava et al. 2014): an element is 0 with probability {@code rate},
 * else 1 / (1 - rate). The mask is a function of the net's seed, the layer's name, the iteration
 * and the element's row and place in it alone, so all arms of a trial drop the same elements, and
 * where one has longer rows, those that both have.
 */
record DropoutMask(long key, double rate) {
  /** A draw is one of so many levels; the rate is rounded to a multiple of one of them. */
  private static final int LEVELS = 1 << 16;

  /** Places of a row that are drawn at a time. */
  private static final int STRETCH = 2048;

  /** Elements that a thread draws at a time, about. */
  private static final int SHARE = 4096;

  /** 0, 1, 2, ...: read from memory, since a loop over its own counter is not made into vectors. */
  private static final int[] OFFSETS = IntStream.range(0, STRETCH).toArray();

  private static final ThreadLocal<int[]> KEPT =
      ThreadLocal.withInitial(() -> new int[2 * STRETCH]);

  static DropoutMask of(double rate, long seed, String layer, int iteration) {
    long family = SplitMix64.key(seed, "dropout", layer);
    return new DropoutMask(SplitMix64.key(family, iteration), rate);
  }

  /** Writes the mask to a dense array [..., places], the rows being all that lies before. */
  void fill(INDArray mask) {
    HostValues to = HostValues.of(mask);
    int width = Math.toIntExact(mask.size(-1));
    int rows = Math.toIntExact(mask.length() / width);
    int pairs = (rows + 1) / 2;
    int share = Math.max(1, SHARE / (2 * width));
    IntStream shares = IntStream.range(0, (pairs + share - 1) / share);
    if (Kernels.threads() > 1) {
      shares = shares.parallel();
    }
    shares.forEach(
        index -> {
          for (int i = index * share; i < Math.min(pairs, (index + 1) * share); i++) {
            fillRows(to, i, width, rows);
          }
        });
  }

  /** Writes a pair of rows, or the last one alone. */
  private void fillRows(HostValues to, int pair, int width, int rows) {
    int threshold = (int) Math.round(rate * LEVELS);
    float scale = (float) LEVELS / (LEVELS - threshold);
    long pairKey = SplitMix64.bits(key, pair);
    int[] kept = KEPT.get();
    int row = 2 * pair * width;
    for (int start = 0; start < width; start += STRETCH) {
      int length = Math.min(STRETCH, width - start);
      draw(kept, pairKey, start, length, threshold);
      to.select(row + start, length, kept, 0, scale);
      if (2 * pair + 1 < rows) {
        to.select(row + width + start, length, kept, STRETCH, scale);
      }
    }
  }

  /**
   * All bits set for an element that is kept, else none. A place is hashed with the two halves of
   * the key by a 32-bit mixer (Wellons 2018, "lowbias32"), in a loop a compiler turns into vector
   * instructions; the halves of the hash decide on that place in two rows.
   */
  private static void draw(int[] kept, long pairKey, int start, int length, int threshold) {
    int first = (int) pairKey;
    int second = (int) (pairKey >>> 32);
    for (int i = 0; i < length; i++) {
      int h = (start + OFFSETS[i]) ^ first;
      h = (h ^ (h >>> 16)) * 0x7FEB352D;
      h = (h ^ (h >>> 15)) * 0x846CA68B + second;
      h = (h ^ (h >>> 16)) * 0x7FEB352D;
      h ^= h >>> 15;
      kept[i] = (threshold - 1 - (h >>> 16)) >> 31;
      kept[STRETCH + i] = (threshold - 1 - (h & 0xFFFF)) >> 31;
    }
  }
}
