package dev.actzoo.layers;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Initial values of parameters, each a function of nothing but the seed, the layer's name and the
 * parameter's name: nets that share a parameter start from the same values for it, whatever else
 * they hold, on every platform and in every data type up to rounding.
 */
public final class WeightInitialisation {
  private static final double TRUNCATION = 2;

  private WeightInitialisation() {}

  /** Fills a parameter with one value. */
  public static void constant(INDArray parameter, double value) {
    parameter.assign(value);
  }

  /** Fills a parameter, in C order of its indices, with draws from N(0, sd^2). */
  public static void normal(
      INDArray parameter, double sd, long seed, String layer, String parameterName) {
    fill(parameter, sd, Double.POSITIVE_INFINITY, SplitMix64.key(seed, layer, parameterName));
  }

  /**
   * Fills a parameter, in C order of its indices, with draws from N(0, sd^2) that are drawn again
   * while farther than two sd from 0, as BERT's are (Devlin et al. 2019); their standard deviation
   * is 0.88 sd.
   */
  public static void truncatedNormal(
      INDArray parameter, double sd, long seed, String layer, String parameterName) {
    fill(parameter, sd, TRUNCATION, SplitMix64.key(seed, layer, parameterName));
  }

  private static void fill(INDArray parameter, double sd, double bound, long key) {
    double[] values = new double[Math.toIntExact(parameter.length())];
    NormalStream normals = new NormalStream(key);
    for (int i = 0; i < values.length; i++) {
      double draw = normals.next();
      while (Math.abs(draw) > bound) {
        draw = normals.next();
      }
      values[i] = sd * draw;
    }
    try (INDArray filled = Nd4j.create(values, parameter.shape(), DataType.DOUBLE)) {
      parameter.assign(filled);
    }
  }

  /** Standard normal draws by Marsaglia's polar method, in strict arithmetic. */
  private static final class NormalStream {
    private static final double UNIT = 0x1p-53;

    private final long key;
    private long counter;
    private double spare = Double.NaN;

    NormalStream(long key) {
      this.key = key;
    }

    double next() {
      if (!Double.isNaN(spare)) {
        double draw = spare;
        spare = Double.NaN;
        return draw;
      }
      while (true) {
        double u = symmetric();
        double v = symmetric();
        double s = u * u + v * v;
        if (s < 1 && s > 0) {
          double factor = StrictMath.sqrt(-2 * StrictMath.log(s) / s);
          spare = v * factor;
          return u * factor;
        }
      }
    }

    /** Uniform in [-1, 1). */
    private double symmetric() {
      return 2 * ((SplitMix64.bits(key, counter++) >>> 11) * UNIT) - 1;
    }
  }
}
