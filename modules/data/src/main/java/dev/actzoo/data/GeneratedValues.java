package dev.actzoo.data;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Points of [-1, 1], uniform and drawn at random, with the values of a function there: the same for
 * the same {@link Generation}, whose noise is added to the values.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared nor printed
record GeneratedValues(float[] points, float[] values) {

  /**
   * @param part tells the parts of a dataset, which have points of their own, from one another
   */
  static GeneratedValues of(Generation generation, int count, int part) {
    UniformRandomProvider random = generation.random(part);
    SharedStateContinuousSampler noise = ZigguratSampler.NormalizedGaussian.of(random);
    float[] points = new float[count];
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      points[i] = (float) (2 * random.nextDouble() - 1);
      values[i] =
          (float) (value(generation.kind(), points[i]) + generation.noise() * noise.sample());
    }
    return new GeneratedValues(points, values);
  }

  private static double value(Generation.Kind kind, double x) {
    return switch (kind) {
      case SINE -> StrictMath.sin(2 * Math.PI * x);
      case STEP -> Math.signum(x);
      case ABSOLUTE_VALUE -> Math.abs(x);
      case RUNGE -> 1 / (1 + 25 * x * x);
      case SPIRAL, TWO_MOONS -> throw new IllegalArgumentException(kind + " has no values");
    };
  }
}
