package dev.actzoo.training;

import dev.actzoo.experiments.Optimiser;
import dev.actzoo.experiments.TrainingSpec;
import dev.actzoo.kernels.FlatPasses;
import dev.actzoo.kernels.FlatPasses.Adam;
import dev.actzoo.kernels.FlatPasses.Momentum;
import dev.actzoo.kernels.FlatPasses.Part;
import dev.actzoo.layers.Parameter;
import dev.actzoo.layers.ParameterSegment;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The optimiser's step over a net's flat parameter vector: clipping by the global norm of the
 * gradient, then SGD with Nesterov momentum, Adam or AdamW. Weight decay touches weights only.
 *
 * <p>Adam is Kingma and Ba (arXiv 1412.6980) with beta1 0.9, beta2 0.999, epsilon 1e-8; AdamW
 * decays by the learning rate times the weight, apart from the gradient (Loshchilov and Hutter,
 * arXiv 1711.05101). Momentum is in the form v = mu v + g, step = lr (g + mu v).
 *
 * <p>Parameters that an activation's input scale makes smaller than others take steps that are
 * smaller by as much ({@link ParameterSegment#scale}).
 *
 * <p>A step is two passes: one reads the gradient for its norm, one scales, clips and decays while
 * it moves the parameters.
 */
final class UpdateRule {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final TrainingSpec training;
  private final SortedMap<Double, FlatPasses> passes = new TreeMap<>();
  private final FloatBuffer first;
  private final FloatBuffer second;
  private int steps;

  UpdateRule(TrainingSpec training, List<ParameterSegment> segments) {
    this.training = training;
    segments.stream()
        .filter(segment -> segment.role() != Parameter.Role.STATISTIC)
        .collect(
            Collectors.groupingBy(
                ParameterSegment::scale, Collectors.mapping(UpdateRule::part, Collectors.toList())))
        .forEach((scale, parts) -> passes.put(scale, new FlatPasses(parts)));
    int length = segments.stream().mapToInt(ParameterSegment::length).sum();
    this.first = FlatVector.zeros(length).values();
    this.second = FlatVector.zeros(training.optimiser() == Optimiser.SGD ? 0 : length).values();
  }

  private static Part part(ParameterSegment segment) {
    boolean decayed = segment.role() == Parameter.Role.WEIGHT;
    return new Part(segment.offset(), segment.length(), decayed);
  }

  /** The L2 norm of the trained parameters' gradient; not finite if any element is not. */
  double norm(FlatVector gradient) {
    double sum = 0;
    for (FlatPasses all : passes.values()) {
      sum += all.sumOfSquares(gradient.values());
    }
    return Math.sqrt(sum);
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
    float mean = (float) clipped;
    passes.forEach((small, all) -> step(all, parameters, gradient, mean, learningRate, small));
  }

  /**
   * A step of the parameters of one scale: as long as that of parameters of scale 1 that a factor
   * makes so small. Adam's step does not depend on the gradient's size, that of SGD does.
   */
  private void step(
      FlatPasses all,
      FlatVector parameters,
      FlatVector gradient,
      float mean,
      double learningRate,
      double small) {
    double factor = training.optimiser() == Optimiser.SGD ? small * small : small;
    float rate = (float) (learningRate * factor);
    float decay = (float) training.weightDecay();
    FloatBuffer moved = parameters.values();
    switch (training.optimiser()) {
      case SGD ->
          all.step(
              new Momentum(mean, rate, (float) training.momentum(), decay),
              moved,
              gradient.values(),
              first);
      case ADAM -> all.step(adam(mean, rate, decay, 0), moved, gradient.values(), first, second);
      case ADAMW -> all.step(adam(mean, rate, 0, decay), moved, gradient.values(), first, second);
    }
  }

  private Adam adam(float scale, float rate, float coupledDecay, float decoupledDecay) {
    return new Adam(
        scale,
        rate,
        BETA1,
        BETA2,
        (float) (1 / (1 - StrictMath.pow(BETA1, steps))),
        (float) (1 / (1 - StrictMath.pow(BETA2, steps))),
        EPSILON,
        coupledDecay,
        decoupledDecay);
  }
}
