package dev.actzoo.data;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Points of the plane in two classes, drawn at random: the same for the same {@link Generation}.
 * Classes alternate, so that every part of the points has them in equal numbers.
 *
 * @param coordinates two for each point, one point after the other
 * @param labels their labels
 */
@SuppressWarnings("ArrayRecordComponent") // never compared nor printed
record GeneratedPoints(float[] coordinates, int[] labels) {
  /** Coordinates of a point. */
  static final int DIMENSIONS = 2;

  private static final int CLASSES = 2;
  private static final double TURNS = 1.5;

  /**
   * @param part tells the parts of a dataset, which have points of their own, from one another
   */
  static GeneratedPoints of(Generation generation, int count, int part) {
    UniformRandomProvider random = generation.random(part);
    SharedStateContinuousSampler noise = ZigguratSampler.NormalizedGaussian.of(random);
    float[] coordinates = new float[count * DIMENSIONS];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % CLASSES;
      double[] point =
          switch (generation.kind()) {
            case SPIRAL -> spiral(labels[i], random.nextDouble());
            case TWO_MOONS -> moon(labels[i], random.nextDouble());
            case SINE, STEP, ABSOLUTE_VALUE, RUNGE ->
                throw new IllegalArgumentException(generation.kind() + " has no classes");
          };
      for (int axis = 0; axis < DIMENSIONS; axis++) {
        double moved = point[axis] + generation.noise() * noise.sample();
        coordinates[i * DIMENSIONS + axis] = (float) moved;
      }
    }
    return new GeneratedPoints(coordinates, labels);
  }

  /** Archimedes' spiral of one and a half turns out to radius 1, the other class half a turn on. */
  private static double[] spiral(int label, double along) {
    double angle = Math.PI * (2 * TURNS * along + label);
    return new double[] {along * StrictMath.cos(angle), along * StrictMath.sin(angle)};
  }

  /** Half a circle of radius 1, or the other one below it, half its width on. */
  private static double[] moon(int label, double along) {
    double x = StrictMath.cos(Math.PI * along);
    double y = StrictMath.sin(Math.PI * along);
    return label == 0 ? new double[] {x, y} : new double[] {1 - x, 0.5 - y};
  }
}
