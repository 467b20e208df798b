package dev.actzoo.kernels;

import dev.actzoo.kernels.FlatPasses.Adam;
import dev.actzoo.kernels.FlatPasses.Momentum;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/** The passes of {@link FlatPasses} as loops over floats. */
final class FlatLoops {
  /** Squares are summed in so many sums, in turn. */
  static final int LANES = X64Assembler.Vectors.AVX512.floats();

  /** From one stretch's sums to the next's: no two lie in the same lines of memory. */
  static final int SUMS = 2 * LANES;

  private FlatLoops() {}

  /**
   * Adds the squares of floats, the first of them a multiple of the sums' number from the start.
   */
  static void addSquares(FloatBuffer vector, int start, int end, DoubleBuffer sums, int firstSum) {
    for (int i = start; i < end; i++) {
      int sum = firstSum + (i - start) % LANES;
      double value = vector.get(i);
      sums.put(sum, sums.get(sum) + value * value);
    }
  }

  static void step(
      Momentum by,
      boolean decayed,
      int start,
      int end,
      FloatBuffer parameters,
      FloatBuffer gradient,
      FloatBuffer velocity) {
    float decay = decayed ? by.decay() : 0;
    float momentum = by.momentum();
    for (int i = start; i < end; i++) {
      float p = parameters.get(i);
      float total = gradient.get(i) * by.scale() + decay * p;
      float v = momentum * velocity.get(i) + total;
      velocity.put(i, v);
      parameters.put(i, p - by.rate() * (total + momentum * v));
    }
  }

  static void step(
      Adam by,
      boolean decayed,
      int start,
      int end,
      FloatBuffer parameters,
      FloatBuffer gradient,
      FloatBuffer first,
      FloatBuffer second) {
    float coupled = decayed ? by.coupledDecay() : 0;
    float decoupled = decayed ? by.decoupledDecay() : 0;
    for (int i = start; i < end; i++) {
      float p = parameters.get(i);
      float total = gradient.get(i) * by.scale() + coupled * p;
      float m = by.beta1() * first.get(i) + (1 - by.beta1()) * total;
      float v = by.beta2() * second.get(i) + (1 - by.beta2()) * total * total;
      first.put(i, m);
      second.put(i, v);
      float root = (float) Math.sqrt(v * by.correction2());
      float direction = m * by.correction1() / (root + by.epsilon());
      parameters.put(i, p - by.rate() * (direction + decoupled * p));
    }
  }
}
