package dev.actzoo.training;

import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.layers.Parameter;
import dev.actzoo.layers.ParameterSegment;
import java.util.List;

/**
 * The optimiser's step over a net's flat parameter vector: clipping by the global norm of the
 * gradient, then SGD with Nesterov momentum, Adam or AdamW. Weight decay touches weights only.
 *
 * <p>Adam is Kingma and Ba (arXiv 1412.6980) with beta1 0.9, beta2 0.999, epsilon 1e-8; AdamW
 * decays by the learning rate times the weight, apart from the gradient (Loshchilov and Hutter,
 * arXiv 1711.05101). Momentum is in the form v = mu v + g, step = lr (g + mu v).
 */
final class UpdateRule {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final TrainingSpec training;
  private final List<ParameterSegment> segments;
  private final float[] first;
  private final float[] second;
  private int steps;

  UpdateRule(TrainingSpec training, List<ParameterSegment> segments) {
    this.training = training;
    this.segments = segments;
    int length = segments.stream().mapToInt(ParameterSegment::length).sum();
    this.first = new float[length];
    this.second = new float[length];
  }

  /** The L2 norm of a gradient over all parameters; not finite if any element is not. */
  static double norm(float[] gradient) {
    double sum = 0;
    for (float g : gradient) {
      sum += (double) g * g;
    }
    return Math.sqrt(sum);
  }

  /**
   * One step.
   *
   * @param parameters the flat vector, changed in place
   * @param gradient the mean gradient over the batch, clipped in place
   * @param gradientNorm its {@link #norm}
   */
  void step(float[] parameters, float[] gradient, double gradientNorm, double learningRate) {
    steps++;
    if (training.gradientClip() > 0 && gradientNorm > training.gradientClip()) {
      float factor = (float) (training.gradientClip() / gradientNorm);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= factor;
      }
    }
    for (ParameterSegment segment : segments) {
      float decay = segment.role() == Parameter.Role.WEIGHT ? (float) training.weightDecay() : 0;
      int from = segment.offset();
      int to = from + segment.length();
      switch (segment.role()) {
        case STATISTIC -> {}
        case WEIGHT, OFFSET -> {
          switch (training.optimiser()) {
            case SGD -> momentum(parameters, gradient, from, to, (float) learningRate, decay);
            case ADAM -> adam(parameters, gradient, from, to, (float) learningRate, decay, 0);
            case ADAMW -> adam(parameters, gradient, from, to, (float) learningRate, 0, decay);
          }
        }
      }
    }
  }

  private void momentum(
      float[] parameters, float[] gradient, int from, int to, float learningRate, float decay) {
    float mu = (float) training.momentum();
    for (int i = from; i < to; i++) {
      float g = gradient[i] + decay * parameters[i];
      float v = mu * first[i] + g;
      first[i] = v;
      parameters[i] -= learningRate * (g + mu * v);
    }
  }

  private void adam(
      float[] parameters,
      float[] gradient,
      int from,
      int to,
      float learningRate,
      float coupledDecay,
      float decoupledDecay) {
    float correction1 = (float) (1 / (1 - StrictMath.pow(BETA1, steps)));
    float correction2 = (float) (1 / (1 - StrictMath.pow(BETA2, steps)));
    for (int i = from; i < to; i++) {
      float g = gradient[i] + coupledDecay * parameters[i];
      float m = BETA1 * first[i] + (1 - BETA1) * g;
      float v = BETA2 * second[i] + (1 - BETA2) * g * g;
      first[i] = m;
      second[i] = v;
      float direction = m * correction1 / ((float) Math.sqrt(v * correction2) + EPSILON);
      parameters[i] -= learningRate * (direction + decoupledDecay * parameters[i]);
    }
  }
}
