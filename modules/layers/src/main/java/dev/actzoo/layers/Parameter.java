package dev.actzoo.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A parameter of a layer: its name, its shape, its role and how it starts.
 *
 * @param name the name within the layer
 * @param role what the optimiser may do with it
 * @param start fills the parameter before training
 * @param shape its shape, laid out in C order
 */
public record Parameter(String name, Role role, Start start, long... shape) {

  /** What a parameter is for. */
  public enum Role {
    /** A weight: trained, and decayed where the optimiser decays. */
    WEIGHT,
    /** A bias, gain or shift: trained, never decayed. */
    OFFSET,
    /** A statistic the layer keeps itself, such as a running mean: not trained. */
    STATISTIC
  }

  /** Fills a parameter before training. */
  @FunctionalInterface
  public interface Start {
    void fill(INDArray parameter, long seed, String layer, String parameterName);

    static Start constant(double value) {
      return (parameter, seed, layer, name) -> WeightInitialisation.constant(parameter, value);
    }

    /** Draws from N(0, sd^2) for a parameter of that shape. */
    static Start normal(double sd, long... shape) {
      return new Draws(Draws.Law.NORMAL, sd, Axis.all(shape));
    }
  }

  public static Parameter weight(String name, Start start, long... shape) {
    return new Parameter(name, Role.WEIGHT, start, shape);
  }

  public static Parameter offset(String name, double value, long... shape) {
    return new Parameter(name, Role.OFFSET, Start.constant(value), shape);
  }

  public static Parameter statistic(String name, double value, long... shape) {
    return new Parameter(name, Role.STATISTIC, Start.constant(value), shape);
  }

  /** How many numbers it holds. */
  public long length() {
    long length = 1;
    for (long size : shape) {
      length *= size;
    }
    return length;
  }
}
