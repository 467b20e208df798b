package dev.actzoo.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Initial values of parameters, each a function of nothing but the seed, the layer's name, the
 * parameter's name and its indices: nets that share a parameter start from the same values for it,
 * whatever else they hold, and where one net's is larger, for the indices they share; on every
 * platform and in every data type up to rounding.
 */
public final class WeightInitialisation {
  private WeightInitialisation() {}

  /** Fills a parameter with one value. */
  public static void constant(INDArray parameter, double value) {
    parameter.assign(value);
  }

  /** Fills a parameter with draws from N(0, sd^2). */
  public static void normal(
      INDArray parameter, double sd, long seed, String layer, String parameterName) {
    Parameter.Start.normal(sd, parameter.shape()).fill(parameter, seed, layer, parameterName);
  }
}
