package dev.actzoo.training;

import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.kernels.Kernels;
import dev.actzoo.layers.Parameter;
import dev.actzoo.layers.ParameterSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The optimiser's step over a net's flat parameter vector: clipping by the global norm of the
 * gradient, then SGD with Nesterov momentum, Adam or AdamW. Weight decay touches weights only.
 *
 * <p>Adam is Kingma and Ba (arXiv 1412.6980) with beta1 0.9, beta2 0.999, epsilon 1e-8; AdamW
 * decays by the learning rate times the weight, apart from the gradient (Loshchilov and Hutter,
 * arXiv 1711.05101). Momentum is in the form v = mu v + g, step = lr (g + mu v).
 *
 * <p>A step is two passes: one reads the gradient for its norm, one scales, clips and decays while
 * it moves the parameters. Both go over the vectors stretch by stretch, each small enough for the
 * first-level cache, on as many threads as the kernels use; the result does not depend on how many.
 */
final class UpdateRule {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;
  private static final int STRETCH = 2048;

  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  private final TrainingSpec training;
  private final List<Stretch> stretches;
  private final float[] first;
  private final float[] second;
  private final double[] squares;
  private int steps;

  /** A part of the flat vector that is treated alike: trained, and decayed or not. */
  private record Stretch(int start, int length, boolean decayed) {}

  private static final class Scratch {
    final float[] parameters = new float[STRETCH];
    final float[] gradient = new float[STRETCH];
  }

  /** What a step multiplies by, the same for every number. */
  private record Factors(
      float gradient, float learningRate, float correction1, float correction2) {}

  UpdateRule(TrainingSpec training, List<ParameterSegment> segments) {
    this.training = training;
    this.stretches = stretches(segments);
    int length = segments.stream().mapToInt(ParameterSegment::length).sum();
    this.first = new float[length];
    this.second = new float[length];
    this.squares = new double[stretches.size()];
  }

  private static List<Stretch> stretches(List<ParameterSegment> segments) {
    List<Stretch> all = new ArrayList<>();
    for (ParameterSegment segment : segments) {
      if (segment.role() != Parameter.Role.STATISTIC) {
        boolean decayed = segment.role() == Parameter.Role.WEIGHT;
        for (int from = 0; from < segment.length(); from += STRETCH) {
          int length = Math.min(STRETCH, segment.length() - from);
          all.add(new Stretch(segment.offset() + from, length, decayed));
        }
      }
    }
    return List.copyOf(all);
  }

  /** The L2 norm of the trained parameters' gradient; not finite if any element is not. */
  double norm(FlatVector gradient) {
    each().forEach(i -> squares[i] = sumOfSquares(stretches.get(i), gradient));
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    return Math.sqrt(sum);
  }

  private IntStream each() {
    IntStream indices = IntStream.range(0, stretches.size());
    return Kernels.threads() > 1 ? indices.parallel() : indices;
  }

  /** In four sums, so that an addition need not wait for the one before. */
  private static double sumOfSquares(Stretch stretch, FlatVector gradient) {
    float[] g = SCRATCH.get().gradient;
    int length = stretch.length();
    gradient.read(stretch.start(), g, length);
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < length; i += 4) {
      a += (double) g[i] * g[i];
      b += (double) g[i + 1] * g[i + 1];
      c += (double) g[i + 2] * g[i + 2];
      d += (double) g[i + 3] * g[i + 3];
    }
    for (; i < length; i++) {
      a += (double) g[i] * g[i];
    }
    return (a + b) + (c + d);
  }

  /**
   * One step.
   *
   * @param parameters the flat vector, changed in place
   * @param gradient its gradient
   * @param scale what makes the gradient the mean over the batch
   * @param norm the L2 norm of that mean
   */
  void step(
      FlatVector parameters, FlatVector gradient, double scale, double norm, double learningRate) {
    steps++;
    double clip = training.gradientClip();
    double clipped = clip > 0 && norm > clip ? scale * clip / norm : scale;
    Factors factors =
        new Factors(
            (float) clipped,
            (float) learningRate,
            (float) (1 / (1 - StrictMath.pow(BETA1, steps))),
            (float) (1 / (1 - StrictMath.pow(BETA2, steps))));
    each().forEach(i -> step(stretches.get(i), parameters, gradient, factors));
  }

  private void step(Stretch stretch, FlatVector parameters, FlatVector gradient, Factors factors) {
    Scratch scratch = SCRATCH.get();
    int start = stretch.start();
    int length = stretch.length();
    float[] p = scratch.parameters;
    float[] g = scratch.gradient;
    parameters.read(start, p, length);
    gradient.read(start, g, length);
    float decay = stretch.decayed() ? (float) training.weightDecay() : 0;
    switch (training.optimiser()) {
      case SGD -> momentum(p, g, start, length, factors, decay);
      case ADAM -> adam(p, g, start, length, factors, decay, 0);
      case ADAMW -> adam(p, g, start, length, factors, 0, decay);
    }
    parameters.write(start, p, length);
  }

  private void momentum(float[] p, float[] g, int start, int length, Factors by, float decay) {
    float mu = (float) training.momentum();
    float scale = by.gradient();
    float rate = by.learningRate();
    for (int i = 0; i < length; i++) {
      float total = g[i] * scale + decay * p[i];
      float v = mu * first[start + i] + total;
      first[start + i] = v;
      p[i] -= rate * (total + mu * v);
    }
  }

  private void adam(
      float[] p,
      float[] g,
      int start,
      int length,
      Factors by,
      float coupledDecay,
      float decoupledDecay) {
    float scale = by.gradient();
    float rate = by.learningRate();
    float correction1 = by.correction1();
    float correction2 = by.correction2();
    for (int i = 0; i < length; i++) {
      float total = g[i] * scale + coupledDecay * p[i];
      float m = BETA1 * first[start + i] + (1 - BETA1) * total;
      float v = BETA2 * second[start + i] + (1 - BETA2) * total * total;
      first[start + i] = m;
      second[start + i] = v;
      float direction = m * correction1 / ((float) Math.sqrt(v * correction2) + EPSILON);
      p[i] -= rate * (direction + decoupledDecay * p[i]);
    }
  }
}
